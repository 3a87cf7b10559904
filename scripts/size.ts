/** `pnpm size`: our own code stays small. Deterministic, so a budget and not a bench. */
import { ours, weigh, withoutEffect } from "./bench/bundle.ts"
import { Report } from "./ci/report.ts"

const budget = 15_000
const report = new Report()
await report.check(
  `@errand/core and @errand/browser-use, whole, stay below ${budget} B min+gzip without effect`,
  async () => {
    const { min, gzip } = await weigh(ours, import.meta.dirname, withoutEffect)
    console.log(`        ${gzip} B gzip, ${min} B min`)
    return gzip < budget ? undefined : `${gzip} B is too much`
  }
)
report.close()
