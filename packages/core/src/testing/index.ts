export * as Fleet from "./Fleet.ts"
export type * as Script from "./Script.ts"
export * as TestProvider from "./TestProvider.ts"
