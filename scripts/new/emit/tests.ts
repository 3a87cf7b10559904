/**
 * The tests that the new packages begin with: they pass at once, against a service made of the
 * specification.
 */
import type { Api, Method } from "../api.ts"
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
  const { constant, entry, name, pascal, place, version } = names
  const all = groups.flatMap((group) => group.methods.map((method) => ({ group, method })))
  const lists = all.flatMap(({ group, method }) => listTest(group.name, method))
  const sent = key.scheme === undefined ? "key" : `\`${key.scheme} \${key}\``
  return `import * as Api from "@errand/${name}-types/${version}"
import { document } from "@errand/${name}-types/${version}/document"
import { Client, type ${pascal}Error } from "${entry}"
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
      const there = { ${constant}_API_KEY: key, ${place}_BASE_URL: "http://127.0.0.1:1/" }
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
  const full = paging.kind === "number" ? paging.max : 1
  const pages = `Array.from({ length: count === 1 ? ${full} : 1 }, (_, index) => ({ id: count * 10_000 + index }))`
  const byQuery = operation.request === undefined && operation.parameters.every((parameter) => parameter.in === "query")
  const [answer, count] =
    paging.kind === "cursor"
      ? [
          `{ ${JSON.stringify(paging.items)}: [{ id: count }], ${JSON.stringify(paging.next)}: count === 1 ? "more" : null }`,
          2
        ]
      : [paging.items === undefined ? pages : `{ ${JSON.stringify(paging.items)}: ${pages} }`, paging.max + 1]
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

/** The way from a test to the sources that it tests. */
export const sourcesFrom = (folder: string): string => `${folder === "" ? "../" : "../../"}src/${folder}`

/** `packages/<name>/test/<Name>Error.test.ts` */
export const errorTest = ({ entry, folder, pascal }: Names): string => `import { ${pascal}Error } from "${entry}"
import { HttpError } from "@errand/http"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { fromHttp } from "${sourcesFrom(folder)}internal/error.ts"

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
