/**
 * What can be seen of a task, as JSON. Addresses of live views, which are credentials, are not in
 * it.
 */
import * as Schema from "effect/Schema"
import type { Cost, FileRef, Look, Snapshot, Verdict } from "../../Snapshot.ts"
import { LeftOut } from "./reduced.ts"

export const costJson = Schema.Struct({
  usd: Schema.optionalKey(Schema.BigDecimalFromString),
  credits: Schema.optionalKey(Schema.Finite),
  final: Schema.Boolean
}) satisfies Schema.Schema<Cost>

export const verdictJson = Schema.Struct({
  claimed: Schema.NullOr(Schema.Boolean),
  judged: Schema.NullOr(Schema.Boolean)
}) satisfies Schema.Schema<Verdict>

export const fileJson = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  size: Schema.optionalKey(Schema.Finite),
  state: Schema.Literals(["ready", "pending", "failed"])
}) satisfies Schema.Schema<FileRef>

export const failureReason = Schema.Literals([
  "error",
  "goal_not_met",
  "refused",
  "timed_out",
  "step_limit",
  "budget_exceeded",
  "expired",
  "output_invalid"
])

export const cancelledBy = Schema.Literals(["caller", "provider", "unknown"])

const native = Schema.String

const statusJson = Schema.Union([
  Schema.Struct({
    state: Schema.Literal("working"),
    phase: Schema.Literals(["queued", "starting", "running", "pausing", "cancelling", "unrecognised"]),
    native
  }),
  Schema.Struct({
    state: Schema.Literal("input_required"),
    waitsFor: Schema.optionalKey(Schema.String),
    until: Schema.optionalKey(Schema.DateTimeUtcFromString),
    native
  }),
  Schema.Struct({ state: Schema.Literal("completed"), native }),
  Schema.Struct({
    state: Schema.Literal("failed"),
    reason: failureReason,
    message: Schema.optionalKey(Schema.String),
    native
  }),
  Schema.Struct({ state: Schema.Literal("cancelled"), by: cancelledBy, native })
])

const look = {
  status: statusJson,
  isSettling: Schema.optionalKey(Schema.Boolean)
}

export const lookJson = Schema.Struct({
  ...look,
  cost: Schema.optionalKey(costJson)
}) satisfies Schema.Schema<Look>

const stepJson = Schema.Struct({
  key: Schema.String,
  number: Schema.Finite,
  goal: Schema.String,
  evaluation: Schema.optionalKey(Schema.String),
  url: Schema.optionalKey(Schema.String),
  actions: Schema.Array(Schema.String),
  screenshot: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Literals(["running", "succeeded", "failed"])),
  raw: LeftOut
})

export const snapshotJson = Schema.Struct({
  ...look,
  cost: costJson,
  steps: Schema.Array(stepJson),
  output: Schema.NullOr(Schema.String),
  verdict: verdictJson,
  files: Schema.Array(fileJson),
  createdAt: Schema.optionalKey(Schema.DateTimeUtcFromString),
  startedAt: Schema.optionalKey(Schema.DateTimeUtcFromString),
  finishedAt: Schema.optionalKey(Schema.DateTimeUtcFromString),
  raw: LeftOut
}) satisfies Schema.Schema<Snapshot>
