/** All scenarios, by chapter. */
import type { Provider } from "@errand/simulator"
import type { Scenario } from "./faultScenario.ts"
import { ending } from "./scenarios/ending.ts"
import { leaving } from "./scenarios/leaving.ts"
import { starting } from "./scenarios/starting.ts"
import { waiting } from "./scenarios/waiting.ts"

export const chapters: ReadonlyArray<{ readonly title: string; readonly scenarios: ReadonlyArray<Scenario> }> = [
  { title: "Starting", scenarios: starting },
  { title: "Waiting", scenarios: waiting },
  { title: "Ending", scenarios: ending },
  { title: "Leaving", scenarios: leaving }
]

export const providers: ReadonlyArray<Provider> = [
  "browser-use",
  "browser-use/v4",
  "browseract",
  "browseract/v3",
  "firecrawl"
]

/** The services that a scenario can happen on. */
export const stages = ({ on }: Scenario): ReadonlyArray<Provider> =>
  on === undefined ? providers : typeof on === "string" ? [on] : on

/** The scenario as it is on a service. */
export const onService = (scenario: Scenario, provider: Provider): Scenario => ({
  ...scenario,
  ...scenario.differs?.[provider]
})
