/** Shows which machine handled which errand. */
import type { Fleet } from "@errand/faults/cluster/fleet"
import * as Effect from "effect/Effect"
import type { Screen } from "./screen.ts"

/** Gives an effect that shows what was handled since it was asked last, until so much was. */
export const showUntil = (screen: Screen, fleet: Fleet) =>
  Effect.sync(() => {
    const shown = new Set<string>()
    const showNew = Effect.gen(function* () {
      for (const { key, machine } of yield* fleet.effects) {
        if (shown.has(key)) continue
        shown.add(key)
        yield* screen.line(machine, `handled ${key}`)
      }
      return shown.size
    })
    return (count: number) =>
      Effect.gen(function* () {
        while ((yield* showNew) < count) yield* Effect.sleep("100 millis")
      })
  })
