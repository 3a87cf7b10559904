/**
 * A provider in memory, for tests of programs that run tasks: no network, no waiting (everything
 * happens on Effect's clock), every call counted, and every fault at hand.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Stream from "effect/Stream"
import type {
  Answerable,
  Continuable,
  Findable,
  FindOptions,
  HasEvents,
  HasFiles,
  Json,
  Preparable,
  Provider,
  Recall,
  Resumable,
  Started,
  StartOptions
} from "../Provider.ts"
import type { Snapshot } from "../Snapshot.ts"
import * as Lookout from "../Lookout.ts"
import * as Slots from "../Slots.ts"
import { isOver } from "../Status.ts"
import { ConcurrencyLimited, Conflict, NotFound, ProviderError } from "../ProviderError.ts"
import { StartUnknown } from "../TaskError.ts"
import type { ProviderReason } from "../ProviderError.ts"
import * as Course from "../internal/testing/course.ts"
import * as EventLog from "../internal/testing/eventLog.ts"
import type { Script } from "./Script.ts"

/** What the provider is asked for. */
export type Operation =
  | "prepare"
  | "discard"
  | "start"
  | "find"
  | "status"
  | "snapshot"
  | "events"
  | "cancel"
  | "resume"
  | "answer"
  | "file"

/** One request, before it is answered. */
export interface Call {
  readonly operation: Operation
  /** How many of this operation came before it, plus one. */
  readonly nth: number
  /** The task; absent for a start, a find, and what is prepared for a start. */
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

/** Options of {@link make}. */
export interface Options {
  /** How long a request takes; it is executed half-way. Default none. */
  readonly latency?: Duration.Input | undefined
  /** Which requests go wrong. */
  readonly fault?: (call: Call) => Fault | undefined
  /**
   * How many tasks may run at once; one more is refused by `ConcurrencyLimited`. Default: any
   * number.
   */
  readonly concurrency?: number | undefined
  /** What a find goes by. Default `nonce`. */
  readonly findsBy?: "nonce" | "input" | undefined
  /**
   * Whether something is made for each start before it leaves, by which alone its task is found,
   * and not by the nonce. Default false.
   */
  readonly prepares?: boolean | undefined
  /** How long after its start a task cannot be found yet. Default none. */
  readonly findableAfter?: Duration.Input | undefined
  /** Default: a queue of its own. */
  readonly slots?: Slots.Slots | undefined
  /** Default: one made of the name. */
  readonly endpoint?: string | undefined
  /** Default `task`. */
  readonly kind?: string | undefined
}

/** Options of {@link makeWith}. */
export interface OptionsWith<in Input, out Raw> extends Options {
  /** How the task that an input starts behaves; `nth` counts starts from 1. */
  readonly script: (input: Input, nth: number) => Script
  /** The provider's own object, as your program expects it. */
  readonly raw: (snapshot: Snapshot<Script>, id: string) => Raw
}

/** What a start asked for. */
export interface Asked extends StartOptions {
  readonly id: string
  readonly input: unknown
}

/**
 * The provider, and what it knows about the calls it got. It does not look for a lost start by
 * itself: it fails with `StartUnknown`.
 */
export interface TestProvider<in Input = Script, out Raw = Script>
  extends Provider<Input, Raw>, Findable<Input>, Resumable, Answerable<unknown>, HasFiles {
  readonly find: Findable<Input>["find"]
  readonly findsBy: Findable<Input>["findsBy"]
  readonly recall: Recall<Input>
  readonly slots: Slots.Slots
  /** Requests so far. */
  readonly calls: Effect.Effect<Readonly<Record<Operation, number>>>
  /** Ids of all tasks, in the order of their start. */
  readonly tasks: Effect.Effect<ReadonlyArray<string>>
  /** Ids of the tasks that are not over now. */
  readonly running: Effect.Effect<ReadonlyArray<string>>
  /** Ids of the tasks that a cancel was accepted for. */
  readonly cancelled: Effect.Effect<ReadonlyArray<string>>
  /** What the tasks were told by `Task.answer`, in order. */
  readonly answers: Effect.Effect<ReadonlyArray<{ readonly id: string; readonly answer: unknown }>>
  /** What each start asked for. */
  readonly started: Effect.Effect<ReadonlyArray<Asked>>
  /** What was made for starts, and not removed again. */
  readonly prepared: Effect.Effect<ReadonlyArray<Json>>
}

/**
 * A provider whose input *is* the script of the task: `Task.run(a, { takes: "1 minute", output: 42
 * })`.
 */
export const make = (name: string, options: Options = {}): Effect.Effect<TestProvider> =>
  makeWith(name, { ...options, script: (script: Script) => script, raw: ({ raw }) => raw })

/**
 * A provider that stands in for a real one: it takes that one's input and gives its raw objects.
 */
export const makeWith = <Input, Raw>(
  name: string,
  options: OptionsWith<Input, Raw>
): Effect.Effect<TestProvider<Input, Raw>> => Effect.map(build(name, options), ({ provider }) => provider)

/** Options of {@link makeWithEvents}. */
export interface OptionsWithEvents extends Options {
  /** The most events of one page. Default 200. */
  readonly pageMax?: number | undefined
}

/**
 * The same as of {@link make}, but it tells steps and the live view only as events, read by a
 * cursor: each step is an event at its time, and one with the key of an earlier step changes that.
 */
export const makeWithEvents = (
  name: string,
  { pageMax = 200, ...options }: OptionsWithEvents = {}
): Effect.Effect<TestProvider & HasEvents> =>
  Effect.map(
    build<Script, Script>(name, { ...options, script: (script) => script, raw: ({ raw }) => raw }),
    ({ about, provider }) => ({
      ...provider,
      snapshot: (id) => Effect.map(provider.snapshot(id), EventLog.withoutEvents),
      events: (id, after) =>
        about("events", id, ({ now, task }) => Effect.succeed(EventLog.read(task, now, after, pageMax)))
    })
  )

/** A task in a session: a script, and which session where it is not one of its own. */
export interface SessionScript extends Script {
  readonly session?: string | undefined
}

/**
 * The same as of {@link make}, but each task runs in a session, which its ref names: one of its
 * own, or that of the script. A session in which a task runs takes no other: `Conflict`.
 */
export const makeWithSessions = (
  name: string,
  options: Options = {}
): Effect.Effect<TestProvider<SessionScript> & Continuable<SessionScript>> =>
  Effect.map(
    build<SessionScript, Script>(
      name,
      { ...options, script: (script) => script, raw: ({ raw }) => raw },
      ({ session }) => session
    ),
    ({ provider }) => ({ ...provider, inSession: (input, session) => ({ ...input, session }) })
  )

/** With `sessionOf`, tasks run in sessions: that which the input names, or one of their own. */
const build = <Input, Raw>(
  name: string,
  options: OptionsWith<Input, Raw>,
  sessionOf?: (input: Input) => string | undefined
) =>
  Effect.sync(() => {
    const tasks = new Map<string, Course.Events>()
    /** The session of each task. */
    const sessions = new Map<string, string>()
    const asked: Array<Asked> = []
    const cancelled: Array<string> = []
    const answers: Array<{ readonly id: string; readonly answer: unknown }> = []
    const prepared = new Set<Json>()
    const calls = {
      prepare: 0,
      discard: 0,
      start: 0,
      find: 0,
      status: 0,
      snapshot: 0,
      events: 0,
      cancel: 0,
      resume: 0,
      answer: 0,
      file: 0
    }
    const wait = options.latency === undefined ? Effect.void : Effect.sleep(Duration.toMillis(options.latency) / 2)

    const failure = (operation: Operation, reason: ProviderReason) =>
      new ProviderError({ provider: name, operation, reason })

    /**
     * One request: half the latency, the work unless a fault prevents it, the other half, the
     * answer unless a fault replaces it.
     */
    const request = <A, E>(operation: Operation, id: string | undefined, work: Effect.Effect<A, E>) =>
      Effect.gen(function* (): Effect.fn.Return<A, E | Lost | ProviderError> {
        const nth = ++calls[operation]
        yield* wait
        const fault = options.fault?.({ operation, nth, ...(id === undefined ? {} : { id }) })
        const result = fault === undefined || fault.executed === true ? yield* Effect.result(work) : undefined
        yield* wait
        if (fault === undefined && result !== undefined) return yield* Effect.fromResult(result)
        if (fault?.reason === undefined) return yield* Effect.never
        const error = failure(operation, fault.reason)
        return yield* fault.executed === true ? new Lost({ error }) : error
      })

    const find = (operation: Operation, id: string) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const task = tasks.get(id)
        return task === undefined || !Course.isKnown(task, now)
          ? Effect.fail(failure(operation, new NotFound({ message: `no task ${id}` })))
          : Effect.succeed({ task, seen: Course.at(task, now), now })
      })

    const about = <A>(
      operation: Operation,
      id: string,
      use: (found: {
        readonly task: Course.Events
        readonly seen: Snapshot<Script>
        readonly now: number
      }) => Effect.Effect<A, ProviderError>
    ) =>
      Effect.catchTag(request(operation, id, Effect.flatMap(find(operation, id), use)), "Lost", ({ error }) =>
        Effect.fail(error)
      )

    /** Lets a paused task go on: one that asks for something by an answer, another by a resume. */
    const goOn = (operation: "resume" | "answer", id: string, note: () => void) =>
      about(operation, id, ({ now, seen, task }) => {
        const wants = task.script.asks === undefined ? "resume" : "answer"
        if (seen.status.state === "input_required" && operation === wants) {
          return Effect.sync(() => {
            note()
            task.resumedAt = now
          })
        }
        const why =
          seen.status.state === "input_required" ? `waits for ${wants}` : `is ${seen.status.native}, not paused`
        return Effect.fail(failure(operation, new Conflict({ message: `task ${id} ${why}` })))
      })

    const scopeOf = (id: string): Pick<Started, "scope"> => {
      const sessionId = sessions.get(id)
      return sessionId === undefined ? {} : { scope: { sessionId } }
    }

    const create = (input: Input, startOptions: StartOptions) =>
      Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
        if (options.concurrency !== undefined) {
          const busy = Array.from(tasks.values()).filter((task) => !isOver(Course.at(task, startedAt).status)).length
          if (busy >= options.concurrency) {
            return Effect.fail(failure("start", new ConcurrencyLimited({ message: `${busy} tasks run already` })))
          }
        }
        const id = `${name}-${tasks.size + 1}`
        const session = sessionOf === undefined ? undefined : (sessionOf(input) ?? `session-of-${id}`)
        const isBusy = ([other, one]: readonly [string, string]) => {
          const task = tasks.get(other)
          return one === session && task !== undefined && !isOver(Course.at(task, startedAt).status)
        }
        if (Array.from(sessions).some(isBusy)) {
          return Effect.fail(failure("start", new Conflict({ message: `a task runs in ${session}` })))
        }
        tasks.set(id, { id, script: options.script(input, tasks.size + 1), startedAt })
        if (session !== undefined) sessions.set(id, session)
        asked.push({ ...startOptions, id, input })
        return Effect.succeed({ id, ...scopeOf(id) })
      })

    const unknown = (input: unknown, since: DateTime.Utc, key: string | undefined, cause?: ProviderError) =>
      new StartUnknown({
        provider: name,
        request: input,
        since,
        ...(cause === undefined ? {} : { cause }),
        ...(key === undefined ? {} : { key })
      })

    const findsBy = options.findsBy ?? "nonce"

    const match = (
      input: unknown,
      same: (asked: unknown) => boolean,
      {
        except = [],
        key,
        nonce = key,
        prepared: made,
        since
      }: FindOptions & { readonly except?: ReadonlyArray<string> }
    ) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const late = Duration.toMillis(options.findableAfter ?? 0)
        const found = asked.filter((start) => {
          const startedAt = tasks.get(start.id)?.startedAt ?? NaN
          const fits =
            findsBy === "input"
              ? same(start.input)
              : options.prepares === true
                ? made !== undefined && start.prepared === made
                : nonce !== undefined && start.nonce === nonce
          return (
            fits && !except.includes(start.id) && startedAt >= DateTime.toEpochMillis(since) && now >= startedAt + late
          )
        })
        const [only, ...others] = found
        if (only === undefined) return Effect.succeedNone
        if (others.length > 0) return Effect.fail(unknown(input, since, key))
        const startedAt = DateTime.makeUnsafe(tasks.get(only.id)?.startedAt ?? now)
        return Effect.succeedSome({ id: only.id, startedAt, ...scopeOf(only.id) })
      })

    const search = <A>(work: Effect.Effect<A, StartUnknown>) =>
      Effect.catchTag(request("find", undefined, work), "Lost", ({ error }) => Effect.fail(error))

    // Its answer is all that tells what was made, so a lost one leaves it there for good.
    const making = <A>(operation: "prepare" | "discard", work: Effect.Effect<A>) =>
      Effect.catchTag(request(operation, undefined, work), "Lost", ({ error }) => Effect.fail(error))
    const preparing: Preparable<Input> = {
      prepare: () =>
        making(
          "prepare",
          Effect.sync(() => {
            const made = `${name}-made-${calls.prepare}`
            prepared.add(made)
            return made
          })
        ),
      discard: (made) =>
        making(
          "discard",
          Effect.sync(() => void prepared.delete(made))
        )
    }

    const ids = (keep: (snapshot: Snapshot<Script>) => boolean) =>
      Effect.map(Clock.currentTimeMillis, (now) =>
        Array.from(tasks.values())
          .filter((task) => keep(Course.at(task, now)))
          .map(({ id }) => id)
      )

    const provider: TestProvider<Input, Raw> = {
      name,
      kind: options.kind ?? "task",
      endpoint: options.endpoint ?? `memory:${name}`,
      ...(options.prepares === true ? preparing : {}),
      start: (input, startOptions) =>
        Effect.flatMap(DateTime.now, (since) =>
          Effect.catchTag(request("start", undefined, create(input, startOptions)), "Lost", ({ error }) =>
            Effect.fail(unknown(input, since, startOptions.key, error))
          )
        ),
      find: (input, findOptions) => search(match(input, (asked) => Equal.equals(asked, input), findOptions)),
      findsBy,
      recall: {
        keep: (input) => (findsBy === "input" ? plain(input) : undefined),
        find: (kept, findOptions) =>
          search(match(kept, (asked) => JSON.stringify(plain(asked)) === JSON.stringify(kept), findOptions))
      },
      slots: options.slots ?? Slots.make(),
      // Nothing in memory needs to be spared, and no test should have to turn the clock for it.
      lookout: Lookout.make({ perSecond: 100_000 }),
      status: (id) =>
        about("status", id, ({ seen: { cost, isSettling, status } }) =>
          Effect.succeed({ status, cost, ...(isSettling === undefined ? {} : { isSettling }) })
        ),
      snapshot: (id) => about("snapshot", id, ({ seen }) => Effect.succeed({ ...seen, raw: options.raw(seen, id) })),
      cancel: (id) =>
        about("cancel", id, ({ now, seen, task }) =>
          Effect.sync(() => {
            if (isOver(seen.status)) return "already-over"
            if (task.cancelledAt === undefined) cancelled.push(id)
            task.cancelledAt ??= now
            return "requested"
          })
        ),
      resume: (id) => goOn("resume", id, () => undefined),
      answer: (id, answer) => goOn("answer", id, () => answers.push({ id, answer })),
      file: (id, { id: fileId, name: fileName }) =>
        Stream.fromEffect(
          about("file", id, ({ seen, task }) => {
            const index = seen.files.findIndex((file) => file.id === fileId)
            const bytes = task.script.files?.[index]?.bytes
            return bytes === undefined
              ? Effect.fail(failure("file", new NotFound({ message: `no file ${fileName}` })))
              : Effect.succeed(bytes)
          })
        ),
      calls: Effect.sync(() => ({ ...calls })),
      tasks: Effect.sync(() => Array.from(tasks.keys())),
      running: ids(({ status }) => !isOver(status)),
      cancelled: Effect.sync(() => cancelled.slice()),
      answers: Effect.sync(() => answers.slice()),
      started: Effect.sync(() => asked.slice()),
      prepared: Effect.sync(() => Array.from(prepared))
    }
    return { provider, about }
  })

/** What is left of an input when it was written down. */
const plain = (input: unknown): Json => JSON.parse(JSON.stringify(input ?? null))

/** The request did its work, and its answer was lost. */
class Lost extends Data.TaggedError("Lost")<{ readonly error: ProviderError }> {}
