/** For programs on Node, Bun and Deno. */
export { runMain } from "./runMain.ts"
export type { Options } from "./runMain.ts"
