/** What most of these programs ask for. */
import * as Schema from "effect/Schema"

export const Price = Schema.Struct({ product: Schema.String, usd: Schema.Finite })

export interface Price extends Schema.Schema.Type<typeof Price> {}
