/** A small copy of this repository in a temporary folder: one specification, and packages. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { vi } from "vitest"
import { command } from "../../specs/command.ts"

const home = join(import.meta.dirname, "../../..")

/**
 * The folder is gone after `use`. `packages` are copied without their tests and what was built of
 * them.
 *
 * @param spec `<provider>/<version>`; other versions of the provider are left out
 */
export const withRepository = async <A>(
  spec: string,
  packages: ReadonlyArray<string>,
  use: (root: string) => Promise<A>
): Promise<A> => {
  const root = mkdtempSync(join(tmpdir(), "errand-specs-"))
  try {
    const [provider = "", version = ""] = spec.split("/")
    mkdirSync(join(root, "specs", provider), { recursive: true })
    for (const file of readdirSync(join(home, "specs", provider)))
      if (file.startsWith(`${version}.`))
        cpSync(join(home, "specs", provider, file), join(root, "specs", provider, file))
    symlinkSync(join(home, "node_modules"), join(root, "node_modules"))
    mkdirSync(join(root, ".changeset"))
    cpSync(join(home, "tsconfig.base.json"), join(root, "tsconfig.base.json"))
    for (const name of packages) copy(name, root)
    return await use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const copy = (name: string, root: string): void => {
  const [from, to] = [join(home, "packages", name), join(root, "packages", name)]
  const filter = (path: string) => !/^\/(?:dist|test|README|tsconfig\.test)/.test(path.slice(from.length))
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter })
  const references = [{ path: "./tsconfig.src.json" }]
  writeFileSync(join(to, "tsconfig.json"), JSON.stringify({ files: [], references }))
}

export interface Said {
  readonly code: number
  readonly lines: ReadonlyArray<string>
}

/** `specs …` in this process, and what it says. */
export const specs = async (root: string, ...args: ReadonlyArray<string>): Promise<Said> => {
  const lines: Array<string> = []
  const say = (text: string) => void lines.push(...text.split("\n"))
  const spies = (["log", "error"] as const).map((name) => vi.spyOn(console, name).mockImplementation(say))
  try {
    return { code: await command(args, root), lines }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
