/**
 * A service in memory that runs ten thousand tasks and shows them in a list, for simulations on
 * Effect's clock: cheap, every request counted, and it knows when each task truly ended. What a
 * task does on the way is `TestProvider`'s to play; here only time matters.
 */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Lookout from "../Lookout.ts"
import type { Listed } from "../Snapshot.ts"
import type { CursorPage, CursorQuery, ListQuery, Provider } from "../Provider.ts"
import * as Slots from "../Slots.ts"
import { isOver } from "../Status.ts"
import type { Status } from "../Status.ts"
import { ConcurrencyLimited, NotFound, ProviderError, RateLimited } from "../ProviderError.ts"
import type { ProviderReason } from "../ProviderError.ts"
import * as FleetJob from "../internal/testing/fleetJob.ts"
import type { Work } from "../internal/testing/fleetJob.ts"

export type { Work } from "../internal/testing/fleetJob.ts"

/** What the service is asked for. */
export type Operation = "start" | "status" | "snapshot" | "list" | "cancel"

/** One request, when it is sent. */
export interface Call {
  readonly operation: Operation
  /** How many of this operation came before it, plus one. */
  readonly nth: number
  /** The task; absent for a start and a list. */
  readonly id?: string
}

/** How the list is. */
export interface ListOptions {
  /** The largest page. Default 100. */
  readonly pageMax?: number
  /** Whether it goes by cursor, and so cannot be asked for running tasks only. Default false. */
  readonly byCursor?: boolean
  /** How old what it shows is. Default not at all. */
  readonly lag?: Duration.Input
  /** Default newest first; `none`: any order, but always the same. */
  readonly order?: "newest" | "oldest" | "none"
  /** Whether it can be asked for running tasks only. Default true. */
  readonly filters?: boolean
  /** Whether a task that is over is shown with its output, verdict and end. Default true. */
  readonly results?: boolean
  /**
   * How many tasks of others it shows as well: the running ones first of all, the others last.
   * Default none.
   */
  readonly strangers?: { readonly running?: number; readonly over?: number }
}

/** Options of {@link make}. */
export interface Options {
  /** How long an answer takes; it tells what was true half-way. Default 200 milliseconds. */
  readonly roundTrip?: Duration.Input
  /** Default: a list as it comes. `false`: there is none. */
  readonly list?: ListOptions | false
  /**
   * How many requests the service takes in any one second; the others are refused with 429.
   * Default: any number.
   */
  readonly perSecond?: number
  /** The same for starts alone, where they have a limit of their own. */
  readonly startsPerSecond?: number
  /** What a refusal asks for. Default 1 second. */
  readonly retryAfter?: Duration.Input
  /** How many tasks may run at once; one more is refused. Default: any number. */
  readonly concurrency?: number
  /** Which requests fail, and how. */
  readonly fault?: (call: Call) => ProviderReason | undefined
  /** Default: one of its own. */
  readonly lookout?: Lookout.Lookout
}

/** What was asked so far. */
export interface Counts extends Readonly<Record<Operation, number>> {
  /** How many of the requests were refused because there were too many. */
  readonly refused: number
  /**
   * Snapshots that were the first to tell the result of a task: the price of the result, and not of
   * waiting.
   */
  readonly results: number
  /**
   * All that was asked to find the ends: light looks, pages of lists, and snapshots without those
   * that brought a result.
   */
  readonly looks: number
}

/** The service. */
export interface Fleet extends Provider<Work, Work> {
  readonly lookout: Lookout.Lookout
  readonly slots: Slots.Slots
  readonly counts: Effect.Effect<Counts>
  /** Milliseconds by the clock at which this task ends or ended; `NaN` where there is none. */
  readonly endOf: (id: string) => Effect.Effect<number>
  /**
   * For each task that is over, how many milliseconds after its end an answer told of it: by its
   * status, or by its absence from a whole reading of the running tasks. Tasks that no answer told
   * of are not in it.
   */
  readonly noticed: Effect.Effect<ReadonlyMap<string, number>>
}

/** A service without tasks. */
export const make = (name: string, options: Options = {}): Effect.Effect<Fleet> =>
  Effect.sync(() => {
    const roundTrip = Duration.toMillis(options.roundTrip ?? 200)
    const shown = options.list === false ? undefined : (options.list ?? {})
    const lag = Duration.toMillis(shown?.lag ?? 0)
    const jobs = new Map<string, FleetJob.Job>()
    /** In the order of their start. */
    const all: Array<FleetJob.Job> = []
    /** Those of them that may be running, at the time of a list that lags, too. */
    let active: Array<FleetJob.Job> = []
    const counts = { start: 0, status: 0, snapshot: 0, list: 0, cancel: 0, refused: 0, results: 0 }
    /** When the requests of the last second came in. */
    const taken: Array<number> = []
    const takenStarts: Array<number> = []
    /** When the first page of the reading that is under way was true. */
    let readingSince = -Infinity

    const failure = (operation: Operation, reason: ProviderReason) =>
      new ProviderError({ provider: name, operation, reason })

    const admits = (operation: Operation, at: number) => {
      const starts = operation === "start" && options.startsPerSecond !== undefined
      const [before, most] = starts ? [takenStarts, options.startsPerSecond] : [taken, options.perSecond ?? Infinity]
      while (before[0] !== undefined && before[0] <= at - 1000) before.shift()
      return before.length < most && before.push(at) > 0
    }

    const notice = (job: FleetJob.Job, answered: number) => {
      job.noticed ??= answered
    }

    /**
     * One request: refused, failed, or answered with what `work` makes of the moment half-way.
     * `sent` may prevent it.
     */
    const request = <A>(
      operation: Operation,
      id: string | undefined,
      work: (at: number, answered: number) => Effect.Effect<A, ProviderError>,
      sent?: (at: number) => ProviderReason | undefined
    ): Effect.Effect<A, ProviderError> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const at = now + roundTrip / 2
        const nth = ++counts[operation]
        const refused = !admits(operation, at)
        if (refused) counts.refused++
        const reason = refused
          ? new RateLimited({
              message: "too many requests",
              retryAfter: Duration.fromInputUnsafe(options.retryAfter ?? 1000)
            })
          : (options.fault?.({ operation, nth, ...(id === undefined ? {} : { id }) }) ?? sent?.(at))
        return Effect.andThen(
          Effect.sleep(roundTrip),
          Effect.suspend(() =>
            reason === undefined ? work(at, now + roundTrip) : Effect.fail(failure(operation, reason))
          )
        )
      })

    const about = <A>(operation: Operation, id: string, use: (job: FleetJob.Job, at: number, answered: number) => A) =>
      request(operation, id, (at, answered) => {
        const job = jobs.get(id)
        return job === undefined || job.began > at
          ? Effect.fail(failure(operation, new NotFound({ message: `no task ${id}` })))
          : Effect.sync(() => use(job, at, answered))
      })

    /** Drops from the active ones those that no list shows any more. */
    const tidy = (at: number) => {
      const over = active.filter(({ ends, noticed }) => ends <= at - lag && noticed !== undefined).length
      if (over > 64 + active.length / 4)
        active = active.filter(({ ends, noticed }) => ends > at - lag || noticed === undefined)
    }

    const stranger = (status: Status, nth: number): Listed => ({
      id: `${name}-stranger-${status.state}-${nth}`,
      status
    })

    const list = ({ limit, page, running: only = false, since }: ListQuery) =>
      request("list", undefined, (at, answered) => {
        const filtered = only && shown?.filters !== false
        const shows = at - lag
        const from = since === undefined ? -Infinity : DateTime.toEpochMillis(since)
        tidy(at)
        const mine = (filtered ? active : all).filter(
          (job) =>
            job.began <= shows && job.began >= from && (!filtered || FleetJob.statusAt(job, shows) === FleetJob.running)
        )
        if (shown?.order === "none") mine.sort((a, b) => FleetJob.scatter(a.began) - FleetJob.scatter(b.began))
        else if (shown?.order !== "oldest") mine.reverse()
        const size = Math.min(limit, shown?.pageMax ?? 100)
        const before = shown?.strangers?.running ?? 0
        const after = filtered ? 0 : (shown?.strangers?.over ?? 0)
        const items: Array<Listed> = []
        for (let place = (page - 1) * size; place < Math.min(page * size, before + mine.length + after); place++) {
          const job = mine[place - before]
          if (job !== undefined) items.push(FleetJob.listedAt(job, shows, shown?.results !== false))
          else
            items.push(
              place < before
                ? stranger(FleetJob.running, place)
                : stranger(FleetJob.completed, place - before - mine.length)
            )
          if (job !== undefined && job.ends <= shows) notice(job, answered)
        }
        if (page === 1) readingSince = shows
        const last = items.length < size
        if (filtered && last)
          for (const job of active) if (job.ends <= Math.min(readingSince, shows)) notice(job, answered)
        return Effect.succeed(items)
      })

    // The cursor is the number of the next page.
    const listByCursor = ({ cursor, limit, since }: CursorQuery) => {
      const page = cursor === undefined ? 1 : Number(cursor)
      const size = Math.min(limit, shown?.pageMax ?? 100)
      const read = list({ page, limit, ...(since === undefined ? {} : { since }) })
      return Effect.map(read, (items): CursorPage => ({
        items,
        next: items.length < size ? undefined : String(page + 1)
      }))
    }

    return {
      name,
      kind: "task",
      endpoint: `memory:${name}`,
      lookout: options.lookout ?? Lookout.make(),
      slots: Slots.make(),
      start: (work) => {
        const id = `${name}-${all.length + 1}`
        return request(
          "start",
          undefined,
          () => Effect.succeed({ id }),
          (at) => {
            const busy = options.concurrency === undefined ? 0 : active.filter(({ ends }) => ends > at).length
            if (busy >= (options.concurrency ?? Infinity)) {
              return new ConcurrencyLimited({ message: `${busy} tasks run already` })
            }
            const job = FleetJob.make(id, work, at)
            jobs.set(id, job)
            all.push(job)
            active.push(job)
            return undefined
          }
        )
      },
      status: (id) =>
        about("status", id, (job, at, answered) => {
          const status = FleetJob.statusAt(job, at)
          if (isOver(status)) notice(job, answered)
          return { status }
        }),
      snapshot: (id) =>
        about("snapshot", id, (job, at, answered) => {
          if (at >= job.ends) {
            notice(job, answered)
            if (!job.read) counts.results++
            job.read = true
          }
          return FleetJob.snapshotAt(job, at)
        }),
      cancel: (id) =>
        about("cancel", id, (job, at) => {
          if (at >= job.ends) return "already-over"
          job.ends = at
          job.cancelled = true
          return "requested"
        }),
      ...(shown === undefined
        ? {}
        : { ...(shown.byCursor === true ? { listByCursor } : { list }), pageMax: shown.pageMax ?? 100 }),
      counts: Effect.sync(() => ({
        ...counts,
        looks: counts.status + counts.list + counts.snapshot - counts.results
      })),
      endOf: (id) => Effect.sync(() => jobs.get(id)?.ends ?? NaN),
      noticed: Effect.sync(
        () =>
          new Map(
            all.flatMap(({ ends, id, noticed }) => (noticed === undefined ? [] : [[id, noticed - ends] as const]))
          )
      )
    }
  })
