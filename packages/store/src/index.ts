export * as FileStore from "./FileStore.ts"
