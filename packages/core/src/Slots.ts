/**
 * The queue for starts that a service has no room for now: too many tasks at once, or too many
 * requests. One per account, held by the provider. First come, first served. How many may run, and
 * how fast they may be started, is learned from what the service refuses, so that a full service is
 * asked rarely, however many wait, and a slot that comes free is used.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as StartGate from "./internal/start/startGate.ts"
import * as QueueLog from "./internal/start/queueLog.ts"
import * as MonotonicTime from "./internal/monotonicTime.ts"
import * as OptionRules from "./internal/optionRules.ts"
import * as RequestScoped from "./internal/requestScoped.ts"
import * as KeyedMutex from "./internal/keyedMutex.ts"
import { refuse } from "./internal/refusedOption.ts"
import { ProviderError, RateLimited } from "./ProviderError.ts"
import type { StartUnknown } from "./TaskError.ts"
import type { TaskRef } from "./TaskRef.ts"

/** Options of {@link make}. */
export interface Options {
  /** Whose starts these are, as errors say it. */
  readonly provider?: string | undefined
  /** The pause after the first refusal in a row; it doubles with each. Default 1 second. */
  readonly first?: Duration.Input | undefined
  /**
   * The longest pause, unless the service asks for a longer one by `Retry-After`. Default 15
   * seconds.
   */
  readonly cap?: Duration.Input | undefined
  /**
   * Asks the service how many tasks may run at once. Run once at the most, aside of the starts,
   * when some begin to wait: after a refusal and the silence that it asked for, or when more than
   * ten are at it. What it fails with is not told: then the limit is learned.
   */
  readonly limit?: Effect.Effect<number | undefined, unknown> | undefined
  /**
   * Is told when too many requests were refused, and for how many milliseconds none will be sent.
   */
  readonly onLimited?: ((retryAfter: number) => Effect.Effect<void>) | undefined
}

/** A queue of starts. */
export interface Slots {
  /**
   * Starts, or waits for a turn to. `restore` is applied to the waiting, not to `start`: waiting is
   * given up by interruption, a request that is under way is not. Fails with the last refusal when
   * `within` is over, or will be before the next try is due.
   */
  readonly run: <A, E>(
    start: Effect.Effect<A, E>,
    options: {
      readonly within: Duration.Input
      readonly restore: <B, F>(wait: Effect.Effect<B, F>) => Effect.Effect<B, F>
    }
  ) => Effect.Effect<A, E | ProviderError>
  /**
   * Starts of one name, one at a time: a start that waited is given the task that the one before it
   * started, or the doubt whether it did. `restore` is applied to the waiting.
   */
  readonly runOnce: (
    name: string,
    start: Effect.Effect<TaskRef, ProviderError | StartUnknown>,
    restore: <B, F>(wait: Effect.Effect<B, F>) => Effect.Effect<B, F>
  ) => Effect.Effect<TaskRef, ProviderError | StartUnknown>
  /** How many wait now, or are being tried. */
  readonly waiting: Effect.Effect<number>
  /**
   * Tells of so many tasks of the account that run already and were started elsewhere, such as by
   * an earlier process: they have their slots.
   */
  readonly tasksFound: (count: number) => Effect.Effect<void>
  /** Tells that a task of the account has ended: the next start need not wait to find out. */
  readonly taskEnded: Effect.Effect<void>
  /**
   * Tells of a refusal because of too many requests that a start did not hear itself: none starts
   * for so many milliseconds.
   */
  readonly rateLimited: (retryAfter: number) => Effect.Effect<void>
}

/** A start that waits. */
interface Waiter {
  /** Opened when it may be the turn of this start. */
  readonly turn: Latch.Latch
  /** Its request is under way. */
  isOut: boolean
}

/**
 * With more starts than this under way or waiting, it is worth a request to learn how many tasks
 * may run.
 */
const askLimitAbove = 10

/** How long the service may take to tell its limit. */
const limitTimeout = "10 seconds"

/**
 * An empty queue. With options that make no sense, every start fails with `BadRequest` and is not
 * sent. On Cloudflare Workers it is a queue for each `sharedWithin` of `Lookout.Options`, and one
 * for each start where there is none.
 */
export const make = (options: Options = {}): Slots => {
  const issue = OptionRules.findIssue(rules, options, "Slots.")
  if (issue === undefined) return makeQueues(options)
  const refused = Effect.suspend(() => Effect.fail(refuse(options.provider ?? "slots", "start", issue)))
  return { ...makeQueue({}), run: () => refused, runOnce: () => refused }
}

const rules: { readonly [Name in keyof Options]: OptionRules.Rule } = {
  first: OptionRules.finiteDuration,
  cap: OptionRules.duration,
  onLimited: OptionRules.callback
}

/** Starts that one request made must not be woken by those of another where that would hang. */
const makeQueues = (options: Options): Slots => {
  const queue = RequestScoped.make(() => makeQueue(options))
  return {
    run: (start, how) => Effect.flatMap(queue, ({ run }) => run(start, how)),
    runOnce: (name, start, restore) => Effect.flatMap(queue, ({ runOnce }) => runOnce(name, start, restore)),
    waiting: Effect.flatMap(queue, ({ waiting }) => waiting),
    tasksFound: (count) => Effect.flatMap(queue, ({ tasksFound }) => tasksFound(count)),
    taskEnded: Effect.flatMap(queue, ({ taskEnded }) => taskEnded),
    rateLimited: (retryAfter) => Effect.flatMap(queue, ({ rateLimited }) => rateLimited(retryAfter))
  }
}

const makeQueue = (options: Options): Slots => {
  const first = Duration.toMillis(options.first ?? 1000)
  const cap = Duration.toMillis(options.cap ?? 15_000)
  const gate = StartGate.make({ first, cap })
  // In the order of their arrival.
  const line = new Set<Waiter>()
  let refusal: ProviderError | undefined
  let isLimitAsked = options.limit === undefined
  const log = QueueLog.make(options.provider ?? "slots")
  const mutex = KeyedMutex.make<Effect.Effect<TaskRef, StartUnknown>>()

  const findNext = () => {
    for (const waiter of line) if (!waiter.isOut) return waiter
    return undefined
  }
  // By an effect, since `openUnsafe` would let the next run in the middle of this one.
  const wakeNext = Effect.suspend(() => {
    const next = findNext()
    return next === undefined ? Effect.void : Latch.open(next.turn)
  })

  const askLimit = Effect.suspend(() => {
    if (isLimitAsked || options.limit === undefined) return Effect.void
    isLimitAsked = true
    const ask = Effect.flatMap(Effect.timeout(options.limit, limitTimeout), (limit) =>
      Effect.flatMap(MonotonicTime.now, (now) => {
        if (limit !== undefined) gate.limitKnown(now, limit)
        return wakeNext
      })
    )
    // Detached: no start waits for it, and it must outlive the start that asked.
    return Effect.asVoid(Effect.forkDetach(Effect.ignore(ask)))
  })

  /** The answer, or nothing when the service has no room now. */
  const attempt = Effect.fnUntraced(function* <A, E>(me: Waiter, pass: StartGate.Attempt, start: Effect.Effect<A, E>) {
    me.isOut = true
    yield* wakeNext
    const answer = yield* Effect.ensuring(
      Effect.result(start),
      Effect.sync(() => {
        me.isOut = false
      })
    ).pipe(Effect.onError(() => Effect.sync(() => gate.failed(pass))))
    const now = yield* MonotonicTime.now
    const refused = Result.isFailure(answer) ? readRefusal(answer.failure) : undefined
    if (refused !== undefined) {
      refusal = refused.error
      const silentMillis = gate.refused(pass, now, { ...refused, spread: yield* Random.nextBetween(0.9, 1.1) })
      if (silentMillis !== undefined && options.onLimited !== undefined) yield* options.onLimited(silentMillis)
      // The first in line may have waited for this answer.
      yield* wakeNext
      return undefined
    }
    if (Result.isFailure(answer)) gate.failed(pass)
    else {
      gate.started(pass, now)
      refusal = undefined
    }
    return answer
  })

  return {
    waiting: Effect.sync(() => line.size),
    tasksFound: (count) => Effect.sync(() => gate.tasksFound(count)),
    taskEnded: Effect.suspend(() => {
      gate.taskEnded()
      return wakeNext
    }),
    rateLimited: (retryAfter) => Effect.map(MonotonicTime.now, (now) => gate.rateLimited(now, retryAfter)),
    runOnce: (name, start, restore) =>
      mutex(
        name,
        (line) =>
          line.handover ??
          start.pipe(
            Effect.tap((ref) => Effect.sync(() => void (line.handover = Effect.succeed(ref)))),
            Effect.tapError((error) =>
              Effect.sync(() => void (error._tag === "StartUnknown" && (line.handover = Effect.fail(error))))
            )
          ),
        restore
      ),
    run: Effect.fnUntraced(function* (start, { restore, within }) {
      const deadline = (yield* MonotonicTime.now) + Duration.toMillis(within)
      const me: Waiter = { turn: Latch.makeUnsafe(false), isOut: false }
      line.add(me)
      const wait = Effect.gen(function* () {
        while (true) {
          Latch.closeUnsafe(me.turn)
          const now = yield* MonotonicTime.now
          const isNext = findNext() === me
          // A service that asked for silence is not asked anything.
          if ((refusal !== undefined || line.size > askLimitAbove) && now >= gate.notBefore()) yield* askLimit
          const pass = isNext ? gate.next(now) : Infinity
          if (typeof pass === "number") {
            const remainingMillis = deadline - now
            if (remainingMillis <= 0 || (isNext && gate.notBefore() > deadline))
              return yield* refusal ?? makeTurnTooLate(options.provider)
            if (isNext && refusal !== undefined) yield* log.waiting(now, line.size, refusal)
            // Only the next start wakes up for a line of the log.
            const lineDueIn = isNext ? log.dueIn(now) : Infinity
            const pause = Math.ceil(Math.min(pass, remainingMillis, lineDueIn))
            yield* restore(Effect.timeoutOption(Latch.await(me.turn), pause))
            continue
          }
          const answer = yield* attempt(me, pass, start)
          if (answer !== undefined) return yield* Effect.fromResult(answer)
        }
      })
      const leave = Effect.gen(function* () {
        line.delete(me)
        if (line.size === 0) yield* log.over(yield* MonotonicTime.now)
        yield* wakeNext
      })
      return yield* Effect.ensuring(wait, leave)
    })
  }
}

/** No start was refused, but there were too many before this one. */
const makeTurnTooLate = (provider = "slots") =>
  new ProviderError({
    provider,
    operation: "start",
    reason: new RateLimited({ message: "nothing was sent: its turn among the starts did not come in time" })
  })

const readRefusal = (error: unknown) => {
  if (!(error instanceof ProviderError)) return undefined
  const { reason } = error
  if (reason._tag !== "ConcurrencyLimited" && reason._tag !== "RateLimited") return undefined
  return { error, asked: error.retryAfterMillis ?? 0, isRate: reason._tag === "RateLimited" }
}
