/**
 * One thing that goes wrong: what the server does, what the caller does, and what must hold. Plain
 * data, the same for every client. Times are seconds as they would be on the real services; a run
 * on a real clock may scale them down.
 */
import type { FaultKind, Provider, Scenario as Account, TaskScript } from "@errand/simulator"

export type Seconds = number

/**
 * Which requests a fault is for. Looks are all that a client sends after its start, whichever way
 * it looks. What is prepared is made for a start before it leaves, where a service needs that.
 */
export type FaultTarget = "prepare" | "start" | "look" | "result" | "list" | "stop" | "tell" | "download"

/** A fault, in terms that hold on all services. */
export type ScenarioFault = FaultKind & {
  readonly at: FaultTarget
  /** From which request of that sort on; the first when left out. */
  readonly nth?: number
  readonly times?: number | "always"
  /** For how long, in seconds from the first request that it hits. */
  readonly for?: Seconds
}

/** What the caller does. */
export type CallerAction =
  /** Runs a task and takes its output. */
  | { readonly do: "run" }
  /** Starts so many tasks, one after the other, and takes the outputs of all at the same time. */
  | { readonly do: "many"; readonly count: number }
  /**
   * Starts so many tasks and dies; the next process takes the outputs of all, from its store if the
   * client knows one.
   */
  | { readonly do: "recover"; readonly count: number }
  /**
   * Stops waiting after so long. Where the client has shown the id by then, the caller asks it to
   * stop the task.
   */
  | { readonly do: "leave"; readonly after: Seconds }
  /** Starts a task, asks to stop it after so long, and wants to know how it ended. */
  | { readonly do: "stop"; readonly after: Seconds }
  /** Runs a task and consumes its steps. */
  | { readonly do: "steps" }
  /** Runs a task, consumes its steps, and leaves when it has seen so many. */
  | { readonly do: "enough"; readonly steps: number }
  /** Runs a task and reads its first file. */
  | { readonly do: "file" }
  /**
   * Starts a task under a key, forgets everything but the key, as a process does that dies, and
   * runs it again. With `dies`, it has a store if it knows one, and dies before the request leaves
   * or while it is on its way. With `inSession`, each process makes a session of its own for its
   * task.
   */
  | { readonly do: "again"; readonly dies?: "queued" | "sending"; readonly inSession?: true }
  /** Starts a task, lets it go on after so long, as a person would, and takes its output. */
  | { readonly do: "tell"; readonly after: Seconds }
  /** Runs a task, and then another one in the same session, of which it takes the output. */
  | { readonly do: "follow" }
  /** Starts a task, forgets it for so long, and then waits for it by its ref. */
  | { readonly do: "late"; readonly after: Seconds }
  /** Runs a task, looks once an hour by itself, and receives the service's webhooks. */
  | { readonly do: "listen" }

/** How a client's call can end. */
export type End =
  | "output"
  | "failed"
  | "cancelled"
  | "mismatch"
  | "deadline"
  | "stalled"
  | "nobody came"
  | "unknown"
  | "refused"
  | "error"
  | "left"
  /** The call never returned. */
  | "hangs"

/** What must hold when the client is done. Every property that is given must hold. */
export interface Holds {
  /** The call ends in one of these ways. */
  readonly ends: ReadonlyArray<End>
  /** The output that the caller gets when it gets one; the script's when left out. */
  readonly output?: unknown
  /** These texts occur in the result or the error. */
  readonly keeps?: ReadonlyArray<string>
  /** The id of the task occurs in the result or the error. */
  readonly ref?: true
  /** Tasks that were started, 1 when left out. */
  readonly tasks?: number
  /** Sessions in which these tasks run. */
  readonly sessions?: number
  /** Tasks that run on when the client is done, 0 when left out. */
  readonly running?: number
  /** Requests at most. */
  readonly requests?: number
  /** The call has ended after so long. */
  readonly took?: Seconds
  /** After a 429 nothing is sent for as long as it asked. */
  readonly waits?: true
  /** A task that could not be stopped is reported. */
  readonly reported?: true
  /** Steps 1 to this, each once and in order. */
  readonly steps?: number
  /** How many steps were reported with their screenshot. */
  readonly screenshots?: number
  /** The file's content. */
  readonly content?: string
}

export interface Scenario {
  /** What happens. */
  readonly name: string
  /** What errand makes of it. */
  readonly answer: string
  /** All services when left out. */
  readonly on?: Provider | ReadonlyArray<Provider>
  /** What is otherwise on a service that lacks what it takes. */
  readonly differs?: { readonly [P in Provider]?: { readonly answer: string; readonly holds: Holds } }
  readonly task?: Omit<TaskScript, "match" | "times">
  readonly faults?: ReadonlyArray<ScenarioFault>
  readonly settings?: Pick<Account, "browserUse" | "browserAct" | "browserActV3" | "firecrawl" | "skyvern">
  /** A task of another program has the account's only slot for so long. */
  readonly slotTakenFor?: Seconds
  /** While the client waits, the clock of its machine is set by so many seconds. */
  readonly clock?: Seconds
  /** Running when left out. */
  readonly does?: CallerAction
  /** The output has a schema: a product and its price. */
  readonly typed?: true
  /** A judge is asked for. */
  readonly judged?: true
  /** The start names an address for its webhooks at which nothing answers. */
  readonly isDeaf?: true
  /** The key is not the account's. */
  readonly stranger?: true
  /** The longest wait; 5 minutes when left out. */
  readonly within?: Seconds
  /** How long the wait may wait for a person; as long as it lasts when left out. */
  readonly personWithin?: Seconds
  /** How long one request may take; `requestTimeoutSeconds` when left out. */
  readonly requestWithin?: Seconds
  /** The longest answer that the client reads, in bytes, if it has such a bound. */
  readonly largest?: number
  readonly holds: Holds
}

/** What tasks give unless the scenario says otherwise. */
export const defaultOutput = "Pixel 9: 799 USD"

/** How long a task runs unless the scenario says otherwise. */
export const taskSeconds: Seconds = 20

export const defaultDeadlineSeconds: Seconds = 300
/** How long one request may take unless the scenario says otherwise. */
export const requestTimeoutSeconds: Seconds = 30
