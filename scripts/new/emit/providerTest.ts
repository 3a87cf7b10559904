/** What a new provider is tested with: all that the specification says of its tasks. */
import type { IdProperty } from "../guess/answer.ts"
import type { TaskList } from "../guess/list.ts"
import { inputOf, type Job } from "../job.ts"
import type { Names } from "../names.ts"
import { sourcesFrom } from "./tests.ts"

const listCall = ({ kind }: TaskList): string =>
  kind === "cursor" ? "listByCursor({ limit: 10 })" : "list({ page: 1, limit: 10 })"

/** A task with a word that means something, where the specification lists none, as a source. */
const withWord = (property: string, inside: string | undefined): string => {
  const word = `${JSON.stringify(property)}: [...words][0]`
  if (inside === undefined) return `{ ...found, ${word} }`
  const place = JSON.stringify(inside)
  return `{ ...found, ${place}: { ...Answer.fields(Answer.at(found, ${place})), ${word} } }`
}

/** A task with the id of another one, as a source. */
const withId = ({ inside, numeric, property }: IdProperty): string => {
  const id = `${JSON.stringify(property)}: ${numeric ? "987654321" : `"another"`}`
  if (inside === undefined) return `{ ...(yield* task), ${id} }`
  const place = JSON.stringify(inside)
  return `{ ...(yield* task), ${place}: { ...Answer.fields(Answer.at(yield* task, ${place})), ${id} } }`
}

/**
 * `packages/<name>/test/<Name>.test.ts`. Which operations start, show and stop a task, and where an
 * answer holds what, is asked of the provider: a guess that is corrected in `translate.ts` is
 * corrected here.
 */
export const providerTest = (names: Names, job: Job): string => {
  const { entry, folder, name, pascal, version } = names
  const { list, read, shown, start, status, stop } = job
  const isStarted = start !== undefined && job.id !== undefined
  const isRead = read !== undefined && status !== undefined
  const isStopped = isRead && stop !== undefined
  const starting = !isStarted
    ? ""
    : `
  it.effect("starts a task once: a lost answer is unknown, and not sent again", () =>
    Effect.gen(function* () {
      const { provider, stub } = on(() => new Response(null, { status: 500 }))
      const error = yield* Effect.flip(provider.start(yield* input, { key: "order-7" }))
      assert.strictEqual(error._tag, "StartUnknown")
      assert.strictEqual(error._tag === "StartUnknown" && error.key, "order-7")
      assert.lengthOf(stub.requests, 1)
    })
  )

  it.effect("starts a task, or says why it was refused", () =>
    Effect.gen(function* () {
      assert.match((yield* on().provider.start(yield* input, {})).id, /./)
      const { provider, stub } = on(() => Response.json({ detail: "Not so fast." }, { status: 429 }))
      const error = yield* Effect.flip(provider.start(yield* input, {}))
      assert.strictEqual(error._tag === "ProviderError" && error.reason._tag, "RateLimited")
      assert.include(error.message, "Not so fast.")
      assert.lengthOf(stub.requests, 1)
    })
  )
`
  const reading = !isRead
    ? ""
    : `
  it.effect("reads whatever the specification allows", () =>
    Effect.gen(function* () {
      const view = yield* task
      const snapshot = yield* on(() => view).provider.snapshot(yield* id)
      assert.isTrue(words.has(snapshot.status.native))
      assert.isTrue(snapshot.output === null || typeof snapshot.output === "string")
    })
  )

  it.effect("takes a word that it does not know for work, and an answer without one for no answer", () =>
    Effect.gen(function* () {
      const strange = yield* working
      const { status } = yield* on(() => strange).provider.snapshot(yield* id)
      assert.deepStrictEqual(status, { state: "working", phase: "unrecognised", native: "constructor" })
      const silent = yield* Effect.flip(on(() => ({})).provider.snapshot(yield* id))
      assert.strictEqual(silent.reason._tag, "BadResponse")
    })
  )
${
  shown === undefined
    ? ""
    : `
  it.effect("takes an answer about another task for none", () =>
    Effect.gen(function* () {
      const view = ${withId(shown)}
      const error = yield* Effect.flip(on(() => view).provider.snapshot(yield* id))
      assert.match(error.message, /about another task/)
    })
  )
`
}`
  const stopping = !isStopped
    ? ""
    : `
  it.effect("asks the service to stop, and says so when it does not", () =>
    Effect.gen(function* () {
      const strange = yield* working
      const stop = yield* operationOf((provider) => provider.cancel("1"), "${stop.method.operation.id}")
      const { provider, stub } = on(({ operation }) => (operation === stop ? undefined : strange))
      assert.strictEqual(yield* provider.cancel(yield* id), "requested")
      assert.strictEqual(stub.requests.at(-1)?.operation, stop)
      const refusing = on(({ operation }) =>
        operation === stop ? Response.json({ detail: "Busy." }, { status: 409 }) : strange
      )
      assert.strictEqual((yield* Effect.flip(refusing.provider.cancel(yield* id))).reason._tag, "Conflict")
    })
  )

  it.live("waits for a stop no longer than the caller does", () =>
    Effect.gen(function* () {
      const strange = yield* working
      const stop = yield* operationOf((provider) => provider.cancel("1"), "${stop.method.operation.id}")
      const later = { status: 429, headers: { "retry-after": "2" } }
      const { provider, stub } = on(({ operation }) => (operation === stop ? Response.json({}, later) : strange))
      const error = yield* Effect.flip(provider.cancel(yield* id, { within: Duration.seconds(1) }))
      assert.strictEqual(error.reason._tag, "RateLimited")
      assert.lengthOf(
        stub.requests.filter(({ operation }) => operation === stop),
        1
      )
    })
  )
`
  const listing =
    list === undefined || !isRead
      ? ""
      : `
  it.effect("lists tasks, and leaves out what is none", () =>
    Effect.gen(function* () {
      const [view, asked] = [yield* task, yield* id]
      const found = ${job.inside === undefined ? "view" : `Answer.at(view, ${JSON.stringify(job.inside)})`}
      const one = { ...Answer.fields(found), ${JSON.stringify(list.id.property)}: ${list.id.numeric ? "Number(asked)" : "asked"} }
      const items = [one, {}, "nothing"]
      const page = ${list.items === undefined ? "Response.json(items)" : `{ ${JSON.stringify(list.items)}: items${list.kind === "cursor" ? `, ${JSON.stringify(list.next)}: "more"` : ""} }`}
      const listed = yield* on(() => page).provider.${listCall(list)}
      assert.deepStrictEqual(
        ${list.kind === "cursor" ? "listed.items" : "listed"}.map(({ id, status }) => [id, words.has(status.native)]),
        [[asked, true]]
      )
${list.kind === "cursor" ? `      assert.strictEqual(listed.next, "more")\n` : ""}      const error = yield* Effect.flip(on(() => ({})).provider.${listCall(list)})
      assert.strictEqual(error.reason._tag, "BadResponse")
    })
  )
`
  const asking =
    !isStarted && !isRead
      ? ""
      : `
/** The operation that a use of the provider comes to, as translate.ts has it; else what was guessed. */
const operationOf = (use: (provider: ${pascal}.${pascal}Provider) => Effect.Effect<unknown, unknown>, guess: string) =>
  Effect.suspend(() => {
    const { provider, stub } = on()
    return Effect.map(Effect.exit(use(provider)), () => stub.requests[0]?.operation ?? guess)
  })
`
  const given = !isStarted
    ? ""
    : `
/** What the specification allows to start a task with. The casts: the stub makes nothing else. */
const input = Effect.map(
  operationOf((provider) => provider.start({} as ${pascal}.Input, {}), "${start.method.operation.id}"),
  (operation) => {
    const given: unknown = on().stub.input(operation)${inputOf(start).argument === "input" ? "" : `["body"]`}
    return given as ${pascal}.Input
  }
)
`
  const isNumbered = shown?.numeric === true || list?.id.numeric === true
  const named = !isRead
    ? ""
    : `
/** An id that the specification allows: the last part of an address, or of a query, that is one.${isNumbered ? " Answers have it as a number." : ""} */
const id = Effect.map(operationOf((provider) => provider.snapshot("1"), "${read.method.operation.id}"), (operation) => {
  const { path, query } = on().stub.input(operation)
  const given = String(Object.values({ ...Answer.fields(query), ...Answer.fields(path) }).at(-1))
  return ${isNumbered ? `Number.isInteger(Number(given)) ? given : "7"` : "given"}
})

/** The words of a status. */
const words = new Set(Object.keys(${pascal}.meanings))

/** What was said in one way said in another, wherever it stands. */
const replaced = (view: object, from: unknown, to: string): object =>
  // The cast: an object stays one.
  JSON.parse(JSON.stringify(view), (_, value: unknown) =>
    typeof value === typeof from && String(value) === String(from) ? (typeof from === "number" ? Number(to) : to) : value
  ) as object

/** A task as the specification allows it, and as the one that is asked for. */
const task = Effect.gen(function* () {
  const asked = yield* id
  const view = yield* Translate.read(on().provider.client, asked)
  const shown = Translate.shownId(view)
  ${status.words.length > 0 ? "return" : "const found ="} shown === undefined ? view : replaced(view, shown, asked)${
    status.words.length > 0 ? "" : `\n  return ${withWord(status.property, job.inside)}`
  }
})

/** The same with a word that the specification does not have. */
const working = Effect.map(task, (view) =>
  [...words].reduce<object>((strange, word) => replaced(strange, word, "constructor"), view)
)
`
  return `import * as Api from "@errand/${name}-types/${version}"
import { document } from "@errand/${name}-types/${version}/document"
import { ${pascal} } from "${entry}"
${named === "" ? "" : `import * as Answer from "@errand/http/Answer"\n`}import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "@effect/vitest"
${asking === "" ? "" : `import { ${isStopped ? "Duration, " : ""}Effect } from "effect"\n`}${named === "" ? "" : `import * as Translate from "${sourcesFrom(folder)}internal/translate.ts"\n`}
const key = "key-5d41402abc4b2a76b9719d911017c592"

/** A provider on a service that is nothing but the specification, or answers as the test says. */
const on = (respond?: Stub.Respond) => {
  const stub = Stub.make(document, Api, respond)
  return { stub, provider: ${pascal}.make({ apiKey: key, baseUrl: stub.baseUrl, fetch: stub.fetch }) }
}
${asking}${given}${named}
describe("the provider", () => {
  it("tells its accounts apart without showing a key", () => {
    const { provider } = on()
    assert.strictEqual(provider.name, "${name}/${version}")
    assert.match(provider.endpoint, /^service\\.test#[0-9a-f]{8}$/)
    const { endpoint } = ${pascal}.make({ apiKey: "other", baseUrl: "https://service.test" })
    assert.notStrictEqual(endpoint, provider.endpoint)
  })
${starting}${reading}${stopping}${listing}})
`
}
