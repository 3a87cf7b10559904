import type { InvalidRequest } from "../../HttpError.ts"

/** A request that cannot be written down. */
export const invalid = (where: string, message: string): InvalidRequest => ({ _tag: "InvalidRequest", where, message })
