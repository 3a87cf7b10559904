/** What became of a start that was sent and never acknowledged. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Any } from "../../Provider.ts"
import type { StoreError } from "../../StoreError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { TaskStore } from "../../TaskStore.ts"
import { append, startUnknown } from "./writeEntries.ts"
import * as PendingStarts from "../start/pendingStarts.ts"
import * as PrepareStart from "../start/prepareStart.ts"
import { searchUntilFound } from "../start/search.ts"
import type { Search } from "../start/search.ts"
import type { SearchGate } from "../start/searchGate.ts"
import * as WorkState from "./workState.ts"

/** How long after it was sent a start may take effect, unless the caller says otherwise. */
export const defaultLag = Duration.seconds(30)

/**
 * The ref of a work that was sent. None: certainly nothing was started, which is still to be
 * written down by {@link close}. A request may take effect late, and a list show it late, so none
 * is believed only `lag` after it was sent; what is still in doubt then is `StartUnknown`. The
 * caller holds the lock of the work's start. Waiting and looking can be interrupted at any time.
 */
export const adopt = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Any,
  work: WorkState.Work,
  search: Search | undefined,
  lag: Duration.Input,
  // Applied to each look.
  limit: SearchGate = (look) => look
): Effect.fn.Return<Option.Option<TaskRef>, ProviderError | StartUnknown | StoreError> {
  if (search === undefined) return yield* startUnknown(work)
  const lagMillis = Duration.toMillis(Duration.fromInputUnsafe(lag))
  const sent = DateTime.toEpochMillis(DateTime.makeUnsafe(work.since))
  // Clocks are set: a moment in the future is not waited for.
  const remainingMillis = Math.min(lagMillis, Math.max(0, sent + lagMillis - (yield* Clock.currentTimeMillis)))
  const seen = yield* Effect.result(
    searchUntilFound(
      (isLast) => limit(lookOnce(store, provider, work, search, isLast ? lastClockSkew : clockSkew), isLast),
      remainingMillis
    )
  )
  if (Result.isFailure(seen)) {
    const error = seen.failure
    return yield* error._tag === "StartUnknown" ? startUnknown(work, error) : error
  }
  return seen.success
})

/** Writes down that nothing was started. The caller holds the lock of the work's start. */
export const close = (
  store: TaskStore["Service"],
  provider: Any,
  work: WorkState.Work
): Effect.Effect<void, StoreError> =>
  Effect.andThen(
    append(store, work.id, { _tag: "Refused", reason: work.state === "intended" ? "NotSent" : "NotFound" }),
    PrepareStart.discard(provider, work.prepared)
  )

/** How far the clock that named the time of the start may have been ahead of the service's. */
const clockSkew = Duration.minutes(5)

/** The same, before it is believed that there is no task. */
const lastClockSkew = Duration.days(1)

/** One look. Fails with `StartUnknown` where what is found may as well be another's. */
const lookOnce = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Any,
  work: WorkState.Work,
  search: Search,
  ahead: Duration.Duration
) {
  const { id, key, nonce, prepared } = work
  const sent = DateTime.makeUnsafe(work.since)
  // A nonce is proof enough, whatever the clocks say.
  const since = provider.findsBy === "nonce" ? DateTime.subtractDuration(sent, ahead) : sent
  // The clock of the service may be ahead of the one that dated the works.
  const withTask = store.withTask(provider, DateTime.subtractDuration(since, lastClockSkew))
  const others = (yield* withTask).filter((other) => other.id !== id)
  const except = others.flatMap(({ ref }) => (ref === undefined ? [] : [ref.id]))
  const found = yield* search({
    nonce,
    since,
    except,
    ...(key === undefined ? {} : { key }),
    ...(prepared === undefined ? {} : { prepared })
  })
  // A start of the same that is under way in this process may have made what is seen.
  if (provider.findsBy === "input" && PendingStarts.of(provider).isPending(work.kept)) return yield* startUnknown(work)
  if (Option.isNone(found)) return Option.none<TaskRef>()
  const write = Effect.gen(function* () {
    // Others were sent, or were answered, while this one looked.
    const rival = [...(yield* store.open), ...(yield* withTask)].some(
      (other) =>
        other.id !== id &&
        (WorkState.isTask(other, provider, found.value.id) ||
          (provider.findsBy !== "nonce" && WorkState.isOwnedBy(provider, other) && couldBe(provider, other, work)))
    )
    if (rival) return yield* startUnknown(work)
    const ref = WorkState.refOf(provider, found.value, work, yield* DateTime.now)
    yield* append(store, id, { _tag: "Started", ref })
    return Option.some(ref)
  })
  return yield* store.exclusive(WorkState.adoptLock(provider), write)
})

/**
 * Whether a task that was given this input may be that of another start which is in doubt, or is
 * under way right now.
 */
const couldBe = (provider: Any, other: WorkState.Work, { kept }: WorkState.Work): boolean =>
  other.state === "sending" && PendingStarts.isAlike(provider, other.kept, kept)
