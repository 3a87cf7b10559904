import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Ajv2020 } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"
import * as BrowserAct from "@errand/browseract-types/v2"
import { document as browserActDocument } from "@errand/browseract-types/v2/document"
import * as BrowserUse from "@errand/browser-use-types/v2"
import { document as browserUseDocument } from "@errand/browser-use-types/v2/document"
import * as BrowserUseV4 from "@errand/browser-use-types/v4"
import { document as browserUseV4Document } from "@errand/browser-use-types/v4/document"
import * as Skyvern from "@errand/skyvern-types/v1"
import { document as skyvernDocument } from "@errand/skyvern-types/v1/document"
import { Simulator } from "@errand/simulator"
import { operations } from "../src/internal/spec/operation.ts"
import type { Operation } from "../src/internal/spec/operation.ts"
import * as Random from "../src/internal/sample/random.ts"
import { sample } from "../src/internal/sample/sample.ts"
import { act, call, sky, use, v4 } from "./support/requests.ts"
import type { Running } from "./support/requests.ts"

type Document = typeof browserUseDocument
/** The services of this test; the others have tests of their own. */
type Provider = "browser-use" | "browser-use/v4" | "browseract" | "skyvern"
const documents: { readonly [P in Provider]: Document } = {
  "browser-use": browserUseDocument,
  "browser-use/v4": browserUseV4Document,
  browseract: browserActDocument,
  skyvern: skyvernDocument
}

const node = (document: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    document
  )

/** Times of Browser Use and Skyvern may come without a zone. */
const naive = { ...fullFormats, "date-time": fullFormats["iso-date-time"] }
const validators = {
  "browser-use": new Ajv2020({ strict: false, formats: naive }),
  "browser-use/v4": new Ajv2020({ strict: false, formats: fullFormats }),
  browseract: new Ajv2020({ strict: false, formats: fullFormats }),
  skyvern: new Ajv2020({ strict: false, formats: naive })
}
validators["browser-use"].addSchema(browserUseDocument, "spec")
validators["browser-use/v4"].addSchema(browserUseV4Document, "spec")
validators.browseract.addSchema(browserActDocument, "spec")
validators.skyvern.addSchema(skyvernDocument, "spec")

/** What the spec says against an answer. */
const objection = (provider: Provider, operation: Operation, status: number, text: string): string | undefined => {
  const place = ["paths", operation.path, operation.method.toLowerCase(), "responses", String(status)]
  if (node(documents[provider], ...place) === undefined) return `status ${status} is not declared: ${text}`
  // The spec of v4 says nothing of the bodies of refusals.
  if (provider === "browser-use/v4" && status >= 400) return undefined
  if (node(documents[provider], ...place, "content") === undefined)
    return text === "" ? undefined : `there is a body: ${text}`
  const pointer = [...place, "content", "application/json", "schema"]
    .map((part) => encodeURIComponent(part.replaceAll("/", "~1")))
    .join("/")
  const check = validators[provider].getSchema(`spec#/${pointer}`)
  assert.isDefined(check)
  return check?.(JSON.parse(text)) === true ? undefined : validators[provider].errorsText(check?.errors)
}

/** Resources to name in requests: each is in the state that the operation needs. */
const resources = (simulator: Running) =>
  Effect.gen(function* () {
    yield* simulator.script({ match: { prompt: "with a file" }, files: [{ name: "a.txt", content: "a" }] })
    yield* simulator.script({ match: { workflow: "waits" }, pauses: [{ after: 1 }] })
    const task = yield* use(simulator, "POST", "/tasks", { body: { task: "with a file" } })
    const session = yield* use(simulator, "POST", "/sessions", { body: {} })
    yield* use(simulator, "POST", `/sessions/${session.json.id}/public-share`)
    const browser = yield* use(simulator, "POST", "/browsers", { body: {} })
    const profile = yield* use(simulator, "POST", "/profiles", { body: { name: "mine" } })
    const skill = yield* use(simulator, "POST", "/skills", { body: { goal: "g", agentPrompt: "Do the thing" } })
    const ended = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "quick" } })
    const paused = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "waits" } })
    yield* TestClock.adjust("1 minute")
    yield* use(simulator, "POST", `/skills/${skill.json.id}/execute`, { body: {} })
    const running = yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "quick" } })
    const executions = yield* use(simulator, "GET", `/skills/${skill.json.id}/executions`)
    const market = yield* use(simulator, "GET", "/marketplace/skills")
    const view = yield* use(simulator, "GET", `/tasks/${task.json.id}`)
    const run = yield* v4(simulator, "POST", "/runs", { body: { task: "with a file" } })
    const { sessionId, workspaceId } = run.json
    const message = yield* v4(simulator, "POST", `/sessions/${sessionId}/queue`, { body: { text: "go on" } })
    const uploads = { files: [{ name: "b.txt", size: 1 }] }
    const upload = yield* v4(simulator, "POST", `/workspaces/${workspaceId}/files/upload`, { body: uploads })
    const [file] = upload.json.files
    const headers = { "content-type": "application/octet-stream" }
    yield* Effect.promise(() => simulator.fetch(file.uploadUrl, { method: "PUT", body: "b", headers }))
    const workflows = yield* act(simulator, "GET", "/list-workflows")
    const templates = yield* act(simulator, "GET", "/list-official-workflow-templates")
    const skyvernRun = yield* sky(simulator, "POST", "/run/tasks", {
      body: { prompt: "p", url: "https://example.com", engine: "skyvern-2.0" }
    })
    yield* TestClock.adjust("2 seconds")
    return (operation: Operation, provider: Provider): { readonly [name: string]: string } => ({
      task_id: operation.path.startsWith("/v2")
        ? ({ resumeTask: paused, stopTask: running }[operation.id]?.json.id ?? ended.json.id)
        : task.json.id,
      file_id: view.json.outputFiles[0].id,
      session_id:
        provider === "browser-use/v4"
          ? sessionId
          : operation.path.includes("/browsers/")
            ? browser.json.id
            : session.json.id,
      run_id: provider === "skyvern" ? skyvernRun.json.run_id : run.json.id,
      workspace_id: workspaceId,
      message_id: String(message.json.id),
      path: file.path,
      profile_id: profile.json.id,
      skill_id: operation.path.startsWith("/marketplace") ? market.json.items[0].id : skill.json.id,
      skill_slug: market.json.items[0].slug,
      execution_id: executions.json.items[0].id,
      workflow_id: workflows.json.items[0].id,
      workflow_template_id: templates.json.items[0].templateId
    })
  })

/** Operations whose spec has no word for a thing that is not there. */
const undeclared = new Set(["getWorkspace", "deleteWorkspace", "getWorkspaceSize"])

/** Fields that mean another resource, or text that must be more than the schema says. */
const meaningful = new Set([
  "sessionId",
  "workspaceId",
  "attachedFileIds",
  "profileId",
  "structuredOutput",
  "callback_url",
  "status_change_callback_url",
  "browser_profile_id",
  "webhook_url"
])

const bodyOf = (provider: Provider, operation: Operation, seed: number): unknown => {
  const schema = node(
    documents[provider],
    "paths",
    operation.path,
    operation.method.toLowerCase(),
    "requestBody",
    "content",
    "application/json",
    "schema"
  )
  if (schema === undefined) return undefined
  const made = sample({ ...Object(schema), components: documents[provider].components }, Random.make(seed))
  const body = Object.fromEntries(Object.entries(Object(made)).filter(([key]) => !meaningful.has(key)))
  // Without an address a start of Skyvern takes as long as a model is asked.
  return provider === "skyvern" ? { ...body, url: "https://example.com" } : body
}

const tables = [
  ...operations(BrowserUse).map((operation) => ({ provider: "browser-use" as const, operation })),
  ...operations(BrowserUseV4).map((operation) => ({ provider: "browser-use/v4" as const, operation })),
  ...operations(BrowserAct).map((operation) => ({ provider: "browseract" as const, operation })),
  ...operations(Skyvern).map((operation) => ({ provider: "skyvern" as const, operation }))
]

describe("every operation", () => {
  it("is in the tables: 44 and 21 of Browser Use, 12 of BrowserAct and 7 of Skyvern", () => {
    assert.strictEqual(tables.filter(({ provider }) => provider === "browser-use").length, 44)
    assert.strictEqual(tables.filter(({ provider }) => provider === "browser-use/v4").length, 21)
    assert.strictEqual(tables.filter(({ provider }) => provider === "browseract").length, 12)
    assert.strictEqual(tables.filter(({ provider }) => provider === "skyvern").length, 7)
  })

  for (const { operation, provider } of tables) {
    it.effect(`${provider} ${operation.id} answers a valid request with a success in the spec's shape`, () =>
      Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        const ids = yield* resources(simulator)
        if (operation.id === "cancelSkillGeneration") {
          yield* use(simulator, "POST", `/skills/${ids(operation, provider)["skill_id"]}/refine`, {
            body: { feedback: "Try it again, please" }
          })
        }
        const seeds =
          ["resumeTask", "stopTask", "createSkill", "cancelSkillGeneration", "refineSkill"].includes(operation.id) ||
          operation.method === "DELETE" ||
          operation.id === "purgeSession"
            ? [1]
            : [1, 2, 3, 4, 5]
        for (const seed of seeds) {
          const named = ids(operation, provider)
          const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "missing")
          const query = Object.fromEntries(
            operation.parameters
              .filter((one) => one.in === "query" && one.required === true)
              .map(({ name }) => [name, named[name] ?? "missing"])
          )
          const body = bodyOf(provider, operation, seed)
          const answer = yield* call(simulator, provider, operation.method, path, {
            query,
            ...(body === undefined ? {} : { body })
          })
          assert.include(Object.keys(operation.ok), String(answer.status), answer.text)
          assert.isUndefined(objection(provider, operation, answer.status, answer.text))
        }
      }).pipe(Effect.provide(Simulator.layer({ browserUse: { zdr: true } })))
    )
  }

  it.effect("that names something unknown is refused as the spec declares", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const unknownId = "00000000-0000-4000-8000-000000000000"
      const numbers = new Set(["message_id"])
      for (const { operation, provider } of tables) {
        const isNamed = operation.parameters.some((one) => one.required === true)
        // Deleting a profile that is not there is a success by the spec, which has no 404 for it.
        if (!isNamed || operation.id === "deleteProfile") continue
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (numbers.has(name) ? "0" : unknownId))
        const query = Object.fromEntries(
          operation.parameters
            .filter((one) => one.in === "query" && one.required === true)
            .map(({ name }) => [name, unknownId])
        )
        const body = bodyOf(provider, operation, 1)
        const answer = yield* call(simulator, provider, operation.method, path, {
          query,
          ...(body === undefined ? {} : { body })
        })
        const status = provider === "browseract" ? 400 : 404
        assert.strictEqual(answer.status, status, `${operation.id}: ${answer.text}`)
        // Skyvern declares its 404 for some operations only, and never a body.
        if (undeclared.has(operation.id) || provider === "skyvern") continue
        assert.isUndefined(objection(provider, operation, answer.status, answer.text), operation.id)
      }
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
