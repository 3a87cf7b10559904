import { errand } from "./errand.ts"

export const contender = errand()
