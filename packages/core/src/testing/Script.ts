/** How a task behaves in memory. Its course is a function of the script and of Effect's clock. */
import type * as Duration from "effect/Duration"
import type { Cost, StepView, Verdict } from "../Snapshot.ts"
import type { FailureReason, Status } from "../Status.ts"

/**
 * How a task behaves, from its start to its end. Times count from the start; time spent paused does
 * not count.
 */
export interface Script {
  /** How long it works; `"Infinity"`: until it is cancelled. Default 10 seconds. */
  readonly takes?: Duration.Input | undefined
  /** How it ends. Default `completed`. */
  readonly ends?: "completed" | "cancelled" | FailureReason | undefined
  /** The provider's explanation of a failure. */
  readonly message?: string | undefined
  /** What it puts out, as text or as a value that becomes JSON; with the end. Default `"done"`. */
  readonly output?: unknown
  /** Default: neither the agent nor a judge says. */
  readonly verdict?: Partial<Verdict> | undefined
  /** What it will have cost. It grows evenly with the work. */
  readonly cost?: Omit<Cost, "final"> | undefined
  /** What the agent does, in order, spread evenly over the work unless `at` says when. */
  readonly steps?: ReadonlyArray<ScriptedStep> | undefined
  /**
   * Other words for some of the time: from `at` on, until the next one, or the end. Default:
   * running from the start.
   */
  readonly statuses?: ReadonlyArray<{ readonly at: Duration.Input; readonly status: Status }> | undefined
  /** From then on it waits for `resume`. */
  readonly pausesAt?: Duration.Input | undefined
  /**
   * What it asks for at `pausesAt`. It then goes on after an answer, and `resume` is refused; when
   * nobody answers `within`, it goes on without.
   */
  readonly asks?: { readonly waitsFor: string; readonly within?: Duration.Input | undefined } | undefined
  /** What it leaves behind. */
  readonly files?: ReadonlyArray<{ readonly name: string; readonly bytes: Uint8Array }> | undefined
  /**
   * What the service adds after the end. Until `after` has passed since then, looks say that the
   * task settles; then these take the place of what the script says otherwise.
   */
  readonly settles?:
    | (Pick<Script, "ends" | "message" | "output" | "verdict"> & { readonly after: Duration.Input })
    | undefined
  /** How long a cancel takes to have an effect. Default none. */
  readonly cancelTakes?: Duration.Input | undefined
  /** For how long after the start only the start itself knows the task: 404. Default none. */
  readonly hiddenFor?: Duration.Input | undefined
  /** When the provider forgets it: 404. Default never. */
  readonly forgottenAt?: Duration.Input | undefined
}

/** A step, of which only the goal is a must. */
export interface ScriptedStep extends Partial<Omit<StepView, "goal">> {
  readonly goal: string
  /** When it shows up. */
  readonly at?: Duration.Input | undefined
}
