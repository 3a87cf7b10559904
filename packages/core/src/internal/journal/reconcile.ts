/** What became of a start that was sent and never acknowledged. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Any, FindOptions, Json, Started } from "../../Provider.ts"
import type { StoreError } from "../../StoreError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { TaskStore, Work } from "../../TaskStore.ts"
import { append, isOf, unknown } from "./record.ts"
import * as Time from "../time.ts"
import * as Works from "./work.ts"

/** How a task is searched for. */
export type Search = (
  options: FindOptions & { readonly except: ReadonlyArray<string> }
) => Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown>

/** The search of a provider, by what was written down of the start. */
export const searchOf = ({ recall }: Any, { kept }: Work): Search | undefined =>
  recall === undefined ? undefined : (options) => recall.find(kept, options)

/** How long after it was sent a start may take effect, unless the caller says otherwise. */
export const defaultLag = Duration.seconds(30)

/**
 * The ref of a work that was sent. None: certainly nothing was started, and that is written down. A request may take effect late,
 * and a list show it late, so none is believed only `lag` after it was sent; what is still in doubt then is `StartUnknown`. Whoever asks
 * has the work's turn to start. Waiting and looking can be interrupted at any time.
 */
export const adopt = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Any,
  work: Work,
  search: Search | undefined,
  lag: Duration.Input,
  // Applied to each look.
  limit: <A, E>(look: Effect.Effect<A, E>) => Effect.Effect<A, E> = (look) => look
): Effect.fn.Return<Option.Option<TaskRef>, ProviderError | StartUnknown | StoreError> {
  if (search === undefined) return yield* unknown(work)
  const longest = Duration.toMillis(Duration.fromInputUnsafe(lag))
  const sent = DateTime.toEpochMillis(DateTime.makeUnsafe(work.since))
  // Clocks are set: a moment in the future is not waited for.
  const left = Math.min(longest, Math.max(0, sent + longest - (yield* Clock.currentTimeMillis)))
  const over = (yield* Time.now) + left
  for (let pause = 500; ; pause *= 2) {
    const rest = over - (yield* Time.now)
    const seen = yield* Effect.result(limit(look(store, provider, work, search, rest > 0 ? skew : lastSkew)))
    if (Result.isSuccess(seen) && Option.isSome(seen.success)) return seen.success
    const error = Result.isFailure(seen) ? seen.failure : undefined
    if (error?._tag === "StoreError") return yield* error
    if (error?._tag === "ProviderError" && !error.transient) return yield* error
    if (rest <= 0) {
      if (error !== undefined) return yield* error._tag === "StartUnknown" ? unknown(work, error) : error
      yield* append(store, work.id, { _tag: "Refused", reason: "NotFound" })
      return Option.none()
    }
    yield* Effect.sleep(Math.ceil(Math.min(pause, rest)))
  }
})

/** How far the clock that named the time of the start may have been ahead of the service's. */
const skew = Duration.minutes(5)

/** The same, before it is believed that there is no task. */
const lastSkew = Duration.days(1)

/** One look. Fails with `StartUnknown` where what is found may as well be another's. */
const look = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Any,
  work: Work,
  search: Search,
  ahead: Duration.Duration
) {
  const { id, key, nonce } = work
  const sent = DateTime.makeUnsafe(work.since)
  // A nonce is proof enough, whatever the clocks say.
  const since = provider.findsBy === "nonce" ? DateTime.subtractDuration(sent, ahead) : sent
  const others = (yield* store.works).filter((other) => other.id !== id && isOf(provider, other))
  const except = others.flatMap(({ ref }) => (ref === undefined ? [] : [ref.id]))
  const found = yield* search({ nonce, since, except, ...(key === undefined ? {} : { key }) })
  if (Option.isNone(found)) return Option.none<TaskRef>()
  const write = Effect.gen(function* () {
    // Others were sent, or were answered, while this one looked.
    const rival = (yield* store.works).some(
      (other) =>
        other.id !== id &&
        (Works.has(other, provider, found.value.id) ||
          (provider.findsBy !== "nonce" && isOf(provider, other) && couldBe(provider, other, work)))
    )
    if (rival) return yield* unknown(work)
    const ref = Works.refOf(provider, found.value, work, yield* DateTime.now)
    yield* append(store, id, { _tag: "Started", ref })
    return Option.some(ref)
  })
  return yield* store.alone(Works.adopting(provider), write)
})

/** Whether a task that was given this input may be that of another start which is in doubt, or is under way right now. */
const couldBe = ({ recall }: Any, other: Work, { kept }: Work): boolean =>
  other.state === "sending" && (recall?.alike ?? isEqual)(other.kept, kept)

const isEqual = (a: Json | undefined, b: Json | undefined): boolean => plain(a) === plain(b)

/** The same text for the same values, in whatever order they are: services show lists in an order of their own. */
const plain = (json: Json | undefined): string => {
  if (json === undefined || json === null || typeof json !== "object") return JSON.stringify(json ?? null)
  if (Array.isArray(json)) return `[${json.map(plain).toSorted().join()}]`
  return `{${Object.entries(json)
    .map(([name, value]) => `${JSON.stringify(name)}:${plain(value)}`)
    .toSorted()
    .join()}}`
}
