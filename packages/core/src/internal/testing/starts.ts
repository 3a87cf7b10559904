/** Starts of a service in memory: what each asked for, and by what its task is found. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type { Findable, FindOptions, Json, Preparable, Provider, Recall, StartOptions } from "../../Provider.ts"
import { ConcurrencyLimited, Conflict } from "../../ProviderError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { StartUnknown } from "../../TaskError.ts"
import type { Script } from "../../testing/Script.ts"
import type { Requests } from "./requests.ts"
import type { TaskMemory } from "./taskMemory.ts"

/** How a service takes starts. */
export interface Options {
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
}

/** What a start asked for. */
export interface Asked extends StartOptions {
  readonly id: string
  readonly input: unknown
}

/** What the inputs of a provider mean. */
interface Inputs<in Input> {
  readonly script: (input: Input, nth: number) => Script
  /** The session that an input names. Where it is left out, there are no sessions. */
  readonly sessionOf?: ((input: Input) => string | undefined) | undefined
}

export interface Starts<in Input> extends Findable<Input>, Required<Preparable<Input>> {
  readonly start: Provider<Input>["start"]
  readonly recall: Recall<Input>
  /** In order. */
  readonly asked: ReadonlyArray<Asked>
  /** What was made for starts, and not removed again. */
  readonly prepared: ReadonlySet<Json>
}

export const make = <Input>(
  name: string,
  { ask, failure, request }: Requests,
  { isRunning, scopeOf, sessions, tasks }: TaskMemory,
  { concurrency, findableAfter = 0, findsBy = "nonce", prepares }: Options,
  { script, sessionOf }: Inputs<Input>
): Starts<Input> => {
  const asked: Array<Asked> = []
  const prepared = new Set<Json>()
  let made = 0

  const unknown = (input: unknown, since: DateTime.Utc, key: string | undefined, cause?: ProviderError) =>
    new StartUnknown({
      provider: name,
      request: input,
      since,
      ...(cause === undefined ? {} : { cause }),
      ...(key === undefined ? {} : { key })
    })

  const create = (input: Input, options: StartOptions) =>
    Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
      const running = Array.from(tasks.keys()).filter((id) => isRunning(id, startedAt))
      if (concurrency !== undefined && running.length >= concurrency) {
        return Effect.fail(failure("start", new ConcurrencyLimited({ message: `${running.length} tasks run already` })))
      }
      const id = `${name}-${tasks.size + 1}`
      const session = sessionOf === undefined ? undefined : (sessionOf(input) ?? `session-of-${id}`)
      if (session !== undefined && running.some((other) => sessions.get(other) === session)) {
        return Effect.fail(failure("start", new Conflict({ message: `a task runs in ${session}` })))
      }
      tasks.set(id, { id, script: script(input, tasks.size + 1), startedAt })
      if (session !== undefined) sessions.set(id, session)
      asked.push({ ...options, id, input })
      return Effect.succeed({ id, ...scopeOf(id) })
    })

  const match = (
    input: unknown,
    isSame: (asked: unknown) => boolean,
    { except = [], key, nonce = key, prepared: mark, since }: FindOptions & { readonly except?: ReadonlyArray<string> }
  ) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const late = Duration.toMillis(findableAfter)
      const fits = (start: Asked) =>
        findsBy === "input"
          ? isSame(start.input)
          : prepares === true
            ? mark !== undefined && start.prepared === mark
            : nonce !== undefined && start.nonce === nonce
      const [only, ...others] = asked.filter((start) => {
        const startedAt = tasks.get(start.id)?.startedAt ?? NaN
        const isVisible = startedAt >= DateTime.toEpochMillis(since) && now >= startedAt + late
        return fits(start) && !except.includes(start.id) && isVisible
      })
      if (only === undefined) return Effect.succeedNone
      if (others.length > 0) return Effect.fail(unknown(input, since, key))
      const startedAt = DateTime.makeUnsafe(tasks.get(only.id)?.startedAt ?? now)
      return Effect.succeedSome({ id: only.id, startedAt, ...scopeOf(only.id) })
    })

  return {
    asked,
    prepared,
    findsBy,
    start: (input, options) =>
      Effect.flatMap(DateTime.now, (since) =>
        Effect.catchTag(request("start", undefined, create(input, options)), "Lost", ({ error }) =>
          Effect.fail(unknown(input, since, options.key, error))
        )
      ),
    find: (input, options) =>
      ask(
        "find",
        undefined,
        match(input, (other) => Equal.equals(other, input), options)
      ),
    recall: {
      keep: (input) => (findsBy === "input" ? plain(input) : undefined),
      find: (kept, options) =>
        ask(
          "find",
          undefined,
          match(kept, (other) => JSON.stringify(plain(other)) === JSON.stringify(kept), options)
        )
    },
    // Its answer is all that tells what was made, so a lost one leaves it there for good.
    prepare: () =>
      ask(
        "prepare",
        undefined,
        Effect.sync(() => {
          const mark = `${name}-made-${++made}`
          prepared.add(mark)
          return mark
        })
      ),
    discard: (mark) =>
      ask(
        "discard",
        undefined,
        Effect.sync(() => void prepared.delete(mark))
      )
  }
}

/** What is left of an input when it was written down. */
const plain = (input: unknown): Json => JSON.parse(JSON.stringify(input ?? null))
