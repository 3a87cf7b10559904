/** A service in memory: all that a provider can be asked for, of which a provider has its parts. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type {
  Answerable,
  Findable,
  HasEvents,
  HasFiles,
  Json,
  Listable,
  ListableByCursor,
  Preparable,
  Provider,
  Recall,
  Resumable
} from "../../Provider.ts"
import { BadRequest, Conflict, NotFound } from "../../ProviderError.ts"
import * as Lookout from "../../Lookout.ts"
import * as Slots from "../../Slots.ts"
import type { Snapshot } from "../../Snapshot.ts"
import { isOver } from "../../Status.ts"
import type { Script } from "../../testing/Script.ts"
import * as EventLog from "./eventLog.ts"
import * as Requests from "./requests.ts"
import type { Operation } from "./requests.ts"
import * as Starts from "./starts.ts"
import type { Asked } from "./starts.ts"
import * as TaskList from "./taskList.ts"
import * as TaskMemory from "./taskMemory.ts"

/** What the service is like. */
export interface Options extends Requests.Options, Starts.Options, TaskMemory.Options {
  /** Default: a queue of its own. */
  readonly slots?: Slots.Slots | undefined
  /** Default: one made of the name. */
  readonly endpoint?: string | undefined
  /** Default `task`. */
  readonly kind?: string | undefined
}

/** What inputs mean, what is shown of a task, and which answers it takes. */
export interface Words<in Input, out Raw, in Answer> {
  readonly script: (input: Input, nth: number) => Script
  readonly raw: (snapshot: Snapshot<Script>, id: string) => Raw
  readonly sessionOf?: ((input: Input) => string | undefined) | undefined
  readonly accepts?: ((answer: Answer) => boolean) | undefined
}

/** What the service knows about the calls it got. */
export interface Observed {
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

/** A provider with no more than every provider has, and its queue and look-out. */
export interface Plain<in Input, out Raw> extends Provider<Input, Raw>, Observed {
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
}

/** How a lost start is found, by this process and by another. */
export interface Finds<in Input> extends Findable<Input> {
  readonly recall: Recall<Input>
}

/** The service, part by part. */
export interface Service<in Input, out Raw, in Answer> {
  readonly plain: Plain<Input, Raw>
  readonly find: Finds<Input>
  readonly prepare: Required<Preparable<Input>>
  readonly resume: Resumable
  readonly answer: Answerable<Answer>
  readonly file: HasFiles
  readonly list: Listable
  readonly listByCursor: ListableByCursor
  /** The log, and snapshots of a service that tells steps and the live view only there. */
  readonly events: HasEvents & Pick<Provider<Input, Raw>, "snapshot">
}

export const make = <Input, Raw, Answer>(
  name: string,
  options: Options,
  { accepts, raw, script, sessionOf }: Words<Input, Raw, Answer>,
  pageMax: number
): Service<Input, Raw, Answer> => {
  const requests = Requests.make(name, options)
  const { calls, failure } = requests
  const memory = TaskMemory.make(requests, options)
  const { about, ids, tasks } = memory
  const starts = Starts.make<Input>(name, requests, memory, options, { script, sessionOf })
  const lists = TaskList.make(requests, memory, pageMax)
  const cancelled: Array<string> = []
  const answers: Array<{ readonly id: string; readonly answer: unknown }> = []

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
      const why = seen.status.state === "input_required" ? `waits for ${wants}` : `is ${seen.status.native}, not paused`
      return Effect.fail(failure(operation, new Conflict({ message: `task ${id} ${why}` })))
    })

  const snapshot = (id: string) => about("snapshot", id, ({ seen }) => Effect.succeed({ ...seen, raw: raw(seen, id) }))

  return {
    plain: {
      name,
      kind: options.kind ?? "task",
      endpoint: options.endpoint ?? `memory:${name}`,
      ...(options.keepsFor === undefined ? {} : { keepsFor: Duration.fromInputUnsafe(options.keepsFor) }),
      start: starts.start,
      slots: options.slots ?? Slots.make(),
      // Nothing in memory needs to be spared, and no test should have to turn the clock for it.
      lookout: Lookout.make({ perSecond: 100_000 }),
      status: (id) =>
        about("status", id, ({ seen: { cost, isSettling, status } }) =>
          Effect.succeed({ status, cost, ...(isSettling === undefined ? {} : { isSettling }) })
        ),
      snapshot,
      cancel: (id) =>
        about("cancel", id, ({ now, seen, task }) =>
          Effect.sync(() => {
            if (isOver(seen.status)) return "already-over"
            if (task.cancelledAt === undefined) cancelled.push(id)
            task.cancelledAt ??= now
            return "requested"
          })
        ),
      calls,
      tasks: Effect.sync(() => Array.from(tasks.keys())),
      running: ids(({ status }) => !isOver(status)),
      cancelled: Effect.sync(() => cancelled.slice()),
      answers: Effect.sync(() => answers.slice()),
      started: Effect.sync(() => starts.asked.slice()),
      prepared: Effect.sync(() => Array.from(starts.prepared))
    },
    find: { find: starts.find, findsBy: starts.findsBy, recall: starts.recall },
    prepare: { prepare: starts.prepare, discard: starts.discard },
    resume: { resume: (id) => goOn("resume", id, () => undefined) },
    answer: {
      answer: (id, answer) =>
        accepts?.(answer) === false
          ? about("answer", id, () =>
              Effect.fail(failure("answer", new BadRequest({ message: `task ${id} does not take this answer` })))
            )
          : goOn("answer", id, () => answers.push({ id, answer }))
    },
    file: {
      file: (id, { id: fileId, name: fileName }) =>
        Stream.fromEffect(
          about("file", id, ({ seen, task }) => {
            const index = seen.files.findIndex((file) => file.id === fileId)
            const bytes = task.script.files?.[index]?.bytes
            return bytes === undefined
              ? Effect.fail(failure("file", new NotFound({ message: `no file ${fileName}` })))
              : Effect.succeed(bytes)
          })
        )
    },
    list: { list: lists.list, pageMax },
    listByCursor: { listByCursor: lists.listByCursor, pageMax },
    events: {
      snapshot: (id) => Effect.map(snapshot(id), EventLog.withoutEvents),
      events: (id, after) =>
        about("events", id, ({ now, task }) => Effect.succeed(EventLog.read(task, now, after, pageMax)))
    }
  }
}
