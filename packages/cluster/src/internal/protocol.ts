/**
 * What the machines say to each other about the errands of one name. A payload's version is in the
 * name of its message, so that two versions of a program can run side by side.
 */
import * as ClusterSchema from "effect/cluster/ClusterSchema"
import * as Entity from "effect/cluster/Entity"
import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"

/** Why an errand has no outcome, and the error behind it as JSON. */
export const Failure = Schema.Struct({
  reason: Schema.Literals(["refused", "unknown", "cancelled", "given_up", "unreadable"]),
  why: Schema.String,
  cause: Schema.optionalKey(Schema.Json)
})

/** Why an errand has no outcome, and the error behind it as JSON. */
export interface Failure extends Schema.Schema.Type<typeof Failure> {}

/**
 * Do this errand. Kept until it is answered, once for each key: whoever sends it again, also
 * without its input, waits for the same answer. Long, so it is interrupted when its account moves
 * to another machine, and goes on there. A caller who stops waiting stops nothing.
 */
export const Do = Rpc.make("Do/1", {
  payload: { key: Schema.String, input: Schema.optionalKey(Schema.Json) },
  primaryKey: ({ key }) => key,
  success: Schema.Json,
  error: Failure
})
  .annotate(ClusterSchema.Persisted, true)
  .annotate(ClusterSchema.InterruptOnTermination, true)
  .annotate(ClusterSchema.Uninterruptible, "client")

/** Cancel this errand. Kept until the errand is over or its task was asked to stop. */
export const Cancel = Rpc.make("Cancel/1", { payload: { key: Schema.String } })
  .annotate(ClusterSchema.Persisted, true)
  .annotate(ClusterSchema.InterruptOnTermination, true)
  .annotate(ClusterSchema.Uninterruptible, "client")

/** There is news of a task or of a session. */
export const Notify = Rpc.make("Notify/1", {
  payload: {
    provider: Schema.String,
    id: Schema.optionalKey(Schema.String),
    sessionId: Schema.optionalKey(Schema.String)
  },
  success: Schema.Boolean
})

/** A step that is known already. */
export const Seen = Schema.Struct({ key: Schema.String, revision: Schema.Finite, digest: Schema.String })

/** The steps of an errand's task that are not known yet, up to its end. */
export const Steps = Rpc.make("Steps/1", {
  payload: { key: Schema.String, seen: Schema.Array(Seen) },
  success: Schema.Json,
  error: Failure,
  stream: true
}).annotate(ClusterSchema.InterruptOnTermination, true)

/** What the account does now. */
export const Stats = Rpc.make("Stats/1", { success: Schema.Json })

/**
 * The entity that does the errands. Its id is the account, so that the errands of all names that
 * have an account in common are done by one process.
 */
export const workEntity = (name: string) => Entity.make(`errand/${name}`, [Do])

/**
 * The entity for everything else. It has the id of the other one, and so is in the same process;
 * its messages do not wait behind the backlog of errands.
 */
export const controlEntity = (name: string) => Entity.make(`errand/${name}/control`, [Cancel, Notify, Steps, Stats])

/** The entity that does the errands. */
export type WorkEntity = ReturnType<typeof workEntity>

/** The entity for everything else. */
export type ControlEntity = ReturnType<typeof controlEntity>
