/**
 * `pnpm size`: our own code, openapi-fetch included, grows only when somebody decides that it may.
 * Deterministic, so a budget and not a bench; `pnpm bench` shows it beside what we aim at.
 */
import { oneTask, ours, weigh, withoutEffect } from "./bench/bundle.ts"
import { Report } from "./ci/report.ts"

const budgets = [
  { name: "@errand/core, whole", program: `export * from "@errand/core"`, most: 41_900 },
  { name: "@errand/core and @errand/browser-use, whole", program: ours, most: 69_000 },
  { name: "a program that runs one task", program: oneTask, most: 60_300 }
]

const report = new Report()
for (const { most, name, program } of budgets) {
  const { gzip, min } = await weigh(program, import.meta.dirname, withoutEffect)
  await report.check(`${name}, without effect: ${gzip} B gzip (${min} B min) of at most ${most} B`, () =>
    gzip <= most ? undefined : `${gzip - most} B too much`
  )
}
report.close()
