/** One thing the agent did, as a stream delivers it. */
import type * as DateTime from "effect/DateTime"
import type { StepView } from "./Provider.ts"

/** A step, or a change of one. A stream delivers each pair of `key` and `revision` once. */
export interface Step extends StepView {
  /** From 1 on; a change of a step already delivered comes as the next revision of the same key. */
  readonly revision: number
  /** Short hash of the content: with key and revision, all that is needed to go on after a restart. */
  readonly digest: string
  /** When this revision was first seen here. */
  readonly at: DateTime.Utc
}
