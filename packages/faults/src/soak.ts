/**
 * `pnpm soak`: 2,000 tasks, 5 % faults, three kills; prints what the server knows in the end. Ends
 * with 1 unless all is well.
 */
import * as Effect from "effect/Effect"
import { parseArgs } from "node:util"
import { soak } from "./soak/soakRun.ts"

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: { tasks: { type: "string" }, kills: { type: "string" }, seed: { type: "string" }, share: { type: "string" } }
})
const began = performance.now()
const { doubled, lost, running, ...counts } = await Effect.runPromise(
  soak({
    tasks: Number(values.tasks ?? 2000),
    kills: Number(values.kills ?? 3),
    seed: Number(values.seed ?? 1),
    share: Number(values.share ?? 0.05)
  })
)
console.log({ ...counts, seconds: Math.round((performance.now() - began) / 1000) })
console.log(`lost ${lost.length}, doubled ${doubled.length}, left running ${running.length}`)
for (const [what, which] of Object.entries({ lost, doubled, running })) {
  if (which.length > 0) console.log(`${what}: ${which.slice(0, 20).join(" ")}`)
}
process.exitCode = lost.length + doubled.length + running.length === 0 ? 0 : 1
