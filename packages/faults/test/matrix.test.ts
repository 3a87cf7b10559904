import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { errand } from "../src/client/errand.ts"
import { jumping } from "../src/jumping.ts"
import { play } from "../src/play.ts"
import type { Options } from "../src/play.ts"
import { chapters, stages } from "../src/scenarios.ts"

/** In virtual time, as long as it would really take. */
const virtual: Options = {
  speed: 1,
  run: (simulator, told, { clock }) =>
    simulator.drive(
      clock === undefined
        ? told
        : Clock.clockWith((clock_) => Effect.provideService(told, Clock.Clock, jumping(clock_, 10_000, clock * 1000)))
    )
}

for (const { scenarios, title } of chapters) {
  describe(title, () => {
    for (const scenario of scenarios) {
      for (const provider of stages(scenario)) {
        it.effect(`${scenario.name} (${provider}): ${scenario.answer}`, () =>
          Effect.gen(function* () {
            const { wrong } = yield* play(errand, provider, scenario, virtual)
            assert.deepStrictEqual(wrong, [])
          })
        )
      }
    }
  })
}
