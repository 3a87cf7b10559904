/**
 * What a store keeps: one line of JSON per fact, versioned. Facts are added and never changed. No
 * secret is in them: of an input only what the provider's `recall.keep` gives.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { TaskRef } from "./TaskRef.ts"

const header = {
  v: Schema.Literal(1),
  /** When it was written: ISO 8601, UTC. */
  at: Schema.String,
  /** Which piece of work it is about; the same text is the id of the delivery. */
  work: Schema.String
}

/** A start is asked for. Nothing was sent yet. */
export const Intended = Schema.TaggedStruct("Intended", {
  ...header,
  provider: Schema.String,
  kind: Schema.String,
  endpoint: Schema.String,
  /** What the task can be found by. */
  nonce: Schema.String,
  /** The caller's own key, where there is one; the nonce is the same then. */
  key: Schema.optionalKey(Schema.String),
  /** Nothing that was started before is this work. */
  since: Schema.String,
  /** What the provider needs to find the task, besides the nonce. */
  kept: Schema.optionalKey(Schema.Json),
  /** The name of the allowance that what it costs counts to. */
  allowance: Schema.optionalKey(Schema.String)
})

/**
 * A request to start is about to leave. Written before each one, so work without it certainly has
 * no task.
 */
export const Sending = Schema.TaggedStruct("Sending", {
  ...header,
  /** What was made at the service for this start, by which its task can be found. */
  prepared: Schema.optionalKey(Schema.Json)
})

/** The provider acknowledged the start, or the task was found. */
export const Started = Schema.TaggedStruct("Started", { ...header, ref: TaskRef })

/** Certainly nothing was started. */
export const Refused = Schema.TaggedStruct("Refused", {
  ...header,
  /**
   * The reason's tag, `NotFound` when the service was searched in vain, `NotSent`, or `Resolved`
   * when a person said so.
   */
  reason: Schema.String
})

/** The task is over, and this is how. */
export const Ended = Schema.TaggedStruct("Ended", {
  ...header,
  outcome: Schema.Literals(["Succeeded", "Failed", "Cancelled"]),
  /** Why it failed, or who cancelled. */
  reason: Schema.optionalKey(Schema.String),
  /** What it has cost, once that is final and as far as the provider tells; dollars as a text. */
  cost: Schema.optionalKey(
    Schema.Struct({ usd: Schema.optionalKey(Schema.String), credits: Schema.optionalKey(Schema.Finite) })
  )
})

/** A handler is about to be given the outcome. */
export const Delivering = Schema.TaggedStruct("Delivering", header)

/** The outcome needs no more delivery. */
export const Delivered = Schema.TaggedStruct("Delivered", {
  ...header,
  /**
   * `handler`: it succeeded. `caller`: `run`, `join` or `await` gave it out. `nobody`: its owner
   * left it and it was cancelled.
   */
  to: Schema.Literals(["handler", "caller", "nobody"])
})

/** One fact about one piece of work. */
export const StoreEntry = Schema.Union([Intended, Sending, Started, Refused, Ended, Delivering, Delivered])

/** One fact about one piece of work. */
export type StoreEntry = Schema.Schema.Type<typeof StoreEntry>

/** An entry as the one line of JSON that is stored. */
export const FromString = Schema.fromJsonString(StoreEntry)

/** The one line of JSON. */
export const encode: (entry: StoreEntry) => string = Schema.encodeSync(FromString)

/** Reads what {@link encode} wrote; fails on anything else, and on entries of a later version. */
export const decode: (line: string) => Effect.Effect<StoreEntry, Schema.SchemaError> = Schema.decodeEffect(FromString)
