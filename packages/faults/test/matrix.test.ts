import { assert, describe, it } from "@effect/vitest"
import type { Provider } from "@errand/simulator"
import { rounds } from "@errand/testkit/rounds"
import { Clock, Effect } from "effect"
import { errandClient } from "../src/client/errandClient.ts"
import { setClock } from "../src/machineClock.ts"
import { playCell } from "../src/matrixCell.ts"
import type { Options } from "../src/matrixCell.ts"
import type { Scenario } from "../src/faultScenario.ts"
import { chapters, onService, stages } from "../src/scenarios.ts"

/** In virtual time, as long as it would really take. */
const virtual: Options = {
  speed: 1,
  run: (simulator, report, { clock }) =>
    simulator.drive(
      clock === undefined
        ? report
        : Clock.clockWith((clock_) =>
            Effect.provideService(report, Clock.Clock, setClock(clock_, 10_000, clock * 1000))
          )
    )
}

/** On how many services a scenario is played, besides those on which something else must hold. */
const servicesPerScenario = rounds({ few: 2, many: Infinity })

let turn = 0
/** The services take turns, so that with few rounds each of them has its share of the scenarios. */
const playedOn = (scenario: Scenario): ReadonlyArray<Provider> => {
  const all = stages(scenario)
  if (all.length <= servicesPerScenario) return all
  const due = new Set(Array.from({ length: servicesPerScenario }, () => all[turn++ % all.length]))
  return all.filter((provider) => due.has(provider) || scenario.differs?.[provider] !== undefined)
}

for (const { scenarios, title } of chapters) {
  describe(title, () => {
    for (const scenario of scenarios) {
      for (const provider of playedOn(scenario)) {
        const played = onService(scenario, provider)
        it.effect(`${scenario.name} (${provider}): ${played.answer}`, () =>
          Effect.gen(function* () {
            const { wrong } = yield* playCell(errandClient, provider, played, virtual)
            assert.deepStrictEqual(wrong, [])
          })
        )
      }
    }
  })
}
