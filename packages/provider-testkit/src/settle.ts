import { Effect } from "effect"

/** Lets promises settle that no virtual clock knows of. */
export const settle = Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))
