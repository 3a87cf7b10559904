/** From what the transport saw to what it means at Skyvern. */
import type { HttpError } from "@errand/http/HttpError"
import type { Operation } from "@errand/http/Operation"
import * as Reason from "@errand/http/Reason"
import { SkyvernError } from "../SkyvernError.ts"

/** What a failed call means. */
export const fromHttp = <E>(http: HttpError<E>): SkyvernError<E> => new SkyvernError(Reason.failure(http))

/** An answer that can be read, but does not hold what it must. */
export const fail = <E = never>(operation: Operation, message: string): SkyvernError<E> =>
  fromHttp<E>(Reason.unreadable(operation, message))
