/**
 * What `compose.yaml` runs beside its machines: makes the tables, plays the service, sends errands
 * and shows which machine handled them. Does none of them itself.
 */
import { runMain } from "@errand/core/node"
import * as Fleet from "@errand/faults/cluster/fleet"
import { errandsOf } from "@errand/faults/cluster/orders"
import * as Effect from "effect/Effect"
import { writeFileSync } from "node:fs"
import { showUntil } from "./demo/handled.ts"
import * as Screen from "./demo/screen.ts"

const total = 60
const databaseUrl = process.env["DATABASE_URL"] ?? "postgres://errand:errand@127.0.0.1:5432/postgres"
/** Made when machines may be started. */
const readyFile = process.env["READY_FILE"] ?? "/tmp/ready"

runMain(
  Effect.gen(function* () {
    const screen = yield* Screen.make(process.stdout)
    const fleet = yield* Fleet.make({
      databaseUrl,
      accounts: ["shop"],
      simulator: {
        seed: 1,
        port: 8400,
        apiKey: "demo",
        speed: 5,
        browserUse: { concurrency: 3 },
        tasks: [{ times: "always", running: "20 seconds", output: "done" }]
      }
    })
    writeFileSync(readyFile, "")
    const keys = Array.from({ length: total }, (_, n) => `order-${n + 1}`)
    const errands = errandsOf("shop")
    const show = yield* showUntil(screen, fleet)
    yield* Effect.forEach(keys, (key) => errands.run(key, { task: key }), { concurrency: "unbounded" }).pipe(
      Effect.provide(Fleet.clientLayer(databaseUrl)),
      (asked) => Effect.all([asked, show(total)], { concurrency: "unbounded" })
    )
    const { doubled, lost, twice } = yield* Fleet.count(fleet, keys)
    yield* screen.plain(`lost ${lost.length}, started twice ${doubled.length}, handled twice ${twice.length}`, "bold")
  }).pipe(Effect.scoped)
)
