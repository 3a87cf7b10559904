/** A database of its own for each test file, and clients of it. */
import type {} from "./postgresSetup.ts"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { afterAll, beforeAll, inject } from "vitest"

/** Where the server is that the test run has. */
const server = () => inject("postgresUrl")

/** What a client has of its own; `url` is another way to the same database. */
export interface ClientOptions extends Omit<PgClient.PgPoolConfig, "url"> {
  readonly url?: string
}

/** A client of this database. */
export const clientOf = (url: string) => Layer.fresh(Layer.orDie(client(url)))

/**
 * A process that freezes in the middle of a transaction keeps its locks no longer than this.
 */
const startupParameters = { idle_in_transaction_session_timeout: "5s", lock_timeout: "10s" }

const client = (url: string, { url: other, ...more }: ClientOptions = {}) =>
  PgClient.layer({ url: Redacted.make(other ?? url), maxConnections: 4, startupParameters, ...more })

/** Makes a database before the tests of a file, and drops it after them. */
export const useDatabase = () => {
  const name = `errand_test_${crypto.randomUUID().replaceAll("-", "")}`
  const admin = (statement: string) =>
    Effect.runPromise(
      Effect.flatMap(SqlClient.SqlClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(client(server())))
    )
  beforeAll(() => admin(`create database ${name}`))
  afterAll(() => admin(`drop database if exists ${name} with (force)`))
  const url = () => {
    const address = new URL(server())
    address.pathname = `/${name}`
    return address.href
  }
  return {
    url,
    /** A client of a process of its own. */
    client: (more?: ClientOptions) => Layer.fresh(Layer.suspend(() => Layer.orDie(client(url(), more))))
  }
}
