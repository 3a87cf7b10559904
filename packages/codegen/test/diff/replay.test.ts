import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import { type Change, diff, type Diff, summary, type Surface } from "../../src/diff/index.ts"
import { generate } from "../../src/generate.ts"
import { type JsonObject, objectOr } from "../../src/json.ts"
import { load } from "../../src/read/load.ts"
import { applyOverlay } from "../../src/read/overlay.ts"
import { compile, repository, within, writeAll } from "../support/generator.ts"

const read = (provider: string): JsonObject => {
  const file = (name: string) => load(join(repository, `specs/${provider}/${name}`), name)
  return applyOverlay(file("v2.yaml").root, file("v2.overlay.yaml"))
}

type Part = Record<string, JsonObject>

/** A copy with some schemas rewritten. */
const rewritten = (document: JsonObject, change: (schemas: Part) => void): JsonObject => {
  const copy = structuredClone(document)
  change(objectOr(objectOr(copy["components"])["schemas"]) as Part)
  return copy
}

const properties = (schemas: Part, name: string): Part => objectOr(objectOr(schemas[name])["properties"]) as Part

const today = read("browser-use")

/** As it was in the spring of 2026. */
const spring = rewritten(today, (schemas) => {
  Object.assign(objectOr(schemas["TaskStatus"]), { enum: ["created", "started", "finished", "stopped"] })
  delete properties(schemas, "TaskStepView")["duration"]
})

/** As the first clients knew it in 2025: the session within the task, and other words. */
const first = rewritten(spring, (schemas) => {
  Object.assign(objectOr(schemas["TaskStatus"]), { enum: ["started", "paused", "finished", "stopped"] })
  Object.assign(objectOr(schemas["TaskUpdateAction"]), { enum: ["stop", "pause", "resume", "stop_task_and_session"] })
  const view = properties(schemas, "TaskView")
  for (const name of ["createdAt", "output", "judgement", "judgeVerdict", "cost", "suggestions"]) delete view[name]
  const session = { id: { type: "string" }, status: { type: "string" }, liveUrl: { type: ["string", "null"] } }
  view["session"] = { type: "object", required: ["id", "status"], properties: session }
  view["isScheduled"] = { type: "boolean" }
  view["doneOutput"] = { type: ["string", "null"] }
  const { anyOf: _, ...startedAt } = view["startedAt"] ?? {}
  view["startedAt"] = { ...startedAt, type: "string", format: "date-time" }
  view["userUploadedFiles"] = { type: "array", items: { $ref: "#/components/schemas/FileView" } }
  const added = ["session", "isScheduled", "startedAt", "userUploadedFiles"]
  const required = (objectOr(schemas["TaskView"])["required"] as ReadonlyArray<string>).filter(
    (name) => name !== "createdAt"
  )
  Object.assign(objectOr(schemas["TaskView"]), { required: [...required, ...added] })
  const create = properties(schemas, "CreateTaskRequest")
  create["structuredOutputJson"] = create["structuredOutput"] ?? {}
  delete create["structuredOutput"]
})

const said = ({ changes }: Diff): ReadonlyArray<string> =>
  changes.map(({ code, subject, types, client }: Change) => `${subject} ${code}: ${types}, ${client}`)

describe("Browser Use, from the spring of 2026 to today", () => {
  const found = diff(spring, today)

  it("has one status and one property more, which is a major for the types and a minor for the client", () => {
    assert.deepStrictEqual(said(found), [
      "TaskStatus enum-value-added: major, minor",
      "TaskStepView.duration property-added: minor, minor"
    ])
    assert.deepStrictEqual([found.types, found.client], ["major", "minor"])
    const [status, duration] = found.changes
    assert.deepStrictEqual(
      [status?.values, status?.review, status?.direction, status?.before, status?.after],
      [["failed"], true, "both", "#/components/schemas/TaskStatus", "#/components/schemas/TaskStatus"]
    )
    assert.includeMembers([...(status?.uses ?? [])], ["getTask", "getTaskStatus", "listTasks"])
    assert.deepStrictEqual(duration?.uses, ["getTask", "updateTask"])
    assert.strictEqual(duration?.before, undefined)
  })

  it("is told in a changelog in two sentences", () => {
    assert.strictEqual(
      summary(found, "types"),
      "`TaskStatus` may be `failed` as well. The property `TaskStepView.duration` is new in answers."
    )
    assert.strictEqual(summary(found, "types", 1), "`TaskStatus` may be `failed` as well. And 1 change more.")
  })

  it("is no change for a client that shows neither", () => {
    const surface: Surface = { operations: new Set(["getAccountBilling"]) }
    assert.strictEqual(diff(spring, today, { surface }).client, "none")
    const fields: Surface = { fields: new Set(["TaskStepView.url"]) }
    assert.strictEqual(
      diff(
        rewritten(today, (schemas) => void delete properties(schemas, "TaskView")["cost"]),
        spring,
        { surface: fields }
      ).client,
      "patch"
    )
  })
})

describe("Browser Use, from its first clients to today", () => {
  it("is another task: each field, status and action that came or went", () => {
    const found = diff(first, today)
    assert.deepStrictEqual([found.types, found.client], ["major", "major"])
    assert.sameMembers(
      [...said(found)],
      [
        "CreateTaskRequest.structuredOutput property-added: minor, minor",
        "CreateTaskRequest.structuredOutputJson property-removed: major, major",
        "TaskStatus enum-value-added: major, minor",
        "TaskStatus enum-value-removed: major, patch",
        "TaskStepView.duration property-added: minor, minor",
        "TaskUpdateAction enum-value-removed: major, patch",
        "TaskView.cost property-added: minor, minor",
        "TaskView.createdAt required-property-added: minor, minor",
        "TaskView.doneOutput property-removed: major, major",
        "TaskView.isScheduled property-removed: major, major",
        "TaskView.judgeVerdict property-added: minor, minor",
        "TaskView.judgement property-added: minor, minor",
        "TaskView.output property-added: minor, minor",
        "TaskView.session property-removed: major, major",
        "TaskView.startedAt became-nullable: major, major",
        "TaskView.startedAt became-optional: major, major",
        "TaskView.suggestions property-added: minor, minor",
        "TaskView.userUploadedFiles property-removed: major, major"
      ]
    )
    const values = (code: string, subject: string) =>
      found.changes.find((change) => change.code === code && change.subject === subject)?.values
    assert.deepStrictEqual(values("enum-value-added", "TaskStatus"), ["created", "failed"])
    assert.deepStrictEqual(values("enum-value-removed", "TaskStatus"), ["paused"])
    assert.deepStrictEqual(values("enum-value-removed", "TaskUpdateAction"), ["pause", "resume"])
  })
})

describe("the provider's own table of statuses", () => {
  const source = readFileSync(join(repository, "packages/browser-use/src/internal/translate.ts"), "utf8")
  const table =
    /export const meanings: [^{]*(\{ readonly \[Word in Api\.TaskStatus\]: )Status\.Meaning( \} = \{\n(?:.*\n)*?\}\n)/.exec(
      source
    )
  const program = (types: string, without = /^$/): string =>
    `import type * as Api from "./${types}/index.ts"\nexport const meanings: ${table?.[1]}object${table?.[2]?.replace(without, "")}`
  const failed = /^ {2}failed: .*\n/m
  let errors: ReadonlyArray<string> = []

  beforeAll(() =>
    within({ "spring.json": JSON.stringify(spring), "today.json": JSON.stringify(today) }, async (root) => {
      for (const name of ["spring", "today"]) {
        const { files } = generate({ root, spec: join(root, `${name}.json`) })
        for (const file of ["index.ts", "raw.ts"]) writeAll(root, { [`${name}/${file}`]: files.get(file) ?? "" })
      }
      writeAll(root, {
        "old.in.spring.ts": program("spring", failed),
        "old.today.ts": program("today", failed),
        "own.in.spring.ts": program("spring"),
        "own.today.ts": program("today")
      })
      const { out } = await compile(root, "TypeScript 7")
      errors = out.split("\n").filter((line) => line.includes("error"))
    })
  )

  it("is total: a table of the spring stops the build today, where it lacks the new status", () => {
    assert.isNotNull(table)
    assert.notInclude(program("spring", failed), "failed")
    const [first, second, ...more] = errors
    assert.match(first ?? "", /^old\.today\.ts\(2,\d+\): error TS2741: Property 'failed' is missing in type/)
    assert.match(second ?? "", /^own\.in\.spring\.ts\(\d+,\d+\): error TS2353: .*'failed' does not exist in type/)
    assert.deepStrictEqual(more, [])
  })
})

describe("BrowserAct, when its list of tasks got three filters", () => {
  const now = read("browseract")
  const old = structuredClone(now)
  const operation = objectOr(objectOr(objectOr(old["paths"])["/v2/workflow/list-tasks"])["get"])
  const names = ["status", "page", "limit", "workflow_id"]
  const parameters = operation["parameters"] as ReadonlyArray<JsonObject>
  operation["parameters"] = names.flatMap((name) => parameters.filter((parameter) => parameter["name"] === name))

  it("only adds, whatever moved to another place in the list: a minor for both", () => {
    const found = diff(old, now)
    assert.deepStrictEqual(said(found), [
      "listTasks.query.created_at_from parameter-added: minor, minor",
      "listTasks.query.created_at_to parameter-added: minor, minor",
      "listTasks.query.workflow_name parameter-added: minor, minor"
    ])
    assert.deepStrictEqual([found.types, found.client], ["minor", "minor"])
    assert.deepStrictEqual(
      found.changes.map(({ after, uses }) => [after, ...uses]),
      [3, 4, 2].map((index) => [`#/paths/~1v2~1workflow~1list-tasks/get/parameters/${index}`, "listTasks"])
    )
  })

  it("would break who uses them, the other way round", () => {
    const found = diff(now, old)
    assert.deepStrictEqual([found.types, found.client], ["major", "major"])
    assert.isTrue(found.changes.every(({ code }) => code === "parameter-removed"))
  })
})
