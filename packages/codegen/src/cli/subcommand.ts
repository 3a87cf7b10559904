/** The commands beside generating. */
import { SpecProblem } from "../problem.ts"
import { Unreachable } from "../read/published.ts"

/**
 * Exit codes: a document or file is at fault, the arguments are, or a document could not be
 * fetched.
 */
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

/** Prints expected errors as messages and returns their exit code; others are thrown. */
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
  // A SyntaxError is a configuration that cannot be read.
  if (error instanceof SpecProblem || error instanceof SyntaxError) return exitFailed
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS")
    ? exitMisused
    : undefined
}
