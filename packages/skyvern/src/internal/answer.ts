/** What a run that waits for a person can be told: the code of a login. */
import type { Answerable } from "@errand/core/Provider"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"
import type { Code } from "./input.ts"
import { from } from "./providerError.ts"

/** Hands a code over. The service does not tell whether the run waits for one. */
export const make = (client: Client): Answerable<Code> => ({
  answer: (id, { content, totp_identifier }) =>
    Effect.asVoid(
      Effect.mapError(client.codes.send({ body: { content, totp_identifier, task_id: id } }), from("answer"))
    )
})
