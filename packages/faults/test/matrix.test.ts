import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { errandClient } from "../src/client/errandClient.ts"
import { setClock } from "../src/machineClock.ts"
import { playCell } from "../src/matrixCell.ts"
import type { Options } from "../src/matrixCell.ts"
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

for (const { scenarios, title } of chapters) {
  describe(title, () => {
    for (const scenario of scenarios) {
      for (const provider of stages(scenario)) {
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
