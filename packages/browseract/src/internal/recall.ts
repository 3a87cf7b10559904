/** Finding what another process started, by what it wrote down: the parameters, because nothing else tells a task from others. */
import type { Json, Recall } from "@errand/core/Provider"
import { StartUnknown } from "@errand/core/TaskError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Input } from "../BrowserAct.ts"
import type { Client } from "../Client.ts"
import { fields, list, optional, text } from "./fields.ts"
import { candidates } from "./find.ts"
import { name } from "./providerError.ts"

/** What may be written down: which workflow, and its parameters. No addresses of callbacks, whose tokens are secrets. */
export const make = (client: Client): Recall<Input> => ({
  keep: (input) => ({
    ...("workflow_id" in input
      ? { workflow_id: input.workflow_id }
      : { workflow_template_id: input.workflow_template_id }),
    ...optional("profile_id", "profile_id" in input ? text(input.profile_id) : undefined),
    input_parameters: (input.input_parameters ?? []).map(plain)
  }),
  find: (kept, { except, key, since }) => {
    const input = inputOf(kept)
    const unknown = new StartUnknown({ provider: name, request: kept ?? null, since, ...optional("key", key) })
    if (input === undefined) return Effect.fail(unknown)
    return Effect.flatMap(candidates(client, input, since), (all) => {
      const [only, ...others] = all.filter(({ id }) => !except.includes(id))
      return others.length > 0 ? Effect.fail(unknown) : Effect.succeed(Option.fromUndefinedOr(only))
    })
  }
})

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const inputOf = (kept: Json | undefined): Input | undefined => {
  const { input_parameters, profile_id, workflow_id, workflow_template_id } = fields(kept)
  const common = {
    ...optional("profile_id", text(profile_id)),
    input_parameters: list(input_parameters).map(({ name, value }) => ({
      ...optional("name", text(name)),
      ...optional("value", typeof value === "string" ? value : undefined)
    }))
  }
  const [workflow, template] = [text(workflow_id), text(workflow_template_id)]
  if (workflow !== undefined) return { ...common, workflow_id: workflow }
  return template === undefined ? undefined : { ...common, workflow_template_id: template }
}
