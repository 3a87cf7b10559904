/**
 * The tests that the new packages begin with: they pass at once, against a service made of the
 * specification.
 */
import type { Api, Method } from "../api.ts"
import { inputOf, type Job } from "../job.ts"
import type { Names } from "../names.ts"

/** `packages/<name>-types/test/<version>/index.test.ts` */
export const typesTest = (
  { name, title, version }: Names,
  { model }: Api
): string => `import { assert, describe, it } from "vitest"
import * as api from "@errand/${name}-types/${version}"
import { document } from "@errand/${name}-types/${version}/document"

const all: ReadonlyArray<object> = Object.values(api)
const operations = all.filter((value): value is api.Operation => "method" in value)

describe(${JSON.stringify(`${title} ${version}`)}, () => {
  it("has a row for every operation, under its own name, and the document behind it", () => {
    assert.sameMembers(
      operations.map(({ id }) => id),
      ${JSON.stringify(model.operations.map(({ id }) => id))}
    )
    for (const { method, path } of operations) assert.property(document.paths[path], method.toLowerCase())
    assert.lengthOf(Object.keys(document.components.schemas), ${model.schemas.length})
  })
})
`

/** `packages/<name>/test/Client.test.ts` */
export const clientTest = (names: Names, { groups, key }: Api): string => {
  const { constant, name, pascal, version } = names
  const all = groups.flatMap((group) => group.methods.map((method) => ({ group, method })))
  const lists = all.flatMap(({ group, method }) => listTest(group.name, method))
  const sent = key.scheme === undefined ? "key" : `\`${key.scheme} \${key}\``
  return `import * as Api from "@errand/${name}-types/${version}"
import { document } from "@errand/${name}-types/${version}/document"
import { Client, type ${pascal}Error } from "@errand/${name}"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect${lists.length > 0 ? ", Stream" : ""} } from "effect"

const key = "key-5d41402abc4b2a76b9719d911017c592"

/** A client of a service that is nothing but the specification, or answers as the test says. */
const on = (respond?: Stub.Respond) => {
  const stub = Stub.make(document, Api, respond)
  return { stub, client: Client.make({ apiKey: key, baseUrl: stub.baseUrl, fetch: stub.fetch }) }
}

const methods = (client: Client.Client): { readonly [operation: string]: unknown } => ({
${all.map(({ group, method }) => `  ${method.operation.id}: client.${group.name}.${method.name}`).join(",\n")}
})

/** The cast: the stub makes inputs that the specification allows. */
const call = (method: unknown, input: unknown) =>
  (method as (input: unknown) => Effect.Effect<unknown, ${pascal}Error>)(input).pipe(
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
  )

describe("the client", () => {
  it.effect("has a method for every operation, and each sends what the specification allows, with the key", () =>
    Effect.gen(function* () {
      const { client, stub } = on()
      const all = methods(client)
      assert.sameMembers(Object.keys(all), [...stub.operations])
      for (const operation of stub.operations) {
        yield* call(all[operation], stub.input(operation))
        const seen = stub.requests.at(-1)
        assert.strictEqual(seen?.operation, operation)
        assert.strictEqual(seen?.headers.get(${JSON.stringify(key.header)}), ${sent})
      }
      assert.lengthOf(stub.requests, stub.operations.length)
    })
  )

  it.effect("fails with a reason, and shows the key nowhere, whatever the service repeats", () =>
    Effect.gen(function* () {
      const { client, stub } = on(() => Response.json({ detail: \`no \${key}\` }, { status: 401 }))
      for (const operation of stub.operations) {
        const error = yield* Effect.flip(call(methods(client)[operation], stub.input(operation)))
        assert.deepStrictEqual([error.operation, error.reason._tag], [operation, "Unauthorized"])
        assert.notInclude(\`\${error.message}\${JSON.stringify(error)}\`, key)
      }
    })
  )
${lists.join("")}
  it.effect("comes from the environment, or says which variable is missing", () =>
    Effect.gen(function* () {
      const made = (env: Record<string, string>) =>
        Client.${pascal}Client.pipe(
          Effect.provide(Client.layerConfig()),
          Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
        )
      assert.strictEqual((yield* made({ ${constant}_API_KEY: key })).baseUrl, Client.defaultBaseUrl)
      const there = { ${constant}_API_KEY: key, ${constant}_BASE_URL: "http://127.0.0.1:1/" }
      assert.strictEqual((yield* made(there)).baseUrl, "http://127.0.0.1:1")
      assert.include((yield* Effect.flip(made({}))).message, "${constant}_API_KEY")
    })
  )
})
`
}

const listTest = (group: string, { operation, stream }: Method): ReadonlyArray<string> => {
  if (stream === undefined) return []
  const { paging } = stream
  const byQuery = operation.request === undefined && operation.parameters.every((parameter) => parameter.in === "query")
  const [answer, count] =
    paging.kind === "cursor"
      ? [
          `{ ${JSON.stringify(paging.items)}: [{ id: count }], ${JSON.stringify(paging.next)}: count === 1 ? "more" : null }`,
          2
        ]
      : [
          `{ ${JSON.stringify(paging.items)}: Array.from({ length: count === 1 ? ${paging.max} : 1 }, (_, id) => ({ id, count })) }`,
          paging.max + 1
        ]
  return [
    `
  it.effect("${group}.${stream.name} gives the items of all pages", () =>
    Effect.gen(function* () {
      const { client, stub } = on((_, count) => (${answer}))
      const list: unknown = client.${group}.${stream.name}
      const input: unknown = stub.input(${JSON.stringify(operation.id)})${byQuery ? '["query"]' : ""}
      const items = yield* Stream.runCollect((list as (input: unknown) => Stream.Stream<unknown, unknown>)(input))
      assert.lengthOf(items, ${count})
      assert.deepStrictEqual(
        stub.requests.map(({ operation }) => operation),
        [${JSON.stringify(operation.id)}, ${JSON.stringify(operation.id)}]
      )
    })
  )
`
  ]
}

/**
 * `packages/<name>/test/<Name>.test.ts`. Which operations start, show and stop a task, and where an
 * answer holds what, is asked of the provider: a guess that is corrected in `translate.ts` is
 * corrected here.
 */
export const providerTest = (names: Names, job: Job): string => {
  const { name, pascal, version } = names
  const { read, start, status, stop } = job
  const isStarted = start !== undefined && job.id !== undefined
  const isRead = read !== undefined && status !== undefined && status.words.length > 0
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
      const snapshot = yield* on().provider.snapshot(yield* id)
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
`
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
  const named = !isRead
    ? ""
    : `
/** An id that the specification allows: the last part of an address, or of a query, that is one. */
const id = Effect.map(operationOf((provider) => provider.snapshot("1"), "${read.method.operation.id}"), (operation) => {
  const { path, query } = on().stub.input(operation)
  return String(Object.values({ ...Answer.fields(query), ...Answer.fields(path) }).at(-1))
})

/** The words of a status. */
const words = new Set(Object.keys(${pascal}.meanings))

/** A task as the specification allows it, but with a word that it does not have. */
const working = Effect.gen(function* () {
  const { raw } = yield* on().provider.snapshot(yield* id)
  const strange: object = JSON.parse(JSON.stringify(raw), (_, value: unknown) =>
    typeof value === "string" && words.has(value) ? "constructor" : value
  )
  return strange
})
`
  return `import * as Api from "@errand/${name}-types/${version}"
import { document } from "@errand/${name}-types/${version}/document"
import { ${pascal} } from "@errand/${name}"
${named === "" ? "" : `import * as Answer from "@errand/http/Answer"\n`}import * as Stub from "@errand/simulator/Stub"
import { assert, describe, it } from "@effect/vitest"
${asking === "" ? "" : `import { Effect } from "effect"\n`}
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
${starting}${reading}${stopping}})
`
}

/** `packages/<name>/test/<Name>Error.test.ts` */
export const errorTest = ({ name, pascal }: Names): string => `import { ${pascal}Error } from "@errand/${name}"
import { HttpError } from "@errand/http"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { fromHttp } from "../src/internal/error.ts"

const refused = (status: number, body: unknown) =>
  fromHttp(
    new HttpError({
      operation: "doIt",
      method: "POST",
      path: "/it",
      status,
      attempts: 1,
      executed: "no",
      reason: { _tag: "Undeclared", status, body }
    })
  )

describe("an error", () => {
  it("says who refused what, in the service's own words", () => {
    const error = refused(402, { title: "No credit", detail: "Buy some." })
    assert.instanceOf(error, ${pascal}Error)
    assert.match(error.message, /: doIt: PaymentRequired: Buy some\\.$/)
  })

  it.effect("can be caught by its reason", () =>
    Effect.gen(function* () {
      const call = Effect.fail(refused(404, null))
      const found = Effect.catchReason(call, "${pascal}Error", "NotFound", () => Effect.succeed("nothing"))
      assert.strictEqual(yield* found, "nothing")
    })
  )
})
`
