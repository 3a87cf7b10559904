/** Lets a task go on that waits for a person, and tells those who wait for it. */
import * as Effect from "effect/Effect"
import type { Any } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as Wait from "../lookout/wait.ts"
import * as Handle from "./handle.ts"
import type { Task } from "./handle.ts"

/** One request after which the task goes on, so that its waits look again at once. */
export const resumeBy = <A, P extends Any>(
  task: Task<A, P>,
  request: (provider: P, ref: TaskRef) => Effect.Effect<void, ProviderError>
): Effect.Effect<void, ProviderError> => Effect.andThen(Handle.request(task, request), Wait.onResumed(task))
