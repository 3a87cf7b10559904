import { createConfig, lint } from "@redocly/openapi-core"
import { Validator } from "@seriousme/openapi-schema-validator"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { arrayOr, at, isObject, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import { cutByHints } from "@errand/codegen/read/cut"
import { isDescribed, listDemanded } from "@errand/codegen/read/demanded"
import { load } from "@errand/codegen/read/load"
import { mark } from "@errand/codegen/read/marks"
import { applyOverlay } from "@errand/codegen/read/overlay"
import { methods } from "@errand/codegen/read/walk"
import { listSites } from "@errand/codegen/workspace/sites"

const repository = join(import.meta.dirname, "../..")

interface Exception {
  readonly rule: string
  readonly pointer: string
}

/**
 * Where the provider's facts break a rule of the linter: they are kept as they are, and nothing
 * else may break it. Some specifications describe everything, others what is demanded.
 */
const apis: ReadonlyArray<{
  readonly name: string
  readonly operations: number
  readonly schemas: number
  readonly describesAll?: true
  readonly exceptions: ReadonlyArray<Exception>
}> = [
  {
    name: "browser-use/v2",
    operations: 44,
    schemas: 83,
    describesAll: true,
    exceptions: [
      // No licence is stated for any of the APIs.
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
    name: "browser-use/v4",
    operations: 21,
    schemas: 33,
    exceptions: [{ rule: "info-license", pointer: "#/info" }]
  },
  {
    name: "browseract/v2",
    operations: 12,
    schemas: 24,
    describesAll: true,
    exceptions: [{ rule: "info-license", pointer: "#/info" }]
  },
  {
    name: "browseract/v3",
    operations: 12,
    schemas: 23,
    exceptions: [
      { rule: "info-license", pointer: "#/info" },
      // A bot called templates would be none that can be run.
      { rule: "no-ambiguous-paths", pointer: "#/paths/~1v3~1bots~1{bot_id}~1runs" },
      // What a receiver may answer to a callback, but for 200, is not said.
      ...["/v3/bots/{bot_id}/runs", "/v3/bots/templates/{template_id}/runs"].flatMap((path) =>
        [
          "runCompleted/{$request.body#~1callback_url}",
          "runStatusChanged/{$request.body#~1status_change_callback_url}"
        ].map((callback) => ({
          rule: "operation-4xx-response",
          pointer: `#/paths/${path.replaceAll("/", "~1")}/post/callbacks/${callback}/post/responses`
        }))
      )
    ]
  },
  {
    name: "firecrawl/v2",
    operations: 3,
    schemas: 2,
    exceptions: [
      { rule: "info-license", pointer: "#/info" },
      // No error is declared for reading and cancelling a job.
      { rule: "operation-4xx-response", pointer: "#/paths/~1agent~1{jobId}/delete/responses" },
      { rule: "operation-4xx-response", pointer: "#/paths/~1agent~1{jobId}/get/responses" }
    ]
  },
  {
    name: "skyvern/v1",
    operations: 7,
    schemas: 36,
    exceptions: [
      { rule: "info-license", pointer: "#/info" },
      // A host of one's own is one of the servers.
      { rule: "no-server-example.com", pointer: "#/servers/2/url" }
    ]
  }
]

it("are the specifications that are checked here", () => {
  assert.sameMembers(
    listSites(repository).map(({ spec }) => spec),
    apis.map(({ name }) => `specs/${name}.yaml`)
  )
})

const pathOf = (name: string): string => join(repository, `specs/${name}.yaml`)

const operationsOf = (document: JsonObject): ReadonlyArray<readonly [name: string, operation: JsonObject]> =>
  Object.entries(objectOr(document["paths"])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = objectOr(item)[method]
      return isObject(operation) ? [[`${method} ${path}`, operation] as const] : []
    })
  )

const described = (value: JsonObject): boolean =>
  !["", mark].includes((textOr(value["description"]) ?? textOr(value["summary"]) ?? "").trim())

for (const { describesAll, exceptions, name: api, operations, schemas } of apis) {
  describe(`the specification of ${api}`, () => {
    const { root } = load(pathOf(api), `${api}.yaml`)
    const components = objectOr(at(root, ["components", "schemas"]))

    it("is valid OpenAPI 3.1", async () => {
      const validator = new Validator()
      const { errors, valid } = await validator.validate(structuredClone(root))
      assert.isTrue(valid, JSON.stringify(errors))
      assert.strictEqual(validator.version, "3.1")
    })

    it("is linted clean, but for what the facts themselves break", async () => {
      const config = await createConfig({ extends: ["recommended"] })
      const problems = await lint({ ref: pathOf(api), config })
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

    it("describes what callers see first, and has no mark left", () => {
      const missing = listDemanded(root).filter((each) => !isDescribed(root, each))
      assert.deepStrictEqual(
        missing.map(({ id }) => id),
        []
      )
      assert.notInclude(JSON.stringify(root), mark)
    })

    if (describesAll === true)
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
      const hints = load(join(repository, `specs/${api}.overlay.yaml`), `${api}.overlay.yaml`)
      const names = operationsOf(applyOverlay(root, hints)).map(
        ([name, operation]) => textOr(operation["x-errand-name"]) ?? `${name} has none`
      )
      assert.lengthOf(new Set(names), operations)
      for (const name of names) assert.match(name, /^[a-z][A-Za-z]+$/)
    })

    it("has no more than its overlay wants", () => {
      const hints = load(join(repository, `specs/${api}.overlay.yaml`), `${api}.overlay.yaml`)
      assert.deepStrictEqual(cutByHints(root, hints), root)
    })

    it("carries no hint itself, so that it stays the provider's", () => {
      assert.notInclude(JSON.stringify(root), "x-errand-")
    })
  })
}
