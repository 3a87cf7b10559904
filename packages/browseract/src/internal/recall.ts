/**
 * What is written down of a start, for another process to find its task by: its parameters, because
 * nothing else tells tasks apart.
 */
import type { Json } from "@errand/core/Provider"
import { at, objects, optional, text } from "@errand/http/Answer"
import { type Input, isTemplate } from "./input.ts"
import * as MatchInput from "./matchInput.ts"

/**
 * What may be written down: which workflow, and its parameters. No addresses of callbacks, whose
 * tokens are secrets.
 */
export const keep = (input: Input): Json => ({
  ...(isTemplate(input) ? { workflow_template_id: input.workflow_template_id } : { workflow_id: input.workflow_id }),
  ...optional("profile_id", text(at(input, "profile_id"))),
  ...(at(input, "save_browser_data") === true && { save_browser_data: true }),
  input_parameters: (input.input_parameters ?? []).map(plain)
})

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

/** What was written down, as an input; nothing when it names neither a workflow nor a template. */
export const inputOf = (kept: Json | undefined): Input | undefined => {
  const parameters = objects(at(kept, "input_parameters")).map((one) => {
    const value = at(one, "value")
    return {
      ...optional("name", text(at(one, "name"))),
      ...optional("value", typeof value === "string" ? value : undefined)
    }
  })
  const [workflow, template] = [text(at(kept, "workflow_id")), text(at(kept, "workflow_template_id"))]
  if (workflow === undefined) {
    return template === undefined ? undefined : { workflow_template_id: template, input_parameters: parameters }
  }
  return {
    workflow_id: workflow,
    input_parameters: parameters,
    ...optional("profile_id", text(at(kept, "profile_id"))),
    ...(at(kept, "save_browser_data") === true && { save_browser_data: true })
  }
}

/**
 * Whether two starts could be taken for each other, by what was written down of them. What cannot
 * be read could be anything.
 */
export const isAlike = (a: Json | undefined, b: Json | undefined): boolean => {
  const [one, other] = [inputOf(a), inputOf(b)]
  return one === undefined || other === undefined || MatchInput.isAlike(one, other)
}
