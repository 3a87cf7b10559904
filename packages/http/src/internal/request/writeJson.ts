import * as Result from "effect/Result"
import type { InvalidRequest } from "../../HttpError.ts"
import { stringify } from "../json.ts"
import { invalidRequest } from "./invalidRequest.ts"

/** The JSON text of a value, or why it has none. */
export const writeJson = (value: unknown, where: string): string | InvalidRequest =>
  Result.match(stringify(value), {
    onFailure: (message) => invalidRequest(where, message),
    onSuccess: (text) => text ?? invalidRequest(where, "cannot be written as JSON")
  })
