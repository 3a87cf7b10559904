import { cpSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import * as browserUse from "@errand/browser-use-types/v2"
import { document as browserUseDocument } from "@errand/browser-use-types/v2/document"
import * as browserAct from "@errand/browseract-types/v2"
import { document as browserActDocument } from "@errand/browseract-types/v2/document"
import { at, fromPointer, isArray, isObject, type Json, type JsonObject, objectOr, showValue } from "../src/json.ts"
import { toPascal } from "../src/names.ts"
import { compile, repository, within } from "./support/generator.ts"

/** The most that one call per operation may cost, against looking at the types alone. */
const bound = 1.1

type Operation = browserUse.Operation

const operations = (module: object): ReadonlyArray<readonly [name: string, operation: Operation]> =>
  Object.entries(module).filter((entry): entry is [string, Operation] => {
    const value: unknown = entry[1]
    return typeof value === "object" && value !== null && "method" in value
  })

/** The smallest value that a schema takes. */
const least = (document: Json, schema: Json | undefined): Json => {
  if (!isObject(schema)) return {}
  if (typeof schema["$ref"] === "string") return least(document, at(document, fromPointer(schema["$ref"])))
  if (schema["const"] !== undefined) return schema["const"]
  if (isArray(schema["enum"])) return schema["enum"][0] ?? null
  for (const keyword of ["anyOf", "oneOf"]) if (isArray(schema[keyword])) return least(document, schema[keyword][0])
  if (schema["type"] === "string") return "x"
  if (schema["type"] === "integer" || schema["type"] === "number") return 1
  if (schema["type"] === "boolean") return true
  if (schema["type"] === "array") return []
  const required = isArray(schema["required"]) ? schema["required"] : []
  return Object.fromEntries(
    required.map((name) => [showValue(name), least(document, objectOr(schema["properties"])[showValue(name)])])
  )
}

/** The least input of an operation, as the document has it. */
const input = (document: Json, operation: Operation): Json => {
  const declared = objectOr(at(document, ["paths", operation.path, operation.method.toLowerCase()]))
  const parameters = (isArray(declared["parameters"]) ? declared["parameters"] : []).map(objectOr)
  const value: JsonObject = {}
  for (const place of ["path", "query"] as const) {
    const needed = parameters.filter((parameter) => parameter["in"] === place && parameter["required"] === true)
    if (needed.length > 0)
      value[place] = Object.fromEntries(
        needed.map((each) => [showValue(each["name"]), least(document, each["schema"])])
      )
  }
  if (operation.request?.required === true) {
    value["body"] = least(document, at(declared, ["requestBody", "content", "application/json", "schema"]))
  }
  return value
}

const alone = `import type * as api from "./index.ts"\nexport type Api = typeof api\n`

/** One call per operation through a client with a concrete signature for each. */
const concrete = (document: Json, all: ReturnType<typeof operations>): string =>
  [
    `import type * as api from "./index.ts"`,
    "export interface Client {",
    ...all.map(
      ([name]) => `  readonly ${name}: (input: api.${toPascal(name)}Input) => Promise<api.${toPascal(name)}Success>`
    ),
    "}",
    "declare const client: Client",
    ...all.map(
      ([name, operation]) => `export const ${name} = client.${name}(${JSON.stringify(input(document, operation))})`
    ),
    ...all.map(([name]) => `export const fails_${name} = (error: api.${toPascal(name)}Error): unknown => error`)
  ].join("\n")

/** One call per operation through one generic function over the table. */
const generic = (document: Json, all: ReturnType<typeof operations>): string =>
  [
    `import * as api from "./index.ts"`,
    "declare const call: <T extends api.OperationTypes>(operation: api.Operation<T>, input: T['input']) => Promise<T['success']>",
    ...all.map(
      ([name, operation]) => `export const ${name} = call(api.${name}, ${JSON.stringify(input(document, operation))})`
    )
  ].join("\n")

const instantiations = (
  provider: string,
  consumer: string,
  compiler: "TypeScript 7" | "TypeScript 5.9"
): Promise<number> =>
  within({ "consumer.ts": consumer }, async (root) => {
    for (const file of ["index.ts", "raw.ts"])
      cpSync(join(repository, `packages/${provider}-types/src/v2`, file), join(root, file))
    const { out, code } = await compile(root, compiler, "--extendedDiagnostics", "--skipLibCheck", "--lib", "ES2023")
    assert.strictEqual(code, 0, out)
    const found = /^Instantiations:\s+(\d+)/m.exec(out)?.[1]
    assert.isDefined(found, out)
    return Number(found)
  })

const apis = [
  { provider: "browser-use", module: browserUse, document: browserUseDocument as unknown as Json, count: 44 },
  { provider: "browseract", module: browserAct, document: browserActDocument as unknown as Json, count: 12 }
]

describe("the price of the types, in instantiations", () => {
  for (const { count, document, module, provider } of apis) {
    for (const compiler of ["TypeScript 7", "TypeScript 5.9"] as const) {
      it(`one call per operation of ${provider} costs at most ${bound} times the types alone under ${compiler}`, async () => {
        const all = operations(module)
        assert.lengthOf(all, count)
        const types = await instantiations(provider, alone, compiler)
        const calls = await instantiations(provider, concrete(document, all), compiler)
        const table = await instantiations(provider, generic(document, all), compiler)
        console.log(
          `${provider}, ${compiler}: types alone ${types}, concrete calls ${calls}, calls over the table ${table}`
        )
        assert.isAtMost(calls, types * bound)
      })
    }
  }

  it("is measured on calls that the compiler holds to the types", async () => {
    const source = readFileSync(join(repository, "packages/browser-use-types/src/v2/index.ts"), "utf8")
    assert.include(source, "export interface CreateTaskInput")
    const wrong = concrete(browserUseDocument as unknown as Json, operations(browserUse)).replace(
      `{"task":"x"}`,
      `{"task":1}`
    )
    await within({ "consumer.ts": wrong }, async (root) => {
      for (const file of ["index.ts", "raw.ts"])
        cpSync(join(repository, "packages/browser-use-types/src/v2", file), join(root, file))
      const { out, code } = await compile(root, "TypeScript 7", "--skipLibCheck", "--lib", "ES2023")
      assert.notStrictEqual(code, 0)
      assert.match(out, /consumer\.ts\(\d+,\d+\): error TS2322: Type 'number' is not assignable to type 'string'/)
    })
  })
})
