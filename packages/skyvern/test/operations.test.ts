import { Client } from "@errand/skyvern"
import { success } from "@errand/provider-testkit/mutants"
import * as Api from "@errand/skyvern-types/v1"
import { document } from "@errand/skyvern-types/v1/document"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { calls, type Name } from "./support/calls.ts"
import { canary, service } from "./support/service.ts"

const names = Object.keys(calls) as ReadonlyArray<Name>
const operations: { readonly [K in Name]: (typeof Api)[K] } = Api

describe("every operation", () => {
  it.effect.each(names)("%s asks what the table says, with the key, and gives the answer", (name) =>
    Effect.gen(function* () {
      const operation = operations[name]
      const { body } = success(document, operation)
      const { options, requests } = service(() => Response.json(body ?? {}))
      assert.deepStrictEqual(yield* calls[name](Client.make(options)), body ?? {})
      const [seen] = requests
      assert(seen !== undefined)
      assert.strictEqual(seen.method, operation.method)
      assert.strictEqual(seen.url.pathname, operation.path.replace("{run_id}", "tsk_1"))
      assert.strictEqual(seen.headers.get("x-api-key"), canary)
    })
  )
})
