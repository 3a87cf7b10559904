/** Reads, plans, writes, generates and formats; then says what is left to do. */
import { spawnSync } from "node:child_process"
import { globSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { command as codegen } from "@errand/codegen/command"
import { objectOr, textOr } from "@errand/codegen/json"
import { mark } from "@errand/codegen/marks"
import { parseArgs, usage, type Wanted } from "./args.ts"
import { generated, type Planned, plan } from "./plan.ts"
import { writing } from "./files.ts"
import { read } from "./document.ts"
import { checkName, namesOf } from "./names.ts"
import { Refusal } from "./refusal.ts"
import { versionOf } from "./version.ts"

const here = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")

/** Runs the command, prints what it has to say, and gives the exit code: 1 for a refusal, 2 for a wrong call. */
export const command = async (argv: ReadonlyArray<string>): Promise<number> => {
  const args = parseArgs(argv)
  if (args.kind === "help") {
    console.log(usage)
    return 0
  }
  if (args.kind === "wrong") {
    console.error(`new: ${args.message}\n\n${usage}`)
    return 2
  }
  try {
    for (const line of await make(args.wanted)) console.log(line)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`new: ${error.message}\nnew: nothing was written`)
    return 1
  }
}

const make = async (wanted: Wanted): Promise<ReadonlyArray<string>> => {
  const root = resolve(wanted.root ?? here)
  checkName(root, wanted.name)
  const document = await read(wanted.from)
  const title = textOr(objectOr(document["info"])["title"]) ?? ""
  const names = namesOf(wanted.name, title, wanted.version ?? versionOf(document))
  const planned = plan(root, names, document, wanted)
  await writing(root, planned.files, async (keep) => {
    for (const path of generated(names)) keep(path)
    if ((await codegen(["--root", root])) !== 0) throw new Refusal("the code generator refused the specification")
    format(root, planned)
  })
  return report(root, wanted.name, planned)
}

/** With the repository's own formatter, so that what is new looks like all the rest. */
const format = (root: string, { files }: Planned): void => {
  const paths = [...files.keys()].filter((path) => /\.(?:ts|json)$/.test(path))
  const formatter = join(root, "node_modules/oxfmt/bin/oxfmt")
  const { error, status, stderr } = spawnSync(process.execPath, [formatter, ...paths], { cwd: root, encoding: "utf8" })
  if (status !== 0) throw new Refusal(`the new files could not be formatted: ${error?.message ?? stderr}`)
}

const report = (root: string, name: string, { doubts, files, open }: Planned): ReadonlyArray<string> => [
  `new: ${files.size} files written, ${globSync(`packages/${name}-types/src/*/*.ts`, { cwd: root }).length} generated`,
  ...doubts.map((doubt) => `new: ${doubt}`),
  "",
  "What is left to you:",
  `  1. packages/${name}/src/internal/translate.ts: ${open}`,
  `  2. specs/${name}: a description of yours wherever it says ${mark}, then pnpm codegen`,
  `  3. pnpm install, pnpm check, pnpm lint, pnpm boundaries, pnpm vitest run packages/${name}`
]
