/**
 * What can describe the output of a task: an Effect Schema, or a schema of any library that speaks
 * Standard Schema.
 */
import type * as Schema from "effect/Schema"

/**
 * The part of Standard Schema (https://standardschema.dev) that is needed here, with its JSON
 * Schema trait where a library has it.
 */
export interface StandardSchema<out A> {
  readonly "~standard": {
    readonly version: 1
    readonly vendor: string
    readonly types?: { readonly input: unknown; readonly output: A } | undefined
    readonly validate: (value: unknown) => StandardResult<A> | Promise<StandardResult<A>>
    readonly jsonSchema?: { readonly input: (options: { readonly target: "draft-2020-12" }) => object }
  }
}

/** What a Standard Schema says of a value. */
export type StandardResult<A> =
  | { readonly value: A; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path?: ReadonlyArray<unknown> | undefined }> }

/** An Effect Schema that needs no services, or any Standard Schema. */
export type OutputSchema<A> = Schema.ConstraintDecoder<A> | StandardSchema<A>
