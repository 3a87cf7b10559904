export * as Http from "./Http.ts"
export { HttpError } from "./HttpError.ts"
export type { HttpReason } from "./HttpError.ts"
export type { Operation, OperationTypes } from "./Operation.ts"
