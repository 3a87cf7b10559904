import { createConfig, lint } from "@redocly/openapi-core"
import { Validator } from "@seriousme/openapi-schema-validator"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { arrayOr, at, isObject, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import { mark } from "@errand/codegen/read/marks"
import { applyOverlay as overlay } from "@errand/codegen/read/overlay"
import { methods } from "@errand/codegen/read/walk"

const repository = join(import.meta.dirname, "../..")

interface Exception {
  readonly rule: string
  readonly pointer: string
}

/** Where the provider's facts break a rule of the linter: they are kept as they are, and nothing else may break it. */
const apis: ReadonlyArray<{
  readonly provider: string
  readonly operations: number
  readonly schemas: number
  readonly exceptions: ReadonlyArray<Exception>
}> = [
  {
    provider: "browser-use",
    operations: 44,
    schemas: 83,
    exceptions: [
      // No licence is stated for either API.
      { rule: "info-license", pointer: "#/info" },
      // Bounds under names that JSON Schema does not know; it ignores them.
      { rule: "struct", pointer: "#/components/schemas/CreateBrowserSessionRequest/properties/timeout/ge" },
      { rule: "struct", pointer: "#/components/schemas/CreateBrowserSessionRequest/properties/timeout/le" },
      // Any value at all, or null.
      {
        rule: "no-illogical-composition-keywords",
        pointer: "#/components/schemas/ExecuteSkillResponse/properties/result/anyOf/0"
      },
      {
        rule: "no-illogical-composition-keywords",
        pointer: "#/components/schemas/ParameterSchema/properties/default/anyOf/0"
      },
      // The marketplace can be read without a key.
      { rule: "security-defined", pointer: "#/paths/~1marketplace~1skills/get" },
      { rule: "security-defined", pointer: "#/paths/~1marketplace~1skills~1{skill_slug}/get" }
    ]
  },
  {
    provider: "browseract",
    operations: 12,
    schemas: 24,
    exceptions: [{ rule: "info-license", pointer: "#/info" }]
  }
]

const pathOf = (provider: string): string => join(repository, `specs/${provider}/v2.yaml`)

const operationsOf = (document: JsonObject): ReadonlyArray<readonly [name: string, operation: JsonObject]> =>
  Object.entries(objectOr(document["paths"])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = objectOr(item)[method]
      return isObject(operation) ? [[`${method} ${path}`, operation] as const] : []
    })
  )

const described = (value: JsonObject): boolean =>
  !["", mark].includes((textOr(value["description"]) ?? textOr(value["summary"]) ?? "").trim())

for (const { exceptions, operations, provider, schemas } of apis) {
  describe(`the specification of ${provider}`, () => {
    const { root } = load(pathOf(provider), `${provider}/v2.yaml`)
    const components = objectOr(at(root, ["components", "schemas"]))

    it("is valid OpenAPI 3.1", async () => {
      const validator = new Validator()
      const { errors, valid } = await validator.validate(structuredClone(root))
      assert.isTrue(valid, JSON.stringify(errors))
      assert.strictEqual(validator.version, "3.1")
    })

    it("is linted clean, but for what the facts themselves break", async () => {
      const config = await createConfig({ extends: ["recommended"] })
      const problems = await lint({ ref: pathOf(provider), config })
      const found = problems.map(({ location, ruleId }): Exception => ({
        rule: ruleId,
        pointer: location[0]?.pointer ?? ""
      }))
      const order = (list: ReadonlyArray<Exception>) => list.map(({ pointer, rule }) => `${rule} ${pointer}`).sort()
      assert.deepStrictEqual(order(found), order(exceptions))
    })

    it("is complete", () => {
      assert.lengthOf(operationsOf(root), operations)
      assert.lengthOf(Object.keys(components), schemas)
    })

    it("describes every operation, parameter, schema and property", () => {
      const bare: Array<string> = []
      for (const [name, operation] of operationsOf(root)) {
        if (!described(operation)) bare.push(name)
        for (const parameter of arrayOr(operation["parameters"]).map(objectOr)) {
          if (!described(parameter)) bare.push(`${name} ${textOr(parameter["name"])}`)
        }
      }
      for (const [name, schema] of Object.entries(components)) {
        if (!described(objectOr(schema))) bare.push(name)
        for (const [property, value] of Object.entries(objectOr(objectOr(schema)["properties"]))) {
          if (!described(objectOr(value))) bare.push(`${name}.${property}`)
        }
      }
      assert.deepStrictEqual(bare, [])
    })

    it("has a stable name of ours for every operation", () => {
      const hints = load(join(repository, `specs/${provider}/v2.overlay.yaml`), `${provider}/v2.overlay.yaml`)
      const names = operationsOf(overlay(root, hints)).map(
        ([name, operation]) => textOr(operation["x-errand-name"]) ?? `${name} has none`
      )
      assert.lengthOf(new Set(names), operations)
      for (const name of names) assert.match(name, /^[a-z][A-Za-z]+$/)
    })

    it("carries no hint itself, so that it stays the provider's", () => {
      assert.notInclude(JSON.stringify(root), "x-errand-")
    })
  })
}
