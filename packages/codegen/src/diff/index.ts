/**
 * What changed between two descriptions of an API, for those who call it: each change with its
 * place, in words, and what it means for a package of types and for a client.
 */
export type { Change, Diff, Options, Surface } from "./change.ts"
export { diff } from "./diff.ts"
export { format, summary, toJson } from "./format.ts"
export type { Code } from "./rules.ts"
export { highest } from "./verdict.ts"
export type { Bump, Caller, Direction } from "./verdict.ts"
