/**
 * The one file that a person fills in: what is known is written; what is not does not compile, or
 * says what it could tell.
 */
import type { JsonObject } from "@errand/codegen/json"
import type { IdProperty } from "../guess/answer.ts"
import type { TaskList } from "../guess/list.ts"
import { type ById, type Found, inputOf, type Job } from "../job.ts"
import type { Names } from "../names.ts"

/** `src/internal/input.ts` */
export const input = ({ name, title, version }: Names, { start }: Job): string => {
  const imports = `import type * as Api from "@errand/${name}-types/${version}"
import type { Given } from "@errand/http/Operation"

`
  const type = start === undefined ? "never // Fill: what the start takes." : `Given<${inputOf(start).type}>`
  return `/** What a task of ${title} is made of. */
${start === undefined ? "" : imports}/** What a task is made of. A property that is undefined is one that is left out. */
export type Input = ${type}
`
}

/** `src/internal/translate.ts` */
export const translate = (names: Names, job: Job): string => {
  const { pascal, title } = names
  const usesApi = job.read !== undefined || job.status !== undefined
  const calls = [
    call(
      names,
      "Starts a task. Sent once, and never repeated.",
      "start",
      job.start && { input: true, found: job.start }
    ),
    call(
      names,
      "The cheapest call that tells whether a task is over. One that waits a few seconds for a change is better still.",
      "peek",
      asked(job.peek ?? job.read)
    ),
    call(names, "Everything about a task.", "read", asked(job.read)),
    call(names, "Asks the service to stop a task.", "stop", asked(job.stop, job.stopBody))
  ]
  const open = calls.some(({ missing }) => missing)
  return `/**
 * The ways and words of ${title} in core's, and all of the provider that is written by hand. What does
 * not compile here waits for a decision of yours; what says Fill works as it is, and can tell more.
 */
${usesApi ? `import type * as Api from "@errand/${names.name}-types/${names.version}"\n` : ""}import type { ${job.list === undefined ? "" : job.list.kind === "cursor" ? "CursorPage, CursorQuery, " : "ListQuery, "}Started } from "@errand/core/Provider"
import type { ${job.list?.kind === "number" ? "Listed, " : ""}Look, Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import * as Answer from "@errand/http/Answer"
${job.fields.liveUrl === undefined ? "" : `import * as Secrets from "@errand/http/Secrets"\n`}${open ? `import type * as Effect from "effect/Effect"\n` : ""}import type { Client } from "../Client.ts"
${open ? `import type { ${pascal}Error } from "../${pascal}Error.ts"\n` : ""}import type { Input } from "./input.ts"

/** Everything that the service tells of a task. */
export type Raw = ${job.read === undefined ? "unknown // Fill: the answer that holds all of a task." : `Api.${job.read.method.operation.type}Success`}

${calls.map(({ text }) => text).join("\n\n")}

${table(job)}

/**
 * The task in an answer to a start. \`undefined\` where there is none: whether one runs is not
 * known then.
 */
export const started = (answer: unknown): Started | undefined => {
${found(job)}
  return id === undefined ? undefined : { id }
}

${shownId(job)}

${look(job)}

${snapshot(job)}
${job.list === undefined ? "" : `\n${list(job.list, job.inside)}\n`}`
}

const found = ({ id }: Job): string => {
  if (id === undefined) return "  const id: string | undefined = Fill // The property that names the task."
  const value = `Answer.at(answer, ${pathOf(id)})`
  return id.numeric ? `  const id = Answer.number(${value})?.toString()` : `  const id = Answer.identifier(${value})`
}

const pathOf = ({ inside, property }: IdProperty): string =>
  (inside === undefined ? [property] : [inside, property]).map((name) => JSON.stringify(name)).join(", ")

const shownId = ({ shown }: Job): string =>
  shown === undefined
    ? `/** Fill: which task an answer is about; one that does not say is about the task that was asked for. */
export const shownId = (_view: unknown): unknown => undefined`
    : `/** Which task an answer is about; undefined where it does not say. */
export const shownId = (view: unknown): unknown => Answer.at(view, ${pathOf(shown)})`

const asked = (by: ById | undefined, body?: JsonObject) => {
  if (by === undefined) return undefined
  const id = `${by.place}: { ${JSON.stringify(by.parameter)}: ${by.numeric ? "Number(id)" : "id"} }`
  const sent = body === undefined ? "" : `, body: ${JSON.stringify(body)}`
  return { input: false, found: by, argument: `{ ${id}${sent} }` }
}

/** A property of `item`, as a source reads it. */
const idOfItem = ({ numeric, property }: IdProperty): string => {
  const value = `item[${JSON.stringify(property)}]`
  return numeric ? `Answer.number(${value})?.toString()` : `Answer.identifier(${value})`
}

const list = (found: TaskList, inside: string | undefined): string => {
  const { group, id, items, max, method } = found
  const view = inside === undefined ? "item" : `{ ${JSON.stringify(inside)}: item }`
  const byCursor = found.kind === "cursor"
  const given = byCursor
    ? [`...Answer.optional(${JSON.stringify(found.cursor)}, cursor)`]
    : [`${JSON.stringify(found.page)}: page`]
  const size = found.size === undefined ? [] : [`${JSON.stringify(found.size)}: limit`]
  const asked = [byCursor ? "cursor" : "", size.length === 0 ? "" : "limit", byCursor ? "" : "page"].filter(
    (name) => name !== ""
  )
  const filters = byCursor
    ? `Fill: \`since\`: a list with the newest first may end there.`
    : `Fill: \`running\` and \`since\`, where the service can filter by them.`
  const listed = `Answer.objects(items).flatMap((item) => {
    const id = ${idOfItem(id)}
    const seen = look(${view})
    return id === undefined || seen === undefined ? [] : [{ id, ...seen }]
  })`
  return `/** One page of tasks, of at most ${max}. ${filters} */
export const list = (client: Client, { ${asked.join(", ")} }: ${byCursor ? "CursorQuery" : "ListQuery"}) =>
  client.${group.name}.${method.name}({ query: { ${[...given, ...size].join(", ")} } })

/**
 * The tasks on a page; undefined where it is none. What has no id or no status is left out. Fill:
 * output and verdict of those that are over, where a page tells them.
 */
export const listed = (page: unknown): ${byCursor ? "CursorPage" : "ReadonlyArray<Listed>"} | undefined => {
  const items = ${items === undefined ? "page" : `Answer.at(page, ${JSON.stringify(items)})`}
  if (!Array.isArray(items)) return undefined
  ${
    byCursor
      ? `const tasks = ${listed}
  return { items: tasks, next: Answer.text(Answer.at(page, ${JSON.stringify(found.next)})) }`
      : `return ${listed}`
  }
}`
}

const call = (
  { pascal }: Names,
  doc: string,
  name: string,
  how: { readonly input: boolean; readonly found: Found; readonly argument?: string } | undefined
): { readonly text: string; readonly missing: boolean } => {
  const parameter = name === "start" ? "input: Input" : "id: string"
  if (how === undefined) {
    const answer = name === "read" ? "Raw" : "unknown"
    return {
      missing: true,
      text: `/** ${doc} Fill: no operation was surely found. */
export const ${name}: (client: Client, ${parameter}) => Effect.Effect<${answer}, ${pascal}Error> = undefined`
    }
  }
  const { group, method } = how.found
  const argument = how.argument ?? inputOf(how.found).argument
  return {
    missing: false,
    text: `/** ${doc} */
export const ${name} = (client: Client, ${parameter}) => client.${group.name}.${method.name}(${argument})`
  }
}

const meaningsOf = `
 * - \`{ state: "working", phase: "queued" }\`, or \`starting\`, \`running\`, \`pausing\`, \`cancelling\`
 * - \`{ state: "input_required" }\`: it waits for a person, and goes on afterwards
 * - \`{ state: "completed" }\`: it ran to its end, whether the goal was met or not
 * - \`{ state: "failed", reason: "error" }\`, or \`goal_not_met\`, \`refused\`, \`timed_out\`,
 *   \`step_limit\`, \`budget_exceeded\`, \`expired\`
 * - \`{ state: "cancelled", by: "provider" }\`, or \`unknown\` where that is not told`

const table = (job: Job): string => {
  const words = job.status?.words ?? []
  const word =
    job.status === undefined || words.length === 0
      ? undefined
      : job.status.schema === undefined
        ? `NonNullable<${job.inside === undefined ? "Raw" : `NonNullable<Raw[${JSON.stringify(job.inside)}]>`}[${JSON.stringify(job.status.property)}]>`
        : `Api.${job.status.schema}`
  if (word === undefined)
    return `/** Fill: the words of a status. The document lists none. */
export type Word = "Fill"

/**
 * What each status means. Fill each of them in:${meaningsOf}
 */
export const meanings: Readonly<Record<Word, Status.Meaning>> = {
  Fill: undefined
}

${reader}`
  return `/** The words of a status. */
export type Word = ${word}

/**
 * What each status means. Fill every \`undefined\` in; until then this does not compile, and
 * neither when the service gains a word:${meaningsOf}
 */
export const meanings: Readonly<Record<Word, Status.Meaning>> = {
${words.map((each) => `  ${JSON.stringify(each)}: undefined`).join(",\n")}
}

${reader}`
}

const reader = `/** What a word means; one that is not in the table is still working, as far as anyone can tell. */
export const status = Status.fromTable<Word>(meanings)`

const look = (job: Job): string => {
  const task = job.inside === undefined ? "view" : `Answer.at(view, ${JSON.stringify(job.inside)})`
  const { credits, usd } = job.fields
  const cost =
    credits === undefined
      ? ", cost: { final: Status.isOver(now) }"
      : `, cost: { final: Status.isOver(now), ...Answer.optional("credits", Answer.number(task[${JSON.stringify(credits)}])) }`
  return `/** What any view of a task tells; \`undefined\` if it holds no status. */
export const look = (view: unknown) => {
  const task = Answer.fields(${task})
  const word = Answer.text(task[${JSON.stringify(job.status?.property ?? "status")}])
  if (word === undefined) return undefined
  const now = status(word)
${credits === undefined ? `  // Fill: what it has cost, as \`credits\` or as \`usd\`${usd === undefined ? "" : `: \`${usd}\` holds it`}.\n` : ""}  return { status: ${job.fields.message === undefined ? "now" : "because(now, task)"}${cost} } satisfies Look
}${
    job.fields.message === undefined
      ? ""
      : `

/** Why a task failed, in the service's words. */
const because = (now: Status.Status, task: Answer.Fields): Status.Status => {
  if (now.state !== "failed") return now
  const told = task[${JSON.stringify(job.fields.message)}]
  const message = Answer.text(told) ?? Answer.text(Answer.at(told, "detail")) ?? Answer.text(Answer.at(told, "message"))
  return { ...now, ...Answer.optional("message", message?.slice(0, 2000)) }
}`
  }`
}

const snapshot = ({ fields, inside }: Job): string => {
  const task = inside === undefined ? "view" : `Answer.at(view, ${JSON.stringify(inside)})`
  const times = (["createdAt", "startedAt", "finishedAt"] as const).flatMap((field) =>
    fields[field] === undefined
      ? []
      : [`    ...Answer.optional(${JSON.stringify(field)}, Answer.time(task[${JSON.stringify(fields[field])}])),`]
  )
  const live =
    fields.liveUrl === undefined
      ? []
      : [`    ...Answer.optional("liveUrl", Secrets.read(task[${JSON.stringify(fields.liveUrl)}])),`]
  const hidden = JSON.stringify([...(inside === undefined ? [] : [inside]), fields.liveUrl])
  const steps = fields.steps === undefined ? "what the agent did" : `what the agent did: \`${fields.steps}\` holds it`
  const files =
    fields.files === undefined ? "what the task left behind" : `what the task left behind: \`${fields.files}\` holds it`
  const output =
    fields.output === undefined
      ? "    // Fill: the property that holds the output.\n    output: null,"
      : `    output: Answer.output(task[${JSON.stringify(fields.output)}]),`
  const verdict =
    fields.claimed === undefined
      ? "    // Fill: whether the agent, or a judge, says that the goal was met.\n    verdict: { claimed: null, judged: null },"
      : `    // Fill: whether a judge says that the goal was met.\n    verdict: { claimed: Answer.flag(task[${JSON.stringify(fields.claimed)}]), judged: null },`
  const used = fields.claimed !== undefined || fields.output !== undefined || times.length > 0 || live.length > 0
  return `/** Everything about a task; \`undefined\` if it holds no status. */
export const snapshot = (view: Raw): Snapshot<Raw> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
${used ? `  const task = Answer.fields(${task})\n` : ""}  return {
    ...seen,
    // Fill: ${steps}.
    steps: [],
${output}
${verdict}
    // Fill: ${files}.
    files: [],
${[...times, ...live].join("\n")}
    raw: ${fields.liveUrl === undefined ? "view" : `Secrets.hide(view, ${hidden})`}
  }
}`
}
