/**
 * How tasks behave: durations, steps, output, files, cost, pauses, and how they end. Plain data, so
 * that a script file can hold it; in code, `output` and `match.when` may be functions.
 */
import type * as Duration from "effect/Duration"

/** The services; those without a version are of version 2. */
export type Provider = "browser-use" | "browser-use/v4" | "browseract" | "browseract/v3" | "firecrawl"

/** A JSON value. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** What a start asked for, as scripts see it. */
export interface TaskStart {
  readonly provider: Provider
  /**
   * Browser Use: the task's text. BrowserAct: its input (parameters) as lines of `name=value`.
   * Firecrawl: the prompt.
   */
  readonly prompt: string
  /** BrowserAct: the id of the workflow, bot or template. */
  readonly workflow?: string
  /** Browser Use: the metadata of the task. */
  readonly metadata: { readonly [key: string]: string }
  /** The request's body. */
  readonly body: unknown
}

/** Which tasks a script is for: all that is named must hold, and nothing named means every task. */
export interface TaskMatch {
  readonly provider?: Provider
  /** A part of the prompt. */
  readonly prompt?: string
  /** BrowserAct: the id of the workflow, bot or template. */
  readonly workflow?: string
  /** Entries that the metadata must hold. */
  readonly metadata?: { readonly [key: string]: string }
  /** Any other condition; not in a script file. */
  readonly when?: (start: TaskStart) => boolean
}

/** One step of the agent. What is left out is made up. */
export interface StepScript {
  readonly goal?: string
  readonly memory?: string
  readonly evaluation?: string
  readonly url?: string
  /** Browser Use: each is a JSON text. */
  readonly actions?: ReadonlyArray<string>
  /** 1.2 to 2.4 seconds when left out. */
  readonly duration?: Duration.Input
  /** BrowserAct: the step ends as `failed` and not as `succeed`. */
  readonly fails?: boolean
  /**
   * Browser Use: how long after the step its screenshot appears; `false` for never. 400 ms when
   * left out, 0 for the last step.
   */
  readonly screenshot?: Duration.Input | false
}

/** A file that the task leaves behind. */
export interface FileScript {
  readonly name: string
  /** Text, as UTF-8. */
  readonly content?: string
  /** Bytes of made-up content when there is no `content`. */
  readonly size?: number
  readonly contentType?: string
  /** BrowserAct: how long the file is still transferred after the task's end. */
  readonly transfer?: Duration.Input
  /** BrowserAct: the transfer ends in this error. */
  readonly error?: string
}

/**
 * A wait for a person. BrowserAct knows it; Browser Use shows it as the words `pausing` and
 * `paused`, which its spec does not.
 */
export interface PauseScript {
  /** After how many steps. */
  readonly after: number
  /** How long it says `pausing` first: 500 ms when left out. */
  readonly pausing?: Duration.Input
  /** The task goes on by itself after this long; without it only a resume helps. */
  readonly limit?: Duration.Input
}

/** Another status word than the state has, for a while: what a provider does when it adds one. */
export interface WordScript {
  readonly word: string
  /** Since the task's creation. */
  readonly from?: Duration.Input
  /** Since the task's creation; without it for ever. */
  readonly until?: Duration.Input
}

/** What a task does. Durations are divided by the simulator's speed. */
export interface Behaviour {
  /** Between creation and start: 1 second when left out. */
  readonly queued?: Duration.Input
  /**
   * From start to end: stretches or shrinks the steps to fit, and makes them equal when none has a
   * duration.
   */
  readonly running?: Duration.Input
  /** How many made-up steps, or the steps: 4 to 6 when left out. */
  readonly steps?: number | ReadonlyArray<StepScript>
  /**
   * What the task gives: a text as it stands, any other value as JSON. When left out, a value that
   * fits the JSON Schema in the request's `structuredOutput` or `schema`, or one sentence. What
   * Firecrawl's agent finds is an object, so anything else is its `result`.
   */
  readonly output?: Json | ((start: TaskStart) => Json)
  /** Browser Use: whether the agent says that it succeeded. `true` when left out. */
  readonly success?: boolean | null
  /**
   * Browser Use: the judge's verdict, shown when the request asks for a judge. `true` when left
   * out. `takes`: how long after the end it comes in v4, 5 seconds when left out.
   */
  readonly judge?: {
    readonly verdict: boolean | null
    readonly reasoning?: string
    readonly takes?: Duration.Input
  }
  /**
   * How it ends: `finished` when left out; `stopped` is a stop that came from no request; `never`
   * runs until stopped.
   */
  readonly end?: "finished" | "failed" | "stopped" | "never"
  /**
   * Browser Use v4: no browser can be made ready, so the run fails where it would have begun to
   * work.
   */
  readonly dispatchFails?: boolean
  /**
   * BrowserAct: the `task_failure_info` of a failed task. Browser Use v4 and Firecrawl: the message
   * is the error.
   */
  readonly failure?: { readonly code?: number; readonly message?: string }
  /** Browser Use, in USD: 0.01 for the start and 0.006 a step when left out. */
  readonly cost?: { readonly start?: number; readonly step?: number }
  /** BrowserAct and Firecrawl: credits a step, 5 when left out. */
  readonly credits?: number
  readonly files?: ReadonlyArray<FileScript>
  readonly pauses?: ReadonlyArray<PauseScript>
  readonly words?: ReadonlyArray<WordScript>
  /** How long the service answers that there is no such task after it was created. */
  readonly hidden?: Duration.Input
  /** How long a stop takes; a task that ends meanwhile has ended. */
  readonly stopping?: Duration.Input
  /** Browser Use: the content of the log file. */
  readonly logs?: string
}

/**
 * A behaviour and the tasks it is for. Scripts that are used up give way to the next that matches.
 */
export interface TaskScript extends Behaviour {
  readonly match?: TaskMatch
  /**
   * For how many tasks: 1 when left out, so that scripts queue up. Scripts for `always` come after
   * all others.
   */
  readonly times?: number | "always"
}
