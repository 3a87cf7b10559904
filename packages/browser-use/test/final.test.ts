import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { json } from "./support/FakeService.ts"
import { provider } from "./support/provider.ts"

describe("a refusal that is final", () => {
  it.effect.each([
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"]
  ] as const)("is told at once: %d is %s, and no request is repeated", ([status, tag]) =>
    Effect.gen(function* () {
      const { asked, provider: browserUse } = provider(() => json({ detail: "no" }, status))
      for (const call of [Effect.asVoid(browserUse.status("t")), browserUse.snapshot("t"), browserUse.cancel("t")]) {
        const { reason, transient } = yield* Effect.flip(Effect.asVoid(call))
        assert.deepStrictEqual([reason._tag, transient], [tag, false])
      }
      assert.lengthOf(asked, 3)
    })
  )
})
