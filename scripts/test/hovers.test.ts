/** What an editor shows of a caller's program: names, and not what stands behind them. */
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, it } from "vitest"

const file = join(import.meta.dirname, "hovers.program.ts")

const program = `
import { BrowserUse } from "@errand/browser-use"
import { BrowserUse as BrowserUseV4 } from "@errand/browser-use/v4"
import { BrowserAct } from "@errand/browseract"
import { Firecrawl } from "@errand/firecrawl"
import { Skyvern } from "@errand/skyvern"
import { Task } from "@errand/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

class Price extends Schema.Class<Price>("Price")({ product: Schema.String, usd: Schema.Finite }) {}
declare const options: { readonly apiKey: string }
const browserUse = BrowserUse.make(options)
const output = { output: Price }

export const run = Task.run(browserUse, { task: "Find the price" }, output)
export const plain = Task.run(browserUse, { task: "Find the price" })
export const start = Task.start(browserUse, { task: "Find the price" }, output)
export const rest = Effect.gen(function* () {
  const task = yield* start
  const outcome = yield* Task.await(task)
  const other = yield* Task.await(yield* Task.start(BrowserAct.make(options), { workflow_id: "1" }))
  const v4 = yield* Task.await(yield* Task.start(BrowserUseV4.make(options), { task: "Find" }))
  const job = yield* Task.await(yield* Task.start(Firecrawl.make(options), { prompt: "Find" }))
  const visit = yield* Task.await(yield* Task.start(Skyvern.make(options), { prompt: "Find", url: "https://a.test" }))
  return [task, outcome, other, v4, job, visit]
})
`

const settings: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: []
}

const service = ts.createLanguageService({
  getCompilationSettings: () => settings,
  getScriptFileNames: () => [file],
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => {
    const text = name === file ? program : ts.sys.readFile(name)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  getCurrentDirectory: () => import.meta.dirname,
  getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: (path) => ts.sys.readFile(path),
  directoryExists: (path) => ts.sys.directoryExists(path),
  getDirectories: (path) => ts.sys.getDirectories(path),
  realpath: (path) => ts.sys.realpath?.(path) ?? path
})

/** The text over a constant of the program. */
const hover = (name: string): string => {
  const found = service.getQuickInfoAtPosition(file, program.indexOf(`const ${name} `) + "const ".length)
  return ts.displayPartsToString(found?.displayParts).replace(/^const \w+: /, "")
}

describe("an editor shows", () => {
  it("a program that compiles", () => {
    const problems = service.getSemanticDiagnostics(file)
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([])
  })

  it("names for what a task is, gives and fails with", () => {
    const names = ["run", "plain", "start", "task", "outcome", "other", "v4", "job", "visit"]
    expect(Object.fromEntries(names.map((name) => [name, hover(name)]))).toMatchInlineSnapshot(`
      {
        "job": "Outcome<string | null, Firecrawl.AgentJob>",
        "other": "Outcome<string | null, BrowserAct.WorkflowTask>",
        "outcome": "Outcome<Price, BrowserUse.TaskView>",
        "plain": "Effect.Effect<string | null, StartUnknown | WaitError | Ended<BrowserUse.TaskView>, never>",
        "run": "Effect.Effect<Price, StartUnknown | WaitError | Ended<BrowserUse.TaskView>, never>",
        "start": "Effect.Effect<Task.Task<Price, BrowserUse.BrowserUseProvider>, ProviderError | StartUnknown, never>",
        "task": "Task.Task<Price, BrowserUse.BrowserUseProvider>",
        "v4": "Outcome<string | null, BrowserUseV4.RunView>",
        "visit": "Outcome<string | null, GetRunSuccess>",
      }
    `)
  })
})
