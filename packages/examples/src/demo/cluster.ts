/**
 * The demo's scene with three machines: PostgreSQL and the machines run on 127.0.0.1, and the
 * machine that does the errands is killed in the middle.
 */
import * as Fleet from "@errand/faults/cluster/fleet"
import { errandsOf } from "@errand/faults/cluster/orders"
import { startOwnServer } from "@errand/testkit/postgresServer"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { showUntil } from "./handled.ts"
import type { Screen } from "./screen.ts"

const total = 12

/** Sends errands, kills their machine in the middle, and shows who did which of them. */
export const playCluster = (screen: Screen) =>
  Effect.gen(function* () {
    yield* screen.title("Three machines, PostgreSQL, and a kill in the middle")
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => startOwnServer()),
      ({ stop }) => Effect.promise(() => stop())
    )
    yield* screen.line("postgresql", "runs on a free port of 127.0.0.1")
    const fleet = yield* Fleet.make({
      databaseUrl: server.url,
      accounts: ["shop"],
      simulator: {
        seed: 1,
        speed: 5,
        browserUse: { concurrency: 3 },
        tasks: [{ times: "always", running: "10 seconds", output: "done" }]
      }
    })
    const machines = yield* Effect.forEach(
      ["machine-1", "machine-2", "machine-3"],
      (name) =>
        Effect.gen(function* () {
          const machine = yield* fleet.machine(name)
          yield* machine.ready
          yield* screen.line(name, `is process ${machine.pid}, and listens on ${machine.address}`)
          return machine
        }),
      { concurrency: "unbounded" }
    )

    const keys = Array.from({ length: total }, (_, n) => `order-${n + 1}`)
    const errands = errandsOf("shop")
    const asked = yield* Effect.forkChild(
      Effect.forEach(keys, (key) => errands.run(key, { task: key }), { concurrency: "unbounded" }).pipe(
        Effect.provide(Fleet.clientLayer(server.url))
      )
    )
    yield* screen.line("client", `sent ${total} errands and waits for their outcomes; it does none itself`)

    const show = yield* showUntil(screen, fleet)
    yield* show(total / 3)
    const owner = (yield* fleet.effects).at(-1)?.machine
    const victim = machines.find(({ name }) => name === owner)
    if (victim === undefined) return yield* Effect.die(new Error("no machine has the account"))
    const takenBefore = (yield* fleet.takeovers).length
    const killedAt = yield* fleet.now
    yield* victim.signal("SIGKILL")
    yield* screen.line(victim.name, "is killed (SIGKILL), with its tasks under way", "red")
    yield* show(total)
    const outcomes = yield* Fiber.join(asked)
    const next = (yield* fleet.takeovers)[takenBefore]
    if (next !== undefined) {
      yield* screen.plain(
        `The next machine had the account ${((next.at - killedAt) / 1000).toFixed(1)} s after the kill.`
      )
    }

    const { doubled, lost, twice } = yield* Fleet.count(fleet, keys)
    const succeeded = outcomes.filter(({ _tag }) => _tag === "Succeeded").length
    yield* screen.plain(`The client has ${succeeded} of ${total} outcomes.`)
    yield* screen.plain(`lost ${lost.length}, started twice ${doubled.length}, handled twice ${twice.length}`, "bold")
  }).pipe(Effect.scoped)
