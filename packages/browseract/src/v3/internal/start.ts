/** Sends a start once, and looks for the run of one whose answer was lost. */
import * as StartOnce from "../../internal/startOnce.ts"
import type { BrowserActError } from "../BrowserActError.ts"
import type { Client } from "../Client.ts"
import { candidates } from "./find.ts"
import { type Input, isTemplate } from "./input.ts"
import { fail, from, name } from "./providerError.ts"
import { inputOf, isAlike, keep } from "./recall.ts"

/** Starts runs, and finds those whose answers were lost. */
export const make = (client: Client) =>
  StartOnce.make<Input, BrowserActError>({
    name,
    fail,
    from,
    send: (input) => send(client, input),
    id: "task_id",
    candidates: (input, since, isOthers) => candidates(client, input, since, isOthers),
    keep,
    inputOf,
    isAlike
  })

/** What is to run stands in the address, and not in the body. */
const send = (client: Client, input: Input) => {
  if (isTemplate(input)) {
    const { template_id, ...body } = input
    return client.runs.createOfTemplate({ path: { template_id }, body })
  }
  const { bot_id, ...body } = input
  return client.runs.create({ path: { bot_id }, body })
}
