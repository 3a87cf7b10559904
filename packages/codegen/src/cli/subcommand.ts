/** The commands beside generating. */
import { SpecProblem } from "../problem.ts"
import { Unreachable } from "../read/published.ts"

/** Exit codes: what was asked for cannot be done, was not understood, or is out of reach. */
const failed = 1
const misused = 2
const unreachable = 3

/** Runs one of them, and gives its exit code. */
export const subcommand = async (
  word: string,
  argv: ReadonlyArray<string>,
  root: string,
  generate: () => Promise<number>
): Promise<number> =>
  explained("codegen", async () => {
    if (word === "diff") return (await import("./diffCommand.ts")).run(argv)
    if (word === "update") return (await import("./updateCommand.ts")).run(argv, root, generate)
    const code = (await import("./initCommand.ts")).run(argv, root)
    return code === 0 && !argv.includes("--help") && !argv.includes("-h") ? generate() : code
  })

/** Turns what is known to go wrong into its message and its exit code. */
export const explained = async (who: string, run: () => Promise<number>): Promise<number> => {
  try {
    return await run()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    const problems: ReadonlyArray<unknown> = error instanceof AggregateError ? error.errors : [error]
    for (const problem of problems)
      console.error(`${who}: ${problem instanceof Error ? problem.message : String(problem)}`)
    return code
  }
}

const codeOf = (error: unknown): number | undefined => {
  if (error instanceof Unreachable) return unreachable
  if (error instanceof AggregateError && error.errors.every((each) => each instanceof SpecProblem)) return failed
  // A configuration that is none.
  if (error instanceof SpecProblem || error instanceof SyntaxError) return failed
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS")
    ? misused
    : undefined
}
