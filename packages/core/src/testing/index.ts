export * as Fleet from "./Fleet.ts"
export * as StoreChecks from "./StoreChecks.ts"
export * as TestProvider from "./TestProvider.ts"
export type * as Script from "./Script.ts"
