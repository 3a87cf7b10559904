/** What the generator's tests share: fixtures, temporary folders, the command, the compilers. */
import { execFile } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { vi } from "vitest"
import { runCommand } from "../../src/cli/main.ts"
import { generate, type Generated } from "../../src/generate.ts"

const home = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")
export const repository = dirname(dirname(home))

/** The repository's own entry to the command. */
export const entry = join(repository, "scripts/codegen.ts")

const folder = join(home, "test/fixtures")

/**
 * The names of all fixtures: folders with a document, a consumer of its types, and perhaps an
 * overlay.
 */
export const fixtures: ReadonlyArray<string> = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

export const specOf = (fixture: string): string => {
  const found = ["spec.yaml", "spec.json"].map((name) => join(folder, fixture, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`the fixture ${fixture} has no document`)
  return found
}

export const overlayOf = (fixture: string): string | undefined => {
  const path = join(folder, fixture, "overlay.yaml")
  return existsSync(path) ? path : undefined
}

export const generateFixture = (fixture: string): Generated => {
  const spec = specOf(fixture)
  return generate({ root: dirname(spec), spec, overlay: overlayOf(fixture) })
}

/** A folder that is gone after `use`, with its files written. */
export const within = async <A>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<A> | A
): Promise<A> => {
  const root = mkdtempSync(join(tmpdir(), "errand-codegen-"))
  try {
    writeAll(root, files)
    return await use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

export const writeAll = (root: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end. */
export const run = (command: string, args: ReadonlyArray<string>, cwd: string): Promise<Ran> =>
  new Promise((done) => {
    execFile(command, args, { cwd, maxBuffer: 1e8 }, (error, out, err) => {
      done({ code: error === null ? 0 : typeof error.code === "number" ? error.code : 1, out, err })
    })
  })

/** `codegen …`, in this process. */
export const codegen = async (...args: ReadonlyArray<string>): Promise<Ran> => {
  const lines = { out: "", err: "" }
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void (lines.out += `${line}\n`))
  const error = vi.spyOn(console, "error").mockImplementation((line: string) => void (lines.err += `${line}\n`))
  try {
    return { code: await runCommand(args), ...lines }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}

/** `codegen …`, as a process of its own. */
export const codegenProcess = (...args: ReadonlyArray<string>): Promise<Ran> =>
  run(process.execPath, [entry, ...args], repository)

/** The compilers that generated code has to please. */
export const compilers = {
  "TypeScript 7": join(repository, "node_modules/typescript/bin/tsc"),
  "TypeScript 5.9": join(home, "node_modules/typescript/bin/tsc")
} as const

const strict = {
  target: "ES2023",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  moduleDetection: "force",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
  // What is generated has no declaration files: this leaves out TypeScript's own.
  skipLibCheck: true
}

/** Type-checks all that is in a folder, strictly, and gives what the compiler says. */
export const compile = async (
  root: string,
  compiler: keyof typeof compilers,
  ...options: ReadonlyArray<string>
): Promise<Ran> => {
  writeAll(root, {
    "package.json": `{ "type": "module" }`,
    "tsconfig.json": JSON.stringify({ compilerOptions: strict, include: ["."] })
  })
  return run(process.execPath, [compilers[compiler], "-p", root, ...options], root)
}

/** Puts a fixture's consumer beside what was generated from it. */
export const copyConsumer = (fixture: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  copyFileSync(resolve(folder, fixture, "consumer.ts"), join(to, "consumer.ts"))
}
