/**
 * Generates the types packages from the specifications. When nothing has changed, this file and those that it imports
 * are all that is loaded; the compilers come only when there is work for them.
 */
import { parseArgs, usage } from "./args.ts"
import { generatorHash, readLock, undescribed } from "../workspace/lock.ts"
import { look } from "../workspace/staleness.ts"
import { sites } from "../workspace/sites.ts"

/** Runs one command on the repository at `home`, prints what it has to say, and gives the exit code. */
export const command = async (argv: ReadonlyArray<string>, home = process.cwd()): Promise<number> => {
  const [word = "", ...rest] = argv
  if (subcommands.has(word))
    return (await import("./subcommand.ts")).subcommand(word, rest, home, () => command([], home))
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
    const { guarded, single } = await slow()
    return guarded(() => single(args.spec, args.overlay, args.out))
  }
  const root = args.root ?? home
  const all = sitesOf(root)
  if (all === undefined) return 1
  const lock = readLock(root)
  if (all.length === 0 && lock === undefined) {
    console.error("codegen: there is nothing to generate from; see codegen init --help")
    return 1
  }
  const generator = generatorHash()
  const looked = look(root, lock, generator, all)
  const isDone = args.kind !== "check" || undescribed(lock).length === 0
  if (!looked.inputs && looked.outputs.length === 0 && isDone) {
    console.log(`codegen: ${all.length} specifications, nothing changed`)
    return 0
  }
  const { check, guarded, write } = await slow()
  const workspace = { root, sites: all, lock, generator }
  return guarded(() => (args.kind === "check" ? check(workspace, looked) : write(workspace)))
}

const subcommands = new Set(["diff", "init", "update"])

const sitesOf = (root: string): ReturnType<typeof sites> | undefined => {
  try {
    return sites(root)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    console.error(`codegen: ${error.message}`)
    return undefined
  }
}

const slow = () => import("./generateFiles.ts")
