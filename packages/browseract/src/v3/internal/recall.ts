/**
 * What is written down of a start, for another process to find its run by: its input, because
 * nothing else tells runs apart.
 */
import type { Json } from "@errand/core/Provider"
import { at, fields, text } from "@errand/http/Answer"
import { type Input, isTemplate } from "./input.ts"
import * as MatchInput from "./matchInput.ts"

/**
 * What may be written down: which bot or template, and its input. No addresses of callbacks, whose
 * tokens are secrets.
 */
export const keep = (input: Input): Json => ({
  ...(isTemplate(input) ? { template_id: input.template_id } : { bot_id: input.bot_id }),
  input: plain(input.input)
})

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? {}))

/** What was written down, as an input; nothing when it names neither a bot nor a template. */
export const inputOf = (kept: Json | undefined): Input | undefined => {
  const [bot, template] = [text(at(kept, "bot_id")), text(at(kept, "template_id"))]
  const input = { ...fields(at(kept, "input")) }
  if (bot !== undefined) return { bot_id: bot, input }
  return template === undefined ? undefined : { template_id: template, input }
}

/**
 * Whether two starts could be taken for each other, by what was written down of them. What cannot
 * be read could be anything.
 */
export const isAlike = (a: Json | undefined, b: Json | undefined): boolean => {
  const [one, other] = [inputOf(a), inputOf(b)]
  return one === undefined || other === undefined || MatchInput.isAlike(one, other)
}
