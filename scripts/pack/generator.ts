/** The generator as its user has it: the installed command on a document of the user's own. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { command } from "../ci/command.ts"

const spec = `openapi: 3.0.3
info: { title: Pond, version: "1" }
paths:
  /fish/{id}:
    get:
      operationId: getFish
      parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
      responses:
        "200":
          description: A fish.
          content: { application/json: { schema: { type: object, properties: { name: { type: string, nullable: true } } } } }
`

/**
 * What is wrong with it under a Node; `undefined` where it generates, finds nothing to do, and
 * tells a change.
 */
export const generates = async (
  folder: string,
  program: string,
  env: Readonly<Record<string, string>>
): Promise<string | undefined> => {
  const pond = join(folder, "pond")
  rmSync(pond, { recursive: true, force: true })
  mkdirSync(pond, { recursive: true })
  writeFileSync(join(pond, "pond.yaml"), spec)
  writeFileSync(join(pond, "next.yaml"), spec.replace("type: string, nullable: true", "type: integer"))
  const bin = join(folder, "node_modules/@errand/codegen/dist/bin.js")
  const run = (...args: ReadonlyArray<string>) => command(program, [bin, ...args], { cwd: pond, env })
  const steps = [
    [["init", "pond.yaml", "--out", "types/src/v1", "--package", "pond-types"], 0, "files written"],
    [["--check"], 0, "nothing changed"],
    [["diff", "pond.yaml", "next.yaml", "--exit-code"], 1, "types: major"]
  ] as const
  for (const [args, expected, said] of steps) {
    const { code, output } = await run(...args)
    if (code !== expected || !output.includes(said))
      return `errand-codegen ${args.join(" ")} ended with ${code}\n${output}`
  }
  const types = readFileSync(join(pond, "types/src/v1/index.ts"), "utf8")
  return types.includes("export const getFish: Operation<GetFishOperation>") ? undefined : types
}
