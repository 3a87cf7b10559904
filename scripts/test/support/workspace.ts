/**
 * A copy of as much of this repository as a new provider needs, so that a test can write into it.
 */
import { execFile } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

export const repository = join(import.meta.dirname, "../../..")

const root = [
  "knip.json",
  "package.json",
  "pnpm-workspace.yaml",
  "turbo.json",
  "tsconfig.base.json",
  "tsconfig.all.json",
  "vitest.config.ts"
]
const tools = [
  ".oxlintrc.json",
  ".oxfmtrc.json",
  "scripts/lint",
  "scripts/package.json",
  "scripts/tsconfig.json",
  "specs/sources.yaml"
]

/** What a provider and its tests stand on: of all types those that the simulator serves. */
const packages = (): ReadonlyArray<string> => {
  const project = readFileSync(join(repository, "packages/simulator/tsconfig.src.json"), "utf8")
  const types = [...project.matchAll(/"\.\.\/([^/"]+)\/tsconfig\.src\.json"/g)].map(([, name = ""]) => name)
  return [...new Set(["core", "http", "simulator", "browseract-types", ...types])]
}

/**
 * A temporary workspace. What is installed is linked, what is built is copied, and nothing is
 * downloaded.
 */
export const workspace = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "errand-new-")))
  for (const path of [...root, ...tools]) copy(path, join(folder, path))
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"))
  for (const name of packages()) {
    for (const part of [
      "src",
      "dist",
      "package.json",
      "turbo.json",
      "tsconfig.json",
      "tsconfig.src.json",
      "tsconfig.test.json"
    ])
      copy(`packages/${name}/${part}`, join(folder, "packages", name, part))
    copy(`packages/${name}/node_modules`, join(folder, "packages", name, "node_modules"))
  }
  // What vitest.config.ts names; the package itself is none of the workspace's.
  for (const part of ["src", "node_modules"]) copy(`packages/testkit/${part}`, join(folder, "packages/testkit", part))
  mkdirSync(join(folder, ".changeset"))
  return folder
}

/** What an install would do for a new provider: it needs nothing that its siblings do not have. */
export const install = (folder: string, name: string): void => {
  copy("packages/browseract-types/node_modules", join(folder, `packages/${name}-types/node_modules`))
  const modules = join(folder, `packages/${name}/node_modules`)
  copy("packages/browseract/node_modules", modules)
  rmSync(join(modules, "@errand/browseract-types"))
  symlinkSync(`../../../${name}-types`, join(modules, `@errand/${name}-types`))
}

/** With times and links as they are: the compiler takes what is built for current. */
const copy = (path: string, to: string): void => {
  const from = join(repository, path)
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
}

export interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs one of the repository's programs in a folder, to its end. */
export const run = (cwd: string, program: string, ...args: ReadonlyArray<string>): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: "0" }
    const bin = join(repository, "node_modules/.bin", program)
    execFile(bin, args, { cwd, env, maxBuffer: 1e8 }, (error, out, err) =>
      done({ code: error === null ? 0 : typeof error.code === "number" ? error.code : 1, output: `${out}${err}` })
    )
  })
