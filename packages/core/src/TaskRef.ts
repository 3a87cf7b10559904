/**
 * The serialisable identity of a task: one line of JSON, versioned, without secrets. Store it, send
 * it, attach to it later.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** Schema of {@link TaskRef}; decodes what another process stored. */
export const TaskRef = Schema.Struct({
  v: Schema.Literal(1),
  /** The provider's name, such as `browser-use/v2`. */
  provider: Schema.String,
  /** What kind of work it is at that provider. */
  kind: Schema.String,
  /** The provider's id. A string for ever: some have 17 digits. */
  id: Schema.String,
  /** The container it runs in. */
  scope: Schema.optionalKey(Schema.Struct({ sessionId: Schema.optionalKey(Schema.String) })),
  /**
   * Fingerprint of base URL and account, so that a foreign account is told from an expired task.
   */
  endpoint: Schema.optionalKey(Schema.String),
  /** The caller's own key for this piece of work. */
  key: Schema.optionalKey(Schema.String),
  /** What a `TaskStore` knows this work by, where it has no key. */
  nonce: Schema.optionalKey(Schema.String),
  /** When the start was acknowledged: ISO 8601, UTC. */
  startedAt: Schema.optionalKey(Schema.String)
})

/** The serialisable identity of a task. */
export interface TaskRef extends Schema.Schema.Type<typeof TaskRef> {}

/** A ref as the one line of JSON that is stored and sent. */
export const FromString = Schema.fromJsonString(TaskRef)

/** The one line of JSON. */
export const encode: (ref: TaskRef) => string = Schema.encodeSync(FromString)

/** Reads what {@link encode} wrote, here or in another process; fails on anything else. */
export const decode: (line: string) => Effect.Effect<TaskRef, Schema.SchemaError> = Schema.decodeEffect(FromString)
