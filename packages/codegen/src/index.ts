/** The generator as a library: one OpenAPI document in, the files of a types package out. */
export { generate } from "./generate.ts"
export type { Generated, Job } from "./generate.ts"
export { SpecProblem } from "./problem.ts"
