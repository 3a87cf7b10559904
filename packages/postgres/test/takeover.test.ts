import { assert, describe, it } from "@effect/vitest"
import { Simulator } from "@errand/simulator"
import { Effect, Schedule } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { spawn } from "node:child_process"
import { join } from "node:path"
import { useDatabase } from "@errand/testkit/database"
import type { Orders } from "./takeover/owner.ts"

const total = 30

interface Copy {
  readonly hasAccount: Effect.Effect<void>
  readonly signal: (name: NodeJS.Signals) => Effect.Effect<void>
  /** Its exit code, and what it said. */
  readonly ended: Effect.Effect<readonly [code: number | null, said: string]>
}

/** A copy of the program, killed when the scope closes. */
const startCopy = (orders: Orders) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() =>
        spawn(process.execPath, [join(import.meta.dirname, "takeover/owner.ts"), JSON.stringify(orders)], {
          stdio: ["ignore", "pipe", "inherit"]
        })
      ),
      (child) => Effect.sync(() => child.kill("SIGKILL"))
    ),
    (child): Copy => {
      let said = ""
      const heard = new Promise<void>((resolve) => {
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          said += text
          if (said.includes("has the account")) resolve()
        })
      })
      const closed = new Promise<readonly [number | null, string]>((resolve) => {
        child.once("close", (code) => resolve([code, said]))
      })
      return {
        hasAccount: Effect.promise(() => heard),
        ended: Effect.promise(() => closed),
        signal: (name) => Effect.sync(() => child.kill(name))
      }
    }
  )

describe.each(["SIGKILL", "SIGSTOP"] as const)("an owner that gets %s in the middle of its work", (signal) => {
  const database = useDatabase()

  it.live("is followed by a copy that stands by: nothing is lost, started twice or handled twice", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`create table effect (work text not null)`
      const { apiKey, browserUse, requests, tasks } = yield* Simulator.Simulator
      const orders = { databaseUrl: database.url(), baseUrl: browserUse.baseUrl, apiKey, total }
      const handled = Effect.map(
        sql<{ count: number }>`select count(*)::int as count from effect`,
        ([row]) => row?.count ?? 0
      )
      const first = yield* startCopy(orders)
      yield* first.hasAccount
      const second = yield* startCopy(orders)
      yield* Effect.repeat(handled, {
        until: (count) => count >= total * 0.2,
        schedule: Schedule.spaced("50 millis")
      })
      // A request that is between the proof of ownership and the wire leaves after the freeze: that
      // gap is known, and is not what this test is about.
      const starts = Effect.map(requests, (all) => all.filter(({ method }) => method === "POST").length)
      const isQuiet = Effect.gen(function* () {
        const before = yield* starts
        yield* Effect.sleep("150 millis")
        return (yield* starts) === before
      })
      yield* Effect.repeat(isQuiet, { until: (quiet) => quiet })
      yield* first.signal(signal)
      const [code, said] = yield* second.ended
      assert.strictEqual(code, 0, said)
      if (signal === "SIGSTOP") {
        yield* first.signal("SIGCONT")
        const [frozenCode, frozenSaid] = yield* first.ended
        assert.strictEqual(frozenCode, 3)
        assert.include(frozenSaid, "StoreLost")
      }
      assert.lengthOf(yield* tasks, total)
      const works = yield* sql<{ work: string }>`select work from effect`
      assert.lengthOf(works, total)
      assert.strictEqual(new Set(works.map(({ work }) => work)).size, total)
    }).pipe(
      Effect.provide(database.client()),
      Effect.provide(
        Simulator.layer({ speed: 10, tasks: [{ times: "always", running: "20 seconds", output: "done" }] })
      )
    )
  )
})
