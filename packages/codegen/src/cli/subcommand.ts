/** The commands beside generating. */
import { SpecProblem } from "../problem.ts"
import { Unreachable } from "../read/published.ts"

/** Exit codes: what was asked for cannot be done, was not understood, or is out of reach. */
const exitFailed = 1
const exitMisused = 2
const exitUnreachable = 3

/** Runs one of them, and gives its exit code. */
export const runSubcommand = async (
  word: string,
  argv: ReadonlyArray<string>,
  root: string,
  generate: () => Promise<number>
): Promise<number> =>
  explainErrors("codegen", async () => {
    if (word === "diff") return (await import("./diffCommand.ts")).run(argv)
    if (word === "update") return (await import("./updateCommand.ts")).run(argv, root, generate)
    const code = (await import("./initCommand.ts")).run(argv, root)
    return code === 0 && !argv.includes("--help") && !argv.includes("-h") ? generate() : code
  })

/** Turns what is known to go wrong into its message and its exit code. */
export const explainErrors = async (who: string, run: () => Promise<number>): Promise<number> => {
  try {
    return await run()
  } catch (error) {
    const code = exitCodeOf(error)
    if (code === undefined) throw error
    const problems: ReadonlyArray<unknown> = error instanceof AggregateError ? error.errors : [error]
    for (const problem of problems)
      console.error(`${who}: ${problem instanceof Error ? problem.message : String(problem)}`)
    return code
  }
}

const exitCodeOf = (error: unknown): number | undefined => {
  if (error instanceof Unreachable) return exitUnreachable
  if (error instanceof AggregateError && error.errors.every((each) => each instanceof SpecProblem)) return exitFailed
  // A configuration that is none.
  if (error instanceof SpecProblem || error instanceof SyntaxError) return exitFailed
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS")
    ? exitMisused
    : undefined
}
