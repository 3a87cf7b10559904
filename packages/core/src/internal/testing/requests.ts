/** Requests to a service in memory: each is counted, takes its time, and may go wrong. */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { ProviderError } from "../../ProviderError.ts"
import type { ProviderReason } from "../../ProviderError.ts"

const operations = [
  "prepare",
  "discard",
  "start",
  "find",
  "list",
  "status",
  "snapshot",
  "events",
  "cancel",
  "resume",
  "answer",
  "file"
] as const

/** What the provider is asked for. */
export type Operation = (typeof operations)[number]

/** One request, before it is answered. */
export interface Call {
  readonly operation: Operation
  /** How many of this operation came before it, plus one. */
  readonly nth: number
  /** The task; absent for a start, a find, a list, and what is prepared for a start. */
  readonly id?: string
}

/** How a request goes wrong. */
export interface Fault {
  /** What the caller is told; absent: nothing, for ever. */
  readonly reason?: ProviderReason | undefined
  /**
   * The request did its work all the same, and only the answer was lost. A start then fails with
   * `StartUnknown`. Default false.
   */
  readonly executed?: boolean | undefined
}

/** What requests are like. */
export interface Options {
  /** How long a request takes; it is executed half-way. Default none. */
  readonly latency?: Duration.Input | undefined
  /** Which requests go wrong. */
  readonly fault?: ((call: Call) => Fault | undefined) | undefined
}

/** The requests of one provider. */
export interface Requests {
  /** How many there were. */
  readonly calls: Effect.Effect<Readonly<Record<Operation, number>>>
  readonly failure: (operation: Operation, reason: ProviderReason) => ProviderError
  /**
   * One request: half the latency, the work unless a fault prevents it, the other half, the answer
   * unless a fault replaces it.
   */
  readonly request: <A, E>(
    operation: Operation,
    id: string | undefined,
    work: Effect.Effect<A, E>
  ) => Effect.Effect<A, E | Lost | ProviderError>
  /** The same where it does not matter whether the work was done. */
  readonly ask: <A, E>(
    operation: Operation,
    id: string | undefined,
    work: Effect.Effect<A, E>
  ) => Effect.Effect<A, E | ProviderError>
}

export const make = (provider: string, options: Options): Requests => {
  const counts = new Map<Operation, number>(operations.map((operation) => [operation, 0]))
  const wait = options.latency === undefined ? Effect.void : Effect.sleep(Duration.toMillis(options.latency) / 2)
  const failure = (operation: Operation, reason: ProviderReason) => new ProviderError({ provider, operation, reason })
  const request: Requests["request"] = Effect.fnUntraced(function* (operation, id, work) {
    const nth = (counts.get(operation) ?? 0) + 1
    counts.set(operation, nth)
    yield* wait
    const fault = options.fault?.({ operation, nth, ...(id === undefined ? {} : { id }) })
    const result = fault === undefined || fault.executed === true ? yield* Effect.result(work) : undefined
    yield* wait
    if (fault === undefined && result !== undefined) return yield* Effect.fromResult(result)
    if (fault?.reason === undefined) return yield* Effect.never
    const error = failure(operation, fault.reason)
    return yield* fault.executed === true ? new Lost({ error }) : error
  })
  return {
    calls: Effect.sync(() => countsOf((operation) => counts.get(operation) ?? 0)),
    failure,
    request,
    ask: (operation, id, work) =>
      Effect.mapError(request(operation, id, work), (error) => (error instanceof Lost ? error.error : error))
  }
}

const countsOf = (of: (operation: Operation) => number): Readonly<Record<Operation, number>> => ({
  prepare: of("prepare"),
  discard: of("discard"),
  start: of("start"),
  find: of("find"),
  list: of("list"),
  status: of("status"),
  snapshot: of("snapshot"),
  events: of("events"),
  cancel: of("cancel"),
  resume: of("resume"),
  answer: of("answer"),
  file: of("file")
})

/** The request did its work, and its answer was lost. */
export class Lost extends Data.TaggedError("Lost")<{ readonly error: ProviderError }> {}
