/** Sends a start once, and looks for the task of one whose answer was lost. */
import type { BrowserActError } from "../BrowserActError.ts"
import type { Client } from "../Client.ts"
import { candidates } from "./find.ts"
import { type Input, isTemplate } from "./input.ts"
import { fail, from, name } from "./providerError.ts"
import { inputOf, isAlike, keep } from "./recall.ts"
import * as StartOnce from "./startOnce.ts"

/** Starts tasks, and finds those whose answers were lost. */
export const make = (client: Client) =>
  StartOnce.make<Input, BrowserActError>({
    name,
    fail,
    from,
    send: (input) =>
      isTemplate(input) ? client.tasks.runTemplate({ body: input }) : client.tasks.run({ body: input }),
    id: "id",
    candidates: (input, since, isOthers) => candidates(client, input, since, isOthers),
    keep,
    inputOf,
    isAlike
  })
