/** The tasks of a service in memory, by id, and how each stands now. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Started } from "../../Provider.ts"
import { NotFound } from "../../ProviderError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { Snapshot } from "../../Snapshot.ts"
import { isOver } from "../../Status.ts"
import type { Script } from "../../testing/Script.ts"
import * as Course from "./course.ts"
import type { Operation, Requests } from "./requests.ts"

/** How long tasks are known. */
export interface Options {
  /** How long after its end a task can be read, as the provider says. Default: for ever. */
  readonly keepsFor?: Duration.Input | undefined
}

/** A task as it stands now. */
export interface Found {
  readonly task: Course.Events
  readonly seen: Snapshot<Script>
  readonly now: number
}

export interface TaskMemory {
  /** All, in the order of their start. */
  readonly tasks: Map<string, Course.Events>
  /** The session of each task that has one. */
  readonly sessions: Map<string, string>
  /** One request about a task that is known now. */
  readonly about: <A>(
    operation: Operation,
    id: string,
    use: (found: Found) => Effect.Effect<A, ProviderError>
  ) => Effect.Effect<A, ProviderError>
  /** The tasks that are known now, the newest first. */
  readonly known: Effect.Effect<ReadonlyArray<Found>>
  /** The ids of tasks that are like this now. */
  readonly ids: (keep: (snapshot: Snapshot<Script>) => boolean) => Effect.Effect<ReadonlyArray<string>>
  /** Which of these tasks are not over. */
  readonly isRunning: (id: string, now: number) => boolean
  readonly scopeOf: (id: string) => Pick<Started, "scope">
}

export const make = ({ ask, failure }: Requests, options: Options): TaskMemory => {
  const tasks = new Map<string, Course.Events>()
  const sessions = new Map<string, string>()
  const keepsFor = options.keepsFor === undefined ? Infinity : Duration.toMillis(options.keepsFor)
  const foundAt = (task: Course.Events, now: number): Found | undefined => {
    const seen = Course.at(task, now)
    const endedAt = seen.finishedAt === undefined ? now : DateTime.toEpochMillis(seen.finishedAt)
    return Course.isKnown(task, now) && now - endedAt < keepsFor ? { task, seen, now } : undefined
  }
  const find = (operation: Operation, id: string) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const task = tasks.get(id)
      const found = task === undefined ? undefined : foundAt(task, now)
      return found === undefined
        ? Effect.fail(failure(operation, new NotFound({ message: `no task ${id}` })))
        : Effect.succeed(found)
    })
  return {
    tasks,
    sessions,
    about: (operation, id, use) => ask(operation, id, Effect.flatMap(find(operation, id), use)),
    known: Effect.map(Clock.currentTimeMillis, (now) =>
      Array.from(tasks.values())
        .toReversed()
        .flatMap((task) => foundAt(task, now) ?? [])
    ),
    ids: (keep) =>
      Effect.map(Clock.currentTimeMillis, (now) =>
        Array.from(tasks.values())
          .filter((task) => keep(Course.at(task, now)))
          .map(({ id }) => id)
      ),
    isRunning: (id, now) => {
      const task = tasks.get(id)
      return task !== undefined && !isOver(Course.at(task, now).status)
    },
    scopeOf: (id) => {
      const sessionId = sessions.get(id)
      return sessionId === undefined ? {} : { scope: { sessionId } }
    }
  }
}
