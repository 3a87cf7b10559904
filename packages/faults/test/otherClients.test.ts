import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { official } from "../src/client/official.ts"
import { plain } from "../src/client/plain.ts"
import { play } from "../src/play.ts"
import type { Options } from "../src/play.ts"
import { chapters } from "../src/scenarios.ts"

const real: Options = { speed: 100, run: (_, told) => told }

const scenario = (name: string) => {
  const found = chapters.flatMap(({ scenarios }) => scenarios).find((one) => one.name === name)
  assert.isDefined(found)
  return found
}

describe("the other clients", () => {
  for (const client of [official, plain]) {
    for (const provider of client.providers) {
      it.live(`${client.name} can do it on ${provider} when nothing goes wrong`, () =>
        Effect.gen(function* () {
          for (const name of ["Nothing goes wrong", "The output fits its schema", "A file", "The stop is heard"]) {
            assert.deepStrictEqual((yield* play(client, provider, scenario(name), real)).wrong, [], name)
          }
        })
      )

      it.live(`${client.name} on ${provider} is told apart from one that bears a 503`, () =>
        Effect.gen(function* () {
          const { wrong } = yield* play(client, provider, scenario("One 503 while waiting"), real)
          assert.deepStrictEqual(wrong, ["left running", "said error"])
        })
      )
    }
  }
})
