/** The errands of one name, as every process of the fleet knows them. */
import type { Outcome, SuccessPolicy } from "@errand/core/Outcome"
import type * as Provider from "@errand/core/Provider"
import type { Work } from "@errand/core/TaskStore"
import type * as Context from "effect/Context"
import type * as Schema from "effect/Schema"
import type { ControlEntity, WorkEntity } from "./protocol.ts"

/** What is the same in every process. */
export interface Definition<I, Input, A, Raw> {
  readonly name: string
  readonly account: string
  readonly provider: Context.Key<I, Provider.Provider<Input, Raw>>
  readonly input: Schema.Codec<Input, Schema.Json>
  readonly outcome: Schema.Codec<Outcome<A>, Schema.Json>
  readonly output: Schema.ConstraintDecoder<A> | undefined
  readonly outputJsonSchema: { readonly [key: string]: Provider.Json } | undefined
  readonly success: SuccessPolicy | undefined
  readonly label: string
  readonly work: WorkEntity
  readonly control: ControlEntity
}

/** Whether this is a work of the provider's, for its account. */
export const isOf = (
  { endpoint, kind, name }: Provider.Any,
  work: Pick<Work, "endpoint" | "kind" | "provider">
): boolean => work.provider === name && work.kind === kind && work.endpoint === endpoint

/** The key of an errand's task: that of the errand alone is not unique in its account. */
export const taskKeyOf = ({ name }: { readonly name: string }, key: string): string => `${name}/${key}`
