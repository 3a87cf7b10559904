/**
 * What a provider makes at the service for one start before it leaves: once, however often that
 * start is sent, and removed again where it has certainly made no task.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Any, Json, Provider, StartOptions } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"

/** How long the removal may hold up the error of a start. */
const discardTimeout = "10 seconds"

/** What is made for one start. */
export interface Prepared {
  /** What was made for it; makes it at the first call that succeeds. */
  readonly get: Effect.Effect<Json | undefined, ProviderError>
  /** Removes it if the start ended in a way that leaves no task. */
  readonly onExit: <E extends { readonly _tag: string }>(exit: Exit.Exit<unknown, E>) => Effect.Effect<void>
}

/** What is made for a start of this input; nothing is made yet. */
export const make = <Input>(provider: Provider<Input>, input: Input, options: StartOptions): Prepared => {
  const { prepare } = provider
  let made: { readonly value: Json | undefined } | undefined
  return {
    get: Effect.suspend(() => {
      if (made !== undefined) return Effect.succeed(made.value)
      if (prepare === undefined) return Effect.undefined
      return Effect.tap(prepare(input, options), (value) => Effect.sync(() => void (made = { value })))
    }),
    onExit: (exit) => (isCertainlyNone(exit) ? discard(provider, made?.value) : Effect.void)
  }
}

/** Whether a start ended so that no task was made: it was refused, or given up before it left. */
const isCertainlyNone = <E extends { readonly _tag: string }>(exit: Exit.Exit<unknown, E>): boolean =>
  Exit.isFailure(exit) &&
  exit.cause.reasons.every(
    (reason) => reason._tag === "Interrupt" || (reason._tag === "Fail" && reason.error._tag === "ProviderError")
  )

/** Removes what was made for a start that made no task. What could not be removed is logged. */
export const discard = (provider: Any, prepared: Json | undefined): Effect.Effect<void> => {
  if (prepared === undefined || provider.discard === undefined) return Effect.void
  return provider.discard(prepared).pipe(
    Effect.timeout(discardTimeout),
    Effect.catch((error) =>
      Effect.logWarning("what was made for a start that came to nothing could not be removed", error).pipe(
        Effect.annotateLogs({ "errand.provider": provider.name, "errand.prepared": JSON.stringify(prepared) })
      )
    )
  )
}
