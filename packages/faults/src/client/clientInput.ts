/**
 * The schema of the scenarios with a typed output, in the two libraries that the clients want it
 * in.
 */
import * as Schema from "effect/Schema"
import { z } from "zod"

export const Price = Schema.Struct({ product: Schema.String, usd: Schema.Finite })

export const ZodPrice = z.object({ product: z.string(), usd: z.number() })

/** What the agent is asked. */
export const prompt = "Find the price of a Pixel 9"

/** Where a task of Skyvern begins. */
export const url = "https://shop.example"

/** The workflow that is run on BrowserAct. */
export const workflow = { workflow_id: "17", input_parameters: [{ name: "what", value: prompt }] }
