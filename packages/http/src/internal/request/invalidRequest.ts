import type { InvalidRequest } from "../../HttpError.ts"

/** The reason of a call whose request cannot be written; `where` as in `path.task_id`. */
export const invalidRequest = (where: string, message: string): InvalidRequest => ({
  _tag: "InvalidRequest",
  where,
  message
})

/** Tells a refusal from a part of a request. */
export const isInvalid = (value: object): value is InvalidRequest => "_tag" in value && value._tag === "InvalidRequest"
