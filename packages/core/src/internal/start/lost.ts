/**
 * A start whose answer was lost: its task is searched for, and where it certainly was not made the
 * start is sent once more. What is not known is in the log before the search begins.
 */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Any, FindOptions, Started } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import type { Restore } from "../keyedMutex.ts"
import * as PendingStarts from "./pendingStarts.ts"
import { searchUntilFound } from "./search.ts"
import type { Search } from "./search.ts"

/** What is known of a start whose answer was lost. */
export interface LostStart {
  readonly by: FindOptions
  /** How long after its answer was lost it may still take effect, or a list show its task. */
  readonly lag: Duration.Input
  readonly restore: Restore
  readonly claim: PendingStarts.Claim | undefined
  /** How much longer the search goes on after the caller has left. */
  readonly leaveWithin: Duration.Duration | undefined
}

/**
 * What became of one request to start: its task, or certainly none, with what is known of the
 * request.
 */
export type Attempt =
  | { readonly _tag: "Started"; readonly started: Started }
  | { readonly _tag: "NotStarted"; readonly error: StartUnknown }

/**
 * How long the last look of a search may take, which begins when all the time for the search is
 * over.
 */
const lastLookMillis = 10_000

/**
 * How far the clock of the service may be behind ours, in the last look before it is believed that
 * there is no task.
 */
const lastClockSkew = Duration.days(1)

/**
 * The task that the start made, or certainly none, because a look after `lag` has shown so. Fails
 * with `error` where that stays open, and at once where the caller has left and does not own the
 * task.
 */
export const findTask = Effect.fnUntraced(function* (
  provider: Any,
  search: Search,
  error: StartUnknown,
  { by, claim, lag, leaveWithin, restore }: LostStart
): Effect.fn.Return<Attempt, StartUnknown> {
  const claims = PendingStarts.of(provider)
  const look = (isLast: boolean) =>
    Effect.suspend(() => {
      // A nonce is proof enough, whatever the clocks say.
      const isAnyTime = isLast && provider.findsBy === "nonce"
      const since = isAnyTime ? DateTime.subtractDuration(by.since, lastClockSkew) : by.since
      return Effect.flatMap(search({ ...by, since, except: Array.from(claims.taken) }), (found) =>
        // While a start of the same is under way, a task may be that one's.
        claim?.isAlone() === false ? Effect.fail(error) : Effect.succeed(found)
      )
    })
  const lagMillis = Duration.toMillis(Duration.fromInputUnsafe(lag))
  const bounded = (within: number, atMost: number) =>
    Effect.timeout(searchUntilFound(look, within), atMost).pipe(
      Effect.map((found): Attempt =>
        Option.isSome(found) ? { _tag: "Started", started: found.value } : { _tag: "NotStarted", error }
      ),
      Effect.mapError(() => error)
    )
  yield* Effect.annotateLogs(
    Effect.logWarning(
      `the answer to a start was lost: a task may be running, and is searched for during ${Duration.format(Duration.millis(lagMillis))}`
    ),
    annotationsOf(error)
  )
  const exit = yield* Effect.exit(restore(bounded(lagMillis, lagMillis + lastLookMillis)))
  if (Exit.isSuccess(exit)) return exit.value
  const isLeft = exit.cause.reasons.some(({ _tag }) => _tag === "Interrupt")
  if (!isLeft || leaveWithin === undefined) return yield* error
  return yield* bounded(Infinity, Duration.toMillis(leaveWithin))
})

/**
 * Sends a start that has certainly made no task once more, and logs that. Where this comes to
 * nothing as well, the question stays open. `repeat` outlives this effect, since a queue runs it
 * again after a refusal.
 */
export const sendAgainOnce = Effect.fnUntraced(function* <E>(
  send: Effect.Effect<Attempt, E>,
  repeat: { isDone: boolean },
  restore: Restore
): Effect.fn.Return<Started, E | StartUnknown> {
  const first = yield* send
  if (first._tag === "Started") return first.started
  if (repeat.isDone) return yield* first.error
  repeat.isDone = true
  // A caller who has left does not want another task.
  yield* restore(Effect.yieldNow)
  yield* Effect.annotateLogs(
    Effect.logWarning("a start whose answer was lost has certainly made no task: it is sent once more"),
    annotationsOf(first.error)
  )
  const second = yield* send
  return second._tag === "Started" ? second.started : yield* second.error
})

/**
 * Logs that a start is in doubt, because a caller who was interrupted or lost a race is given no
 * error.
 */
export const logStartUnknown = (error: ProviderError | StartUnknown): Effect.Effect<void> =>
  error._tag === "StartUnknown"
    ? Effect.annotateLogs(
        Effect.logError("the answer to a start was lost: a task may be running that nobody holds"),
        annotationsOf(error)
      )
    : Effect.void

const annotationsOf = ({ key, provider, since, work }: StartUnknown): Record<string, string> => ({
  "errand.provider": provider,
  "errand.since": DateTime.formatIso(since),
  ...(key === undefined ? {} : { "errand.key": key }),
  ...(work === undefined ? {} : { "errand.work": work })
})
