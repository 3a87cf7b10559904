import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sdkClient } from "../src/client/sdkClient.ts"
import { fetchClient } from "../src/client/fetchClient.ts"
import { playCell } from "../src/matrixCell.ts"
import type { Options } from "../src/matrixCell.ts"
import { chapters } from "../src/scenarios.ts"

const real: Options = { speed: 100, run: (_, report) => report }

const scenario = (name: string) => {
  const found = chapters.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name)
  assert.isDefined(found)
  return found
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
          const { wrong } = yield* playCell(client, provider, scenario("One 503 while waiting"), real)
          assert.deepStrictEqual(wrong, ["left running", "said error"])
        })
      )
    }
  }
})
