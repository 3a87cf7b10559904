/** A newcomer's tries at a program: what the compiler says, and what the program does. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { command, complaint } from "../ci/command.ts"
import type { Install } from "./folder.ts"
import type { Command, Lesson } from "./lesson.ts"

/** A document of the reader's own, for a README that generates from one. */
const openapi = `openapi: 3.0.3
info: { title: Shop, version: "1" }
paths:
  /prices/{id}:
    get:
      operationId: getPrice
      parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
      responses: { "200": { description: A price. } }
`

/** Types the commands of a lesson, and saves its program. Gives what went wrong. */
export const prepare = async (folder: string, lesson: Lesson, install: Install): Promise<string | undefined> => {
  for (const one of lesson.commands) {
    const problem = one.kind === "install" ? await install(folder, one) : await generate(folder, one)
    if (problem !== undefined) return problem
  }
  writeFileSync(join(folder, fileOf(lesson)), lesson.program)
  return undefined
}

const generate = (folder: string, { args }: Command & { readonly kind: "generate" }): Promise<string | undefined> => {
  writeFileSync(join(folder, "openapi.yaml"), openapi)
  return complaint(process.execPath, [join(folder, "node_modules/@errand/codegen/dist/bin.js"), ...args], {
    cwd: folder
  })
}

/** Without a word of the README, a reader of TypeScript calls the file `.ts`. */
const fileOf = ({ file }: Lesson): string => file ?? "program.ts"

/** What `tsc --init` writes, by its command: a compiler writes the same into every folder. */
const begun = new Map<string, string>()

/**
 * Begins a project as a compiler does. Its file asks a reader who has the types of Node to name
 * them. Gives what went wrong.
 */
const begin = async (folder: string, tsc: string): Promise<string | undefined> => {
  const types = existsSync(join(folder, "node_modules/@types/node")) ? ["--types", "node"] : []
  const args = [tsc, "--init", ...types]
  const file = join(folder, "tsconfig.json")
  const known = begun.get(args.join(" "))
  if (known !== undefined) {
    writeFileSync(file, known)
    return undefined
  }
  rmSync(file, { force: true })
  const { code, output } = await command(process.execPath, args, { cwd: folder })
  if (code !== 0) return output
  begun.set(args.join(" "), readFileSync(file, "utf8"))
  return undefined
}

const tscOf = (compiler: string): string => join(compiler, "bin/tsc")

/**
 * What a compiler says of the folder, by the settings that its own `tsc --init` writes. `compiler`
 * is the folder of its package.
 */
export const compile = async (folder: string, compiler: string): Promise<string | undefined> => {
  const tsc = tscOf(compiler)
  return (await begin(folder, tsc)) ?? complaint(process.execPath, [tsc, "--noEmit", "-p", "."], { cwd: folder })
}

/**
 * The same of many folders in one, by name: the compiler is started once. What it says of none of
 * them, it says of all.
 */
export const compileAll = async (
  parent: string,
  names: ReadonlyArray<string>,
  compiler: string
): Promise<ReadonlyMap<string, string>> => {
  const tsc = tscOf(compiler)
  for (const name of names) {
    const problem = await begin(join(parent, name), tsc)
    if (problem !== undefined) return new Map(names.map((name) => [name, problem]))
  }
  const args = [tsc, "-b", "--noEmit", "--pretty", "false", ...names]
  const { code, output } = await command(process.execPath, args, { cwd: parent })
  const said = new Map<string, string>()
  let about: ReadonlyArray<string> = names
  for (const line of code === 0 ? [] : output.split("\n").filter((line) => line !== "")) {
    const name = names.find((name) => line.startsWith(`${name}/`))
    if (!line.startsWith(" ")) about = name === undefined ? names : [name]
    for (const one of about) said.set(one, `${said.get(one) ?? ""}${line}\n`)
  }
  return code !== 0 && said.size === 0 ? new Map(names.map((name) => [name, `tsc ended with ${code}`])) : said
}

/** Runs the program of a lesson by a command, such as `node` or `node` with the file of tsx. */
export const run = (
  folder: string,
  lesson: Lesson,
  ...[program, ...args]: readonly [string, ...ReadonlyArray<string>]
) => complaint(program, [...args, fileOf(lesson)], { cwd: folder })
