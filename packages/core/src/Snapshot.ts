/**
 * What can be seen of a task: a light look, a whole snapshot, a row of a list, and the parts of
 * these.
 */
import type * as BigDecimal from "effect/BigDecimal"
import type * as DateTime from "effect/DateTime"
import type * as Redacted from "effect/Redacted"
import type { Status } from "./Status.ts"

/**
 * What a task has cost. `usd` only where the provider reports it; `final` once the task is over.
 */
export interface Cost {
  readonly usd?: BigDecimal.BigDecimal
  readonly credits?: number
  readonly final: boolean
}

/**
 * Did it work? The agent's own claim, and an independent judge's word, which outranks it. `null`:
 * neither has said so.
 */
export interface Verdict {
  readonly claimed: boolean | null
  readonly judged: boolean | null
}

/** What the cheapest call tells. */
export interface Look {
  readonly status: Status
  /** So far, or final once the task is over; absent where the call does not tell. */
  readonly cost?: Cost
  /**
   * Over, and the service may still add to it: a judge has yet to speak, an output is still
   * written. A wait looks again, for as long as its `settleWithin` says.
   */
  readonly isSettling?: boolean
}

/**
 * One thing the agent did. Identity is `key`; a change of a known step is a new `revision` at the
 * same place.
 */
export interface StepView {
  readonly key: string
  /** The agent's own count, from 1 on. */
  readonly number: number
  readonly goal: string
  readonly evaluation?: string
  readonly url?: string
  readonly actions: ReadonlyArray<string>
  readonly screenshot?: string
  readonly status?: "running" | "succeeded" | "failed"
  /** The provider's own object. */
  readonly raw: unknown
}

/**
 * A file that the task left behind. Its name is the server's: never use it as a path as it stands.
 */
export interface FileRef {
  readonly id: string
  readonly name: string
  /** Bytes, where the provider tells. */
  readonly size?: number
  /** Whether it can be fetched now; `pending` while the provider still transfers it. */
  readonly state: "ready" | "pending" | "failed"
}

/** Everything known of a task at one moment. */
export interface Snapshot<out Raw = unknown> extends Look {
  readonly cost: Cost
  /**
   * What the agent has done. Where a provider tells steps as events, only the snapshots of
   * `Task.watch` show them, the newest thousand.
   */
  readonly steps: ReadonlyArray<StepView>
  /** The agent's output as the provider gave it, or `null` while there is none. */
  readonly output: string | null
  readonly verdict: Verdict
  readonly files: ReadonlyArray<FileRef>
  readonly createdAt?: DateTime.Utc
  readonly startedAt?: DateTime.Utc
  readonly finishedAt?: DateTime.Utc
  /**
   * Where a person can watch the browser, while it runs. Whoever has the address can often take the
   * browser over, so it is in no log and no error: `Redacted.value` reads it.
   */
  readonly liveUrl?: Redacted.Redacted<string>
  /**
   * The provider's whole object, typed by the generated schema. `<redacted>` stands where it holds
   * the address of the live view.
   */
  readonly raw: Raw
}

/** A task as a list shows it. */
export interface Listed extends Look {
  readonly id: string
  /**
   * The output of a task that is over, where the list tells it: a text here is the one that the
   * snapshot has.
   */
  readonly output?: string | null
  /** Where the list tells it. */
  readonly verdict?: Verdict
  readonly createdAt?: DateTime.Utc
  readonly finishedAt?: DateTime.Utc
}

/** A step, or a change of one. A stream delivers each pair of `key` and `revision` once. */
export interface Step extends StepView {
  /** From 1 on; a change of a step already delivered comes as the next revision of the same key. */
  readonly revision: number
  /**
   * Short hash of the content: with key and revision, all that is needed to go on after a restart.
   */
  readonly digest: string
  /** When this revision was first seen here. */
  readonly at: DateTime.Utc
  /**
   * Where the provider tells steps as events: a short text from which `Task.steps` goes on after
   * this step, in another process, too.
   */
  readonly cursor?: string
}

/** A step of a task whose provider tells steps as events. */
export interface StepByCursor extends Step {
  readonly cursor: string
}
