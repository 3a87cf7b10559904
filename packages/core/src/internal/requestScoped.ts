/**
 * What the whole process shares, or, where I/O and waiting belong to the request that began them,
 * the callers of one request: a caller that another request wakes up would hang there.
 */
import * as Effect from "effect/Effect"
import { sharedWithin } from "./lookout/options.ts"

/** The one of the calling fiber; it is made when it is asked for first. */
export const make = <A>(create: () => A): Effect.Effect<A> => {
  let ofProcess: A | undefined
  const ofRequests = new WeakMap<object, A>()
  return Effect.withFiber((fiber) =>
    Effect.sync(() => {
      const request = sharedWithin(fiber.context, {})
      if (request === undefined) return (ofProcess ??= create())
      const known = ofRequests.get(request)
      if (known !== undefined) return known
      const made = create()
      ofRequests.set(request, made)
      return made
    })
  )
}
