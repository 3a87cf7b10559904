/**
 * `pnpm soak`: 2,000 tasks, 5 % faults, three kills; prints what the server knows in the end. With
 * `--cluster`: on three machines that are killed and frozen, and on PostgreSQL. Ends with 1 unless
 * all is well.
 */
import * as Effect from "effect/Effect"
import { parseArgs } from "node:util"
import { soakCluster } from "./soak/clusterRun.ts"
import { soak } from "./soak/soakRun.ts"

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: {
    cluster: { type: "boolean", default: false },
    tasks: { type: "string" },
    kills: { type: "string" },
    seed: { type: "string" },
    share: { type: "string" }
  }
})
const tasks = Number(values.tasks ?? 2000)
const kills = Number(values.kills ?? 3)
const seed = Number(values.seed ?? 1)
const share = Number(values.share ?? 0.05)

const began = performance.now()
const run: Effect.Effect<object> = values.cluster
  ? soakCluster({ tasks, harms: kills, seed, share })
  : soak({ tasks, kills, seed, share })
const report = await Effect.runPromise(run)
const isList = (found: unknown): found is ReadonlyArray<string> => Array.isArray(found)
/** What went wrong, by its kind: each must be empty. */
const wrong = Object.entries(report).filter((entry): entry is [string, ReadonlyArray<string>] => isList(entry[1]))
console.log({
  ...Object.fromEntries(Object.entries(report).filter(([, found]) => !isList(found))),
  seconds: Math.round((performance.now() - began) / 1000)
})
console.log(wrong.map(([what, which]) => `${what} ${which.length}`).join(", "))
for (const [what, which] of wrong) {
  if (which.length > 0) console.log(`${what}: ${which.slice(0, 20).join(" ")}`)
}
process.exitCode = wrong.every(([, which]) => which.length === 0) ? 0 : 1
