/** A newcomer's tries at a program: what the compiler says, and what the program does. */
import { existsSync, rmSync, writeFileSync } from "node:fs"
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

/**
 * What a compiler says of the folder, by the settings that its own `tsc --init` writes. Its file
 * asks a reader who has the types of Node to name them. `compiler` is the folder of its package.
 */
export const compile = async (folder: string, compiler: string): Promise<string | undefined> => {
  const tsc = join(compiler, "bin/tsc")
  rmSync(join(folder, "tsconfig.json"), { force: true })
  const types = existsSync(join(folder, "node_modules/@types/node")) ? ["--types", "node"] : []
  const begun = await command(process.execPath, [tsc, "--init", ...types], { cwd: folder })
  if (begun.code !== 0) return begun.output
  return complaint(process.execPath, [tsc, "--noEmit", "-p", "."], { cwd: folder })
}

/** Runs the program of a lesson by a command, such as `node` or `node` with the file of tsx. */
export const run = (
  folder: string,
  lesson: Lesson,
  ...[program, ...args]: readonly [string, ...ReadonlyArray<string>]
) => complaint(program, [...args, fileOf(lesson)], { cwd: folder })
