/**
 * The handle, and who may use it: a ref goes only to the provider and account that it came from.
 */
import * as Effect from "effect/Effect"
import * as Pipeable from "effect/Pipeable"
import * as Stream from "effect/Stream"
import type { SuccessPolicy } from "../../Outcome.ts"
import type * as Provider from "../../Provider.ts"
import { BadRequest, ForeignRef, ProviderError } from "../../ProviderError.ts"
import type { StartOptions, TaskOptions, WaitOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as WorkState from "../journal/workState.ts"
import { withoutUndefined } from "./options.ts"
import * as OutputDecoder from "./outputDecoder.ts"

/**
 * A handle to a task: whose it is, where it runs, and how to read what comes back. Losing it
 * changes nothing there.
 */
export interface Task<out A, out P extends Provider.Any = Provider.Any> extends Pipeable.Pipeable {
  readonly ref: TaskRef
  readonly provider: P
  /** How to read what comes back; not for use outside. */
  readonly "~errand": Terms<A>
}

interface Terms<out A> {
  readonly decode: OutputDecoder.Decode<A>
  readonly success: SuccessPolicy
  readonly limits: WaitOptions
  readonly cancelling: { issued: boolean }
}

/** The handle to a ref. */
export const make = <A, P extends Provider.Any>(provider: P, ref: TaskRef, options: TaskOptions<A>): Task<A, P> => {
  const terms: Terms<A> = {
    // A caller without a schema cannot name `A`; its default, wherever a handle is made, is the
    // type of the text.
    decode:
      options.output === undefined
        ? (OutputDecoder.text as OutputDecoder.Decode<unknown> as OutputDecoder.Decode<A>)
        : OutputDecoder.makeDecoder(options.output),
    success: options.success ?? "claimed",
    limits: withoutUndefined(options),
    cancelling: { issued: false }
  }
  const handle: Pipeable.Pipeable = Object.create(Pipeable.Prototype)
  return Object.assign(handle, { ref, provider, "~errand": terms })
}

/**
 * Uses the provider for the ref, or refuses without a request where the ref is of another provider
 * or account.
 */
export const withProvider = <A, P extends Provider.Any, B, E>(
  task: Task<A, P>,
  use: (provider: P, ref: TaskRef) => Effect.Effect<B, E>
): Effect.Effect<B, E | ProviderError> =>
  Effect.suspend((): Effect.Effect<B, E | ProviderError> => {
    const { provider, ref } = task
    const field = WorkState.foreignField(provider, ref)
    if (field === undefined) return use(provider, ref)
    const mine = field === "provider" ? provider.name : provider[field]
    const message = `the ref has ${field} ${JSON.stringify(ref[field])}, this provider has ${JSON.stringify(mine)}`
    return Effect.fail(
      new ProviderError({
        provider: provider.name,
        operation: "attach",
        reason: new ForeignRef({ message, field }),
        ref
      })
    )
  })

/** The session of the task; an error where its ref has none. */
export const sessionOf = <A>(task: Task<A>): Effect.Effect<string, ProviderError> =>
  withProvider(task, ({ name: provider }, ref) => {
    const sessionId = ref.scope?.sessionId
    if (sessionId !== undefined) return Effect.succeed(sessionId)
    const message = "nothing was sent: the ref of the task names no session"
    return Effect.fail(new ProviderError({ provider, operation: "start", reason: new BadRequest({ message }), ref }))
  })

/** One request about the task; its error says which task. */
export const request = <A, P extends Provider.Any, B>(
  task: Task<A, P>,
  use: (provider: P, ref: TaskRef) => Effect.Effect<B, ProviderError>
): Effect.Effect<B, ProviderError> => Effect.mapError(withProvider(task, use), (error) => withRef(error, task.ref))

/** What a provider streams about the task; its errors say which task. */
export const requestStream = <A, P extends Provider.Any, B>(
  task: Task<A, P>,
  use: (provider: P, ref: TaskRef) => Stream.Stream<B, ProviderError>
): Stream.Stream<B, ProviderError> =>
  Stream.mapError(Stream.unwrap(withProvider(task, (provider, ref) => Effect.succeed(use(provider, ref)))), (error) =>
    withRef(error, task.ref)
  )

/** The same error, with the task that it is about. */
export const withRef = (error: ProviderError, ref: TaskRef): ProviderError => {
  if (error.ref !== undefined) return error
  const { cause, operation, provider, reason, traceId } = error
  return new ProviderError({
    provider,
    operation,
    reason,
    ref,
    ...(traceId === undefined ? {} : { traceId }),
    ...(cause === undefined ? {} : { cause })
  })
}

/** The JSON Schema to send. A schema that has none is found out before anything is paid. */
export const makeOutputSchema = <A>(provider: Provider.Any, { output, outputJsonSchema }: StartOptions<A>) =>
  output === undefined || outputJsonSchema !== undefined
    ? Effect.succeed(outputJsonSchema)
    : Effect.mapError(
        OutputDecoder.toJsonSchema(output),
        (why) =>
          new ProviderError({
            provider: provider.name,
            operation: "start",
            reason: new BadRequest({
              message: `the output schema has no JSON Schema (${why}); give one as outputJsonSchema`
            })
          })
      )
