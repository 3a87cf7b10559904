/**
 * Whatever a service answers, a client, its provider and its tasks end in a value or in an error
 * with a name, and ask a bounded number of times.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Cadence from "@errand/core/Cadence"
import type {
  Findable,
  HasEvents,
  HasFiles,
  Json,
  Listable,
  ListableByCursor,
  Preparable,
  Provider,
  Resumable
} from "@errand/core/Provider"
import type { FileRef } from "@errand/core/Snapshot"
import * as Task from "@errand/core/Task"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type { TransportAnswer } from "@errand/http/Transport"
import { rounds } from "@errand/testkit/rounds"
import { DateTime, Effect, Schema, Stream } from "effect"
import { driven, ends, untouched } from "./ends.ts"
import { answering, type Document, type Mutant, mutants, success, wholes } from "./mutants.ts"

/** An effect whose errors have names. */
export type Failing = Effect.Effect<unknown, { readonly _tag: string }>

/** How a service answers any request. */
export type Answer = (request: Request) => TransportAnswer

/** A row of an operation table, as far as a test needs it. */
interface Row {
  readonly method: string
  readonly path: string
  readonly ok: { readonly [status: string]: unknown }
}

/** Without repetitions, so that what is counted is the subject's own. */
export const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

/**
 * With few rounds a suite tries every so many-th of its cases. The strides have no factor in common
 * with how many poisons there are for a place, or uses for an answer, so that none is left out.
 */
const stride = {
  bends: rounds({ few: 11, many: 1 }),
  wholes: rounds({ few: 7, many: 1 }),
  waits: rounds({ few: 4, many: 1 }),
  answers: rounds({ few: 3, many: 1 })
}

/**
 * Says of every so many-th case that it is tried. The first is another one for each provider, so
 * that with few rounds they try different cases.
 */
const turns = (stride: number, turn: number): (() => boolean) => {
  let count = stride - (turn % stride)
  return () => count++ % stride === 0
}

/** The bent answers that are tried: with few rounds every so many-th. */
export const bends = (body: Parameters<typeof mutants>[0], turn: number): ReadonlyArray<Mutant> =>
  mutants(body).filter(turns(stride.bends, turn))

/** A client, and how its operations are called. */
export interface ClientUnderTest<Client, Name extends string> {
  /** Where its turn is among the providers: with few rounds each tries other cases. */
  readonly turn: number
  readonly document: Document
  readonly operations: { readonly [name in Name]: Row }
  /** Total over the table: an operation that the specification gains has to be called here. */
  readonly calls: { readonly [name in Name]: (client: Client) => Failing }
  /** The tag of the client's errors. */
  readonly tag: string
  readonly client: (answer: Answer) => Client
  /**
   * Of the bent answers, and of the statuses, each that many-th one is tried; with few rounds, a
   * third of these.
   */
  readonly everyMutant: number
  readonly everyStatus: number
  /** How many mutants are tried at the least with many rounds. */
  readonly leastMutants: number
  /**
   * The operations that meet whole answers which are not what was promised, with these statuses.
   */
  readonly wholes: { readonly names: ReadonlyArray<Name>; readonly statuses: ReadonlyArray<number> }
}

/** Tests of a client. */
export const clientSuite = <Client, Name extends string>(under: ClientUnderTest<Client, Name>): void => {
  const { calls, client, document, operations, tag, turn } = under
  const everyMutant = under.everyMutant * stride.answers
  const everyStatus = under.everyStatus * stride.answers
  const names = Object.keys(calls) as unknown as ReadonlyArray<Name>
  const check = (what: string, name: Name, answer: Answer) =>
    once(ends(`${name}: ${what}`, calls[name](client(answer)), [tag]))

  const isDue = turns(stride.wholes, turn)

  describe("the client, whatever the service answers,", () => {
    it.live(`ends in a value or a ${tag} when one place of a good answer is bent`, () =>
      Effect.gen(function* () {
        let count = 0
        for (const name of names) {
          const { body, status } = success(document, operations[name])
          for (const [index, [what, text]] of mutants(body ?? null).entries()) {
            // The client hands answers over as they are; some of them, each place by other poisons,
            // are enough.
            if ((index + count + turn) % everyMutant !== 0) continue
            yield* check(what, name, () => answering(status, text))
            count++
          }
        }
        assert.isAbove(count, under.leastMutants / stride.answers)
        untouched()
      })
    )

    it.live(`ends in a value or a ${tag} for any status`, () =>
      Effect.gen(function* () {
        for (let status = 100; status <= 599; status++) {
          for (const [index, name] of names.entries()) {
            if ((status + index + turn) % everyStatus !== 0) continue
            const [what, body] = wholes[(status + index) % 15] ?? ["nothing", () => ""]
            const type = [undefined, "application/json", "text/html", "text/plain"][(status + index) % 4]
            yield* check(`${status} with ${what}`, name, () => answering(status, body(), type))
          }
        }
        untouched()
      })
    )

    it.live.each(wholes)(`ends in a value or a ${tag} for %s`, ([what, body]) =>
      Effect.gen(function* () {
        const bytes = body()
        for (const name of under.wholes.names) {
          for (const status of under.wholes.statuses) {
            if (!isDue()) continue
            yield* check(`${status} with ${what}`, name, () => answering(status, bytes))
          }
        }
        untouched()
      })
    )
  })
}

/** What a provider may be able to do besides. */
type Able<Input, Raw> = Provider<Input, Raw> &
  Partial<Findable<Input> & HasEvents & HasFiles & Listable & ListableByCursor & Preparable<Input> & Resumable>

/** A provider, and how it is used. */
export interface ProviderUnderTest<Input, Raw, P extends Able<Input, Raw>> {
  /** Where its turn is among the providers: with few rounds each tries other cases. */
  readonly turn: number
  readonly provider: (answer: Answer) => P
  readonly input: Input
  /** A task that is over, as the service shows it. */
  readonly view: object
  readonly id: string
  readonly files: ReadonlyArray<FileRef>
  /** The status of an answer to a start. */
  readonly started: number
  /** Whether a request asks for a list of tasks, and the list that holds one task. */
  readonly isList: (request: Request) => boolean
  readonly listOf: (text: string) => string
  /** What was prepared for the start that is looked for, where the provider prepares something. */
  readonly prepared?: Json
}

/** A task as a service would write it, bent. */
const bend = (view: object, turn: number): ReadonlyArray<Mutant> => bends(JSON.parse(JSON.stringify(view)), turn)

const tagsOfProvider = ["ProviderError", "StartUnknown"]

/** Tests of a provider. */
export const providerSuite = <Input, Raw, P extends Able<Input, Raw>>(
  under: ProviderUnderTest<Input, Raw, P>
): void => {
  const { files, id, input, provider, view } = under
  const since = DateTime.makeUnsafe(0)
  const prepared = under.prepared === undefined ? {} : { prepared: under.prepared }
  const uses: ReadonlyArray<(provider: P) => Failing> = [
    (p) => p.status(id),
    (p) => p.snapshot(id),
    (p) => p.cancel(id),
    (p) => p.resume?.(id) ?? Effect.void,
    (p) => p.list?.({ page: 1, limit: 10, since }) ?? p.listByCursor?.({ limit: 10, since }) ?? Effect.void,
    (p) => p.events?.(id, undefined) ?? Effect.void,
    (p) => p.prepare?.(input, { key: "k", nonce: "n", since }) ?? Effect.void,
    (p) => p.start(input, { key: "k", nonce: "n", since, ...prepared }),
    (p) => p.find?.(input, { key: "k", nonce: "n", since, ...prepared }) ?? Effect.void,
    ...files.map((file) => (p: P) => Stream.runDrain(p.file?.(id, file) ?? Stream.empty))
  ]

  const isDue = turns(stride.wholes, under.turn)

  describe("the provider, whatever the service answers,", () => {
    it.effect("ends in a value or a named error when one place of a task is bent", () =>
      Effect.gen(function* () {
        let count = 0
        for (const [what, text] of bend(view, under.turn)) {
          const bent = provider((request) => answering(200, under.isList(request) ? under.listOf(text) : text))
          const index = count++ % uses.length
          yield* driven(once(ends(`${index}: ${what}`, uses[index]?.(bent) ?? Effect.void, tagsOfProvider)))
        }
        untouched()
      })
    )

    it.effect.each(wholes)("ends in a value or a named error for %s", ([what, body]) =>
      Effect.gen(function* () {
        const bytes = body()
        for (const status of [200, 404, 500]) {
          for (const [index, use] of uses.entries()) {
            if (!isDue()) continue
            const bent = provider(() => answering(status, bytes))
            yield* driven(once(ends(`${index}: ${status} with ${what}`, use(bent), tagsOfProvider)))
          }
        }
        untouched()
      })
    )
  })
}

const tagsOfTask = [
  ...tagsOfProvider,
  "TaskFailed",
  "TaskCancelled",
  "OutputMismatch",
  "TaskStalled",
  "PersonTimeout",
  "WaitTimeout"
]

/** Tests of the tasks of a provider. */
export const taskSuite = <Input, Raw, P extends Able<Input, Raw>>(under: ProviderUnderTest<Input, Raw, P>): void => {
  const { id, input, provider, view } = under
  const output = Schema.Struct({ price: Schema.Finite })
  const limits = { within: "20 seconds", unrecognisedFor: "15 seconds" } as const
  const attach = (p: P) => Task.attach(p, { v: 1, provider: p.name, kind: p.kind, id }, { output, ...limits })
  const waits: ReadonlyArray<(provider: P) => Failing> = [
    (p) => Task.await(attach(p)),
    (p) => Task.join(attach(p)),
    (p) => Stream.runDrain(Task.steps(attach(p), limits)),
    (p) => Stream.runDrain(Task.watch(attach(p), limits)),
    (p) => Task.run(p, input, { output, ...limits, cancelWithin: "2 seconds" })
  ]
  const everyFive = Effect.provideService(Cadence.Cadence, Cadence.every("5 seconds"))
  /** Waits, and tells how often the service was asked. */
  const count = Effect.fnUntraced(function* (what: string, index: number, answer: Answer) {
    let asked = 0
    const bent = provider((request) => {
      asked++
      return answer(request)
    })
    const wait = waits[index % waits.length]?.(bent) ?? Effect.void
    yield* driven(once(everyFive(ends(`${index}: ${what}`, wait, tagsOfTask))))
    return asked
  })

  const isDue = turns(stride.waits, under.turn)

  describe("a task, whatever the service answers,", () => {
    it.effect(
      "ends in an outcome or a named error when one place of it is bent, asking a bounded number of times",
      () =>
        Effect.gen(function* () {
          for (const [index, [what, text]] of bend(view, under.turn).entries()) {
            const answer = ({ method }: Request) => answering(method === "POST" ? under.started : 200, text)
            assert.isBelow(yield* count(what, index, answer), 30, what)
          }
          untouched()
        })
    )

    it.effect.each(wholes)(
      "ends in an outcome or a named error for %s, asking a bounded number of times",
      ([what, body]) =>
        Effect.gen(function* () {
          const bytes = body()
          for (const index of waits.keys()) {
            if (!isDue()) continue
            assert.isBelow(yield* count(what, index, () => answering(200, bytes)), 60, what)
          }
          untouched()
        })
    )
  })
}
