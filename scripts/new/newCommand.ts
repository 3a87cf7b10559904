/** Reads, plans, writes, generates and formats; then says what is left to do. */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { mark } from "@errand/codegen/read/marks"
import { parseArgs, usage, type Wanted } from "./args.ts"
import { read } from "./document.ts"
import { writing } from "./files.ts"
import { plan, type Planned } from "./providerFiles.ts"
import { Refusal } from "./refusal.ts"
import { findTarget } from "./target.ts"

const here = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")

/**
 * Runs the command, prints what it has to say, and gives the exit code: 1 for a refusal, 2 for a
 * wrong call.
 */
export const command = async (argv: ReadonlyArray<string>): Promise<number> => {
  const args = parseArgs(argv)
  if (args.kind === "help") {
    console.log(usage)
    return 0
  }
  if (args.kind === "wrong") return wrongCall(args.message)
  try {
    for (const line of await make(args.wanted)) console.log(line)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.isWrongCall) return wrongCall(error.message)
    console.error(`new: ${error.message}\nnew: nothing was written`)
    return 1
  }
}

const wrongCall = (message: string): number => {
  console.error(`new: ${message}\n\n${usage}`)
  return 2
}

const make = async (wanted: Wanted): Promise<ReadonlyArray<string>> => {
  const root = resolve(wanted.root ?? here)
  if (!existsSync(join(root, "turbo.json"))) throw new Refusal(`${root} is no repository like this one: no turbo.json`)
  const target = findTarget(root, wanted)
  const document = wanted.from === undefined ? undefined : await read(wanted.from)
  const planned = plan(root, target, document, wanted)
  if (wanted.isDry === true) return tell(planned)
  writing(root, planned.files, (keep) => {
    for (const path of planned.generated) keep(path)
    if (planned.generated.length > 0)
      run(root, "the types could not be generated", join(here, "scripts/codegen.mjs"), "--root", root)
    // With the repository's own formatter, so that what is new looks like all the rest.
    const paths = [...planned.files.keys()].filter((path) => /\.(?:ts|json)$/.test(path))
    run(root, "the new files could not be formatted", join(root, "node_modules/oxfmt/bin/oxfmt"), ...paths)
  })
  return report(planned)
}

const run = (cwd: string, complaint: string, program: string, ...args: ReadonlyArray<string>): void => {
  const { error, status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"]
  })
  if (status !== 0) throw new Refusal(`${complaint}: ${error?.message ?? stderr.trim()}`)
}

/** What would be written, without writing it. */
const tell = ({ files, notes, open }: Planned): ReadonlyArray<string> => [
  `new: ${files.size} files would be written`,
  ...notes.map((note) => `new: ${note}`),
  `new: left to you would be ${open}`
]

const report = ({ files, generated, names, notes, open }: Planned): ReadonlyArray<string> => {
  const { folder, name, version } = names
  const spec = `specs/${name}/${version}.yaml`
  const places = (files.get(spec) ?? "").split(mark).length - 1
  const isTyped = generated.length === 0
  const provider = `packages/${name}${folder === "" ? "" : `/src/${version}`}`
  const left = [
    `packages/${name}/src/${folder}internal/translate.ts: ${open}`,
    `packages/${name}/src/${folder}internal/secrets.ts: the names of what callers give in confidence, where they are not those of secrets`,
    ...(isTyped
      ? []
      : [`${spec}: a description of yours in ${places} places, wherever it says ${mark}; then pnpm codegen`]),
    `pnpm install, pnpm check, pnpm lint, pnpm boundaries, pnpm vitest run packages/${name}`
  ]
  return [
    isTyped
      ? `new: ${provider} is there; ${files.size} files were written`
      : `new: packages/${name}-types, ${provider} and ${spec} are there; ${files.size} files were written, and then the types`,
    ...notes.map((note) => `new: ${note}`),
    "",
    "What is left to you:",
    ...left.map((line, index) => `  ${index + 1}. ${line}`)
  ]
}
