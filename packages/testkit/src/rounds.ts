/**
 * How often a test repeats what only more rounds make surer: few by default, many where
 * `ERRAND_TEST_ROUNDS=many`.
 */

const setting = process.env["ERRAND_TEST_ROUNDS"] ?? "few"
if (setting !== "few" && setting !== "many") throw new Error(`ERRAND_TEST_ROUNDS is "few" or "many", not "${setting}"`)

/** Of the two numbers the one that is asked for. Few must still find what one look would miss. */
export const rounds = ({ few, many }: { readonly few: number; readonly many: number }): number =>
  setting === "many" ? many : few

/**
 * Whether many rounds are asked for: a test that proves in another way what one of few rounds
 * proves already runs only then, and is counted as skipped elsewhere.
 */
export const isMany: boolean = setting === "many"
