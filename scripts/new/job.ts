/**
 * Which operations start, show and stop a task, and where an answer holds what. A guess by names
 * and shapes, or what hints say: what is not found stays open in the provider, and does not
 * compile.
 */
import type { JsonObject } from "@errand/codegen/json"
import type { Api } from "./api.ts"
import { type Field, type IdProperty, idOf, type Shape, shapeOf } from "./guess/answer.ts"
import { findList, type TaskList } from "./guess/list.ts"
import { byId, type ById, type Found, lastPart, needsMore, place, type Resource, resourceOf } from "./guess/resource.ts"
import { successSchema } from "./guess/schemas.ts"
import { findStart, startedId } from "./guess/start.ts"
import { findStop } from "./guess/stop.ts"
import { listOfTasks, readOf, startOf, statusOf, stopOf } from "./guess/told.ts"
import type { Hint, Hints, Role } from "./hints.ts"
import { words } from "./names.ts"
import { Refusal } from "./refusal.ts"

export type { ById, Found }

/** What is known of the service's tasks. */
export interface Job {
  /** The service's word for a task, as in `job`. */
  readonly kind: string
  readonly start: Found | undefined
  readonly read: ById | undefined
  /** The cheapest look, where it is not `read`. */
  readonly peek: ById | undefined
  readonly stop: ById | undefined
  /** What is sent with a stop. */
  readonly stopBody: JsonObject | undefined
  readonly list: TaskList | undefined
  /** The property of the start's answer that names the task. */
  readonly id: IdProperty | undefined
  /** The property by which the answer of `read` says which task it is about. */
  readonly shown: IdProperty | undefined
  /** The object in the answer of `read` that is the task, where it is not the answer itself. */
  readonly inside: string | undefined
  readonly status: Shape["status"] | undefined
  /** Names of properties, by what they are to us. */
  readonly fields: { readonly [field in Field]?: string }
  /** What a person should know of the guesses. */
  readonly notes: ReadonlyArray<string>
}

/**
 * The task among the resources: what can be created, then looked at by its id, and has a status.
 *
 * @throws Refusal for a hint that cannot be what it is said to be
 */
export const jobOf = (api: Api, hints: Hints = {}): Job => {
  const all = api.groups.flatMap((group) => group.methods.map((method): Found => ({ group, method })))
  const given = hints.read && hinted("read", hints.read, all)
  const [best] = (given === undefined ? all : [given])
    .flatMap((found) => candidate(api, found, all, hints))
    .sort((a, b) => b.score - a.score)
  if (best === undefined) return given === undefined && Object.keys(hints).length === 0 ? nothing : unread(hints, all)
  return best.make()
}

const nothing: Job = {
  kind: "task",
  start: undefined,
  read: undefined,
  peek: undefined,
  stop: undefined,
  stopBody: undefined,
  list: undefined,
  id: undefined,
  shown: undefined,
  inside: undefined,
  status: undefined,
  fields: {},
  notes: []
}

/** A start is all that can be taken from hints where no task can be read. */
const unread = (hints: Hints, all: ReadonlyArray<Found>): Job => {
  const { start, ...others } = hints
  for (const role of Object.keys(others))
    throw new Refusal(`--${role}: nothing that has a status is read by an id; give --read with the operation that does`)
  return { ...nothing, start: start && hinted("start", start, all) }
}

/** The operation that a hint names; the document has it. */
const hinted = (role: Role, hint: Hint, all: ReadonlyArray<Found>): Found => {
  const found = all.find(({ method }) => place(method.operation) === `${hint.method} ${hint.path}`)
  if (found === undefined) throw new Refusal(`--${role}: the document has no ${hint.method} ${hint.path}`)
  return found
}

/**
 * What such a resource is called, the likeliest with the most; a session is rather what tasks run
 * in.
 */
const nouns: ReadonlyMap<string, number> = new Map([
  ...["task", "job", "run", "execution"].map((noun) => [noun, 4] as const),
  ...["workflow", "agent"].map((noun) => [noun, 2] as const),
  ["session", 1]
])

const looks = new Set(["status", "state"])

interface Candidate {
  readonly make: () => Job
  readonly score: number
}

const candidate = (api: Api, found: Found, all: ReadonlyArray<Found>, hints: Hints): ReadonlyArray<Candidate> => {
  const { document } = api.model
  const { operation } = found.method
  const isHinted = hints.read !== undefined
  const read = isHinted ? readOf(document, found) : byId(document, found)
  const shown = shapeOf(document, operation)
  if (read === undefined || operation.method !== "GET") return []
  if (!isHinted && (shown === undefined || needsMore(read))) return []
  const resource = resourceOf(document, read, all)
  const { note, start } =
    hints.start === undefined
      ? findStart(document, resource, all)
      : { start: startOf(hinted("start", hints.start, all), resource), note: undefined }
  const guess = findStop(document, resource, all)
  const peek = resource.about.find((one) => one.method !== read.method && isPeek(document, one))
  const score =
    (start === undefined ? 0 : 4) +
    (hints.start !== undefined && start !== undefined && isStartOf(document, start, resource) ? 4 : 0) +
    (guess.exists ? 2 : 0) +
    (peek === undefined ? 0 : 2) +
    (shown !== undefined && shown.status.words.length > 0 ? 2 : 0) +
    (nouns.get(resource.word) ?? 0) +
    Object.keys(shown?.fields ?? {}).length / 4
  const make = (): Job => {
    const { stop } = hints
    return {
      ...nothing,
      ...shown,
      kind: resource.word,
      start,
      read,
      peek: hints.status === undefined ? peek : statusOf(document, hinted("status", hints.status, all), resource),
      stop: stop === undefined ? guess.stop : stopOf(document, hinted("stop", stop, all), resource, stop.body),
      stopBody: stop?.body,
      list:
        hints.list === undefined
          ? findList(document, resource, all, shown)
          : listOfTasks(document, hinted("list", hints.list, all), resource, shown),
      id: start && startedId(document, start, resource),
      shown: idOf(document, successSchema(operation), read.parameter, resource.word),
      notes: [note, stop === undefined ? guess.note : undefined].filter((each) => each !== undefined)
    }
  }
  return [{ make, score }]
}

const isPeek = (document: JsonObject, one: ById): boolean => {
  const { operation } = one.method
  const isCalled = looks.has(words(lastPart(operation.path)).at(-1) ?? "")
  return operation.method === "GET" && isCalled && !needsMore(one) && shapeOf(document, operation) !== undefined
}

const isStartOf = (document: JsonObject, start: Found, resource: Resource): boolean =>
  findStart(document, resource, [start]).start !== undefined

/** What a start takes: its body, where nothing else is required. */
export const inputOf = (start: Found): { readonly type: string; readonly argument: string } => {
  const { operation } = start.method
  const others = operation.parameters.some((parameter) => parameter.required)
  const isBody = operation.request !== undefined && !others
  return {
    type: isBody ? `NonNullable<Api.${operation.type}Input["body"]>` : `Api.${operation.type}Input`,
    argument: isBody ? "{ body: input }" : "input"
  }
}
