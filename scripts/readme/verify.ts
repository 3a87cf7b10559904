/**
 * Checks and runs the programs of documents as a reader would have them: installed packages, strict
 * types, Node.
 */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, relative } from "node:path"
import { command } from "../ci/command.ts"
import { programs } from "./fences.ts"
import { endMark, mark } from "./together.ts"

/** A program, written to a file of its own. */
export interface Written {
  /** `packages/core/README.md:12` */
  readonly name: string
  readonly file: string
  readonly run: boolean
}

/** The documents whose programs are promises. */
export const documents = (root: string): ReadonlyArray<string> =>
  globSync(["*.md", "packages/*/README.md", "docs/**/*.md"], { cwd: root }).sort()

/** Writes every program of the documents into an emptied folder beside the packages it imports. */
export const write = (root: string, folder: string, names: ReadonlyArray<string>): ReadonlyArray<Written> => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return names.flatMap((document) =>
    programs(readFileSync(join(root, document), "utf8")).map(({ line, run, code }) => {
      const file = join(folder, `${document.replaceAll(/[\\/]/g, "__")}.${line}.ts`)
      writeFileSync(file, code)
      return { name: `${document}:${line}`, file, run }
    })
  )
}

/** What the compiler says of each program; every line of it names the document's line. */
export const check = async (
  root: string,
  folder: string,
  all: ReadonlyArray<Written>
): Promise<ReadonlyMap<string, string>> => {
  const config = join(folder, "tsconfig.json")
  const options = { composite: false, noEmit: true, noUnusedLocals: false, rootDir: root, types: ["node"] }
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: { ...options, tsBuildInfoFile: join(folder, ".tsbuildinfo") },
      files: all.map(({ file }) => file)
    })
  )
  const result = await node(root, join(root, "node_modules/typescript/bin/tsc"), "-p", config, "--pretty", "false")
  const problems = new Map<string, string>()
  let last: string | undefined
  for (const line of result.output.split("\n").filter((line) => line !== "")) {
    if (!line.startsWith(" "))
      last = all.find(({ file }) => line.includes(basename(file)))?.name ?? "the rest of the tree"
    problems.set(last!, `${problems.get(last!) ?? ""}${named(line, root, all)}\n`)
  }
  if (result.code !== 0 && problems.size === 0) problems.set("the compiler", result.output)
  return problems
}

/**
 * Runs one program to its end, in an empty folder; gives what it said where it failed.
 */
export const run = async (root: string, { file, name }: Written): Promise<string | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), "errand-readme-"))
  const result = await node(folder, file)
  rmSync(folder, { recursive: true, force: true })
  return result.code === 0
    ? undefined
    : `${name} ended with ${result.code}\n${named(result.output, root, [{ name, file, run: true }])}`
}

/**
 * Whether a program may be run in a process with others: it asks for nothing of a process of its
 * own.
 */
export const isSociable = ({ file }: Written): boolean =>
  !/\bprocess\.|runMain|globalThis/.test(readFileSync(file, "utf8"))

/**
 * Runs programs one after the other in one process, so that what they import is loaded once. Gives
 * what each that failed has said, by its name.
 */
export const runTogether = async (root: string, all: ReadonlyArray<Written>): Promise<ReadonlyMap<string, string>> => {
  const files = all.map(({ file }) => file)
  const { code, output } = await node(root, join(import.meta.dirname, "together.ts"), ...files)
  const [said = "", ended = "[]"] = output.split(endMark)
  const well = code === 0 ? (JSON.parse(ended.split("\n")[0] ?? "[]") as ReadonlyArray<string>) : []
  const parts = said.split(mark)
  return new Map(
    all
      .filter(({ file }) => !well.includes(file))
      .map(({ file, name }) => {
        const part = parts.find((part) => part.startsWith(`${file}\n`)) ?? `it was not run\n${output}`
        return [name, `${name} failed\n${named(part, root, all)}`]
      })
  )
}

/** `/tmp/…/README.md.6.ts(6,9)` and `…README.md.6.ts:6:9` are `README.md:6:9` to the reader. */
const named = (text: string, root: string, all: ReadonlyArray<Written>): string =>
  all
    .reduce((text, { file, name }) => {
      const document = name.slice(0, name.lastIndexOf(":"))
      return [`file://${file}`, file, relative(root, file)].reduce(
        (text, path) => text.replaceAll(path, document),
        text
      )
    }, text)
    .replaceAll(/\.md\((\d+),(\d+)\)/g, ".md:$1:$2")

const node = (folder: string, ...args: ReadonlyArray<string>) => command(process.execPath, args, { cwd: folder })
