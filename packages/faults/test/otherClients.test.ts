import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sdkClient } from "../src/client/sdkClient.ts"
import { fetchClient } from "../src/client/fetchClient.ts"
import { playCell } from "../src/matrixCell.ts"
import type { Options } from "../src/matrixCell.ts"
import { chapters } from "../src/scenarios.ts"

// A hundred times faster than real. These clients have timers of their own, which no test can turn.
const real: Options = { speed: 100, run: (_, report) => report }
/** Ten minutes of real time: no machine is so slow that a client gives up by itself. */
const patience = { within: 60_000, requestWithin: 60_000 }

const scenario = (name: string) => {
  const found = chapters.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name)
  assert.isDefined(found)
  return { ...found, ...patience }
}

describe("the other clients", () => {
  for (const client of [sdkClient, fetchClient]) {
    for (const provider of client.providers) {
      it.live(`${client.name} can do it on ${provider} when nothing goes wrong`, () =>
        Effect.gen(function* () {
          for (const name of ["Nothing goes wrong", "The output fits its schema", "A file", "The stop is heard"]) {
            assert.deepStrictEqual((yield* playCell(client, provider, scenario(name), real)).wrong, [], name)
          }
        })
      )

      it.live(`${client.name} on ${provider} gets another verdict than a client that survives a 503`, () =>
        Effect.gen(function* () {
          // It runs for so long that it still does when the client has given it up.
          const endless = { ...scenario("One 503 while waiting"), task: { running: "10 hours" } } as const
          const { wrong } = yield* playCell(client, provider, endless, real)
          assert.deepStrictEqual(wrong, ["left running", "said error"])
        })
      )
    }
  }
})
