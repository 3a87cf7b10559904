/** Gives the test files that need PostgreSQL one server for the whole run. */
import type { TestProject } from "vitest/node"
import { startServer } from "./postgresServer.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** Where the server is, with the right to make databases. */
    readonly postgresUrl: string
  }
}

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { stop, url } = await startServer()
  project.provide("postgresUrl", url)
  return stop
}
