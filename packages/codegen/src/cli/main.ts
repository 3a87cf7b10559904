/**
 * Generates the types packages from the specifications. When nothing has changed, this file and
 * those that it imports are all that is loaded; the compilers come only when there is work for
 * them.
 */
import { parseArgs, usage } from "./args.ts"
import { hashGenerator, readLock, listUndescribed } from "../workspace/lock.ts"
import { findStale } from "../workspace/staleness.ts"
import { listSites } from "../workspace/sites.ts"

/**
 * Runs one command on the repository at `home`, prints what it has to say, and gives the exit code.
 */
export const runCommand = async (argv: ReadonlyArray<string>, home = process.cwd()): Promise<number> => {
  const [word = "", ...rest] = argv
  if (subcommands.has(word))
    return (await import("./subcommand.ts")).runSubcommand(word, rest, home, () => runCommand([], home))
  const args = parseArgs(argv)
  if (args.kind === "help") {
    console.log(usage)
    return 0
  }
  if (args.kind === "wrong") {
    console.error(`codegen: ${args.message}\n\n${usage}`)
    return 2
  }
  if (args.kind === "single") {
    const { generateOne, reportProblems } = await loadGenerator()
    return reportProblems(() => generateOne(args))
  }
  const root = args.root ?? home
  const all = readSites(root)
  if (all === undefined) return 1
  const lock = readLock(root)
  if (all.length === 0 && lock === undefined) {
    console.error("codegen: there is nothing to generate from; see codegen init --help")
    return 1
  }
  const generator = hashGenerator()
  const staleness = findStale(root, lock, generator, all)
  const isDone = args.kind !== "check" || listUndescribed(lock).length === 0
  if (!staleness.inputs && staleness.outputs.length === 0 && isDone) {
    console.log(`codegen: ${all.length} specifications, nothing changed`)
    return 0
  }
  const { checkAll, reportProblems, writeAll } = await loadGenerator()
  const workspace = { root, sites: all, lock, generator }
  return reportProblems(() => (args.kind === "check" ? checkAll(workspace, staleness) : writeAll(workspace)))
}

const subcommands = new Set(["diff", "init", "update"])

const readSites = (root: string): ReturnType<typeof listSites> | undefined => {
  try {
    return listSites(root)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    console.error(`codegen: ${error.message}`)
    return undefined
  }
}

const loadGenerator = () => import("./generateFiles.ts")
