export type * as Script from "./Script.ts"
export * as TestProvider from "./TestProvider.ts"
