/**
 * A provider in memory, for tests of programs that run tasks: no network, no waiting (everything
 * happens on Effect's clock), every call counted, and every fault at hand.
 */
import * as Effect from "effect/Effect"
import type {
  Answerable,
  Continuable,
  HasEvents,
  HasFiles,
  Listable,
  ListableByCursor,
  Preparable,
  Resumable
} from "../Provider.ts"
import type { Snapshot } from "../Snapshot.ts"
import * as Service from "../internal/testing/service.ts"
import type { Finds, Plain } from "../internal/testing/service.ts"
import type { Script } from "./Script.ts"

export type { Call, Fault, Operation } from "../internal/testing/requests.ts"
export type { Finds, Observed, Options, Plain } from "../internal/testing/service.ts"
export type { Asked } from "../internal/testing/starts.ts"

/** Options of {@link makeWith}. */
export interface OptionsWith<in Input, out Raw> extends Service.Options {
  /** How the task that an input starts behaves; `nth` counts starts from 1. */
  readonly script: (input: Input, nth: number) => Script
  /** The provider's own object, as your program expects it. */
  readonly raw: (snapshot: Snapshot<Script>, id: string) => Raw
}

/**
 * The provider, and what it knows about the calls it got. It does not look for a lost start by
 * itself: it fails with `StartUnknown`.
 */
export interface TestProvider<in Input = Script, out Raw = Script>
  extends Plain<Input, Raw>, Finds<Input>, Resumable, Answerable<unknown>, HasFiles {
  readonly find: Finds<Input>["find"]
  readonly findsBy: Finds<Input>["findsBy"]
  readonly recall: Finds<Input>["recall"]
}

/**
 * A provider whose input *is* the script of the task: `Task.run(a, { takes: "1 minute", output: 42
 * })`.
 */
export const make = (name: string, options: Service.Options = {}): Effect.Effect<TestProvider> =>
  makeWith(name, { ...options, ...scripts })

/** Inputs that are scripts, which are shown as they are. */
const scripts = {
  script: (script: Script): Script => script,
  raw: ({ raw }: Snapshot<Script>): Script => raw
}

/**
 * A provider that stands in for a real one: it takes that one's input and gives its raw objects.
 */
export const makeWith = <Input, Raw>(
  name: string,
  options: OptionsWith<Input, Raw>
): Effect.Effect<TestProvider<Input, Raw>> =>
  Effect.sync(() => usual(options, Service.make<Input, Raw, unknown>(name, options, options, defaultPageMax)))

const defaultPageMax = 200

const usual = <Input, Raw>(
  options: Service.Options,
  { answer, file, find, plain, prepare, resume }: Service.Service<Input, Raw, unknown>
): TestProvider<Input, Raw> => ({
  ...plain,
  ...(options.prepares === true ? prepare : {}),
  ...find,
  ...resume,
  ...answer,
  ...file
})

/** Options of {@link makeWithEvents}. */
export interface OptionsWithEvents extends Service.Options {
  /** The most events of one page. Default 200. */
  readonly pageMax?: number | undefined
}

/**
 * The same as of {@link make}, but it tells steps and the live view only as events, read by a
 * cursor: each step is an event at its time, and one with the key of an earlier step changes that.
 */
export const makeWithEvents = (
  name: string,
  { pageMax = defaultPageMax, ...options }: OptionsWithEvents = {}
): Effect.Effect<TestProvider & HasEvents> =>
  Effect.sync(() => {
    const service = Service.make<Script, Script, unknown>(name, options, scripts, pageMax)
    return { ...usual(options, service), ...service.events }
  })

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
  options: Service.Options = {}
): Effect.Effect<TestProvider<SessionScript> & Continuable<SessionScript>> =>
  Effect.sync(() => ({
    ...usual(options, Service.make<SessionScript, Script, unknown>(name, options, inSessions, defaultPageMax)),
    ...continuable
  }))

const inSessions = { ...scripts, sessionOf: ({ session }: SessionScript) => session }

const continuable: Continuable<SessionScript> = { inSession: (input, session) => ({ ...input, session }) }

/** The parts of the port that a service may lack, each by the shape that a provider with it has. */
export interface Parts<in Answer = unknown> {
  /** A lost start can be found. */
  readonly find: Finds<SessionScript>
  /** Something is made for each start before it leaves, by which alone its task is found. */
  readonly prepare: Required<Preparable<SessionScript>>
  /** `Task.resume` */
  readonly resume: Resumable
  /** `Task.answer` */
  readonly answer: Answerable<Answer>
  /** `Task.file` */
  readonly file: HasFiles
  /** A list by page, the newest task first. */
  readonly list: Listable
  /** A list by cursor, the newest task first. */
  readonly listByCursor: ListableByCursor
  /** Steps and the live view are told only as events. */
  readonly events: HasEvents
  /** `Task.continue`: each task runs in a session, as of {@link makeWithSessions}. */
  readonly session: Continuable<SessionScript>
}

/** Options of {@link makeWithParts}. */
export interface OptionsWithParts<in Answer> extends Omit<Service.Options, "prepares"> {
  /** The most tasks or events of one page. Default 200. */
  readonly pageMax?: number | undefined
  /**
   * Which answers tasks take; others are refused with `BadRequest`. What it takes is what
   * `Task.answer` takes. Default: any answer.
   */
  readonly accepts?: ((answer: Answer) => boolean) | undefined
}

/** A provider that has these parts, and no other. */
export type WithParts<P extends keyof Parts, Answer = unknown> = Plain<SessionScript, Script> &
  All<P extends keyof Parts ? Parts<Answer>[P] : never>

/** What all of a union's members have. */
type All<Union> = (Union extends unknown ? (member: Union) => void : never) extends (all: infer A) => void ? A : never

/**
 * The same as of {@link make}, with no other parts than these: what a service lacks does not
 * compile, as with a real provider. `makeWithParts("a", ["resume", "list"])`
 */
export const makeWithParts = <const P extends keyof Parts, Answer = unknown>(
  name: string,
  parts: ReadonlyArray<P>,
  { accepts, pageMax = defaultPageMax, ...options }: OptionsWithParts<Answer> = {}
): Effect.Effect<WithParts<P, Answer>> =>
  Effect.sync(() => {
    const has = (part: keyof Parts): boolean => parts.some((one) => one === part)
    const words = { ...(has("session") ? inSessions : scripts), accepts }
    const service = Service.make<SessionScript, Script, Answer>(
      name,
      { ...options, prepares: has("prepare") },
      words,
      pageMax
    )
    const all: { readonly [Part in keyof Parts]: Parts<Answer>[Part] } = { ...service, session: continuable }
    return Object.assign({ ...service.plain }, ...parts.map((part) => all[part]))
  })
