export * as ErrandError from "./ErrandError.ts"
export * as Errands from "./Errands.ts"
