/** What an answer must be so that a wait believes it, and what ends a wait at once. */
import { assert, describe, it } from "@effect/vitest"
import type { Any } from "@errand/core/Provider"
import * as Task from "@errand/core/Task"
import { Effect } from "effect"
import { driven } from "./ends.ts"
import { type Answer, once } from "./hostile.ts"
import { answering } from "./mutants.ts"

/** A provider, and a task that is over, as its service shows it. */
export interface AnswersUnderTest<P extends Any> {
  readonly provider: (answer: Answer, options: { readonly maxBodyBytes?: number }) => P
  readonly view: { readonly id: string; readonly [name: string]: unknown }
  /** An id of another task; left out where no answer of the service names its task. */
  readonly another?: string
}

/** Tests of a provider. */
export const answersSuite = <P extends Any>(under: AnswersUnderTest<P>): void => {
  const { another, provider, view } = under
  const attach = (p: P, id: string) => Task.attach(p, { v: 1, provider: p.name, kind: p.kind, id })

  describe("an answer", () => {
    it.effect("that is longer than the client reads ends the wait at once, with the ref; the bound is an option", () =>
      Effect.gen(function* () {
        let asked = 0
        const long = JSON.stringify({ ...view, output: "x".repeat(2000) })
        const answer = ({ url }: Request) => {
          asked++
          return answering(200, url.includes("status") ? JSON.stringify({ ...view, steps: [] }) : long)
        }
        const error = yield* driven(
          once(Effect.flip(Task.await(attach(provider(answer, { maxBodyBytes: 1500 }), view.id), { within: "1 hour" })))
        )
        assert(error._tag === "ProviderError")
        assert.deepStrictEqual([error.reason._tag, error.transient], ["TooLarge", false])
        assert.strictEqual(error.ref?.id, view.id)
        assert.include(error.message, "maxBodyBytes")
        assert.isAtMost(asked, 3)
        const outcome = yield* driven(once(Task.await(attach(provider(answer, { maxBodyBytes: 5000 }), view.id))))
        assert.strictEqual(outcome._tag, "Succeeded")
      })
    )

    if (another === undefined) return
    it.effect("about another task is none", () =>
      Effect.gen(function* () {
        const p = provider(() => answering(200, JSON.stringify(view)), {})
        assert.strictEqual((yield* once(p.snapshot(view.id))).status.state, "completed")
        for (const look of [p.status(another), p.snapshot(another)]) {
          const { reason, transient } = yield* Effect.flip(once(Effect.asVoid(look)))
          assert.deepStrictEqual([reason._tag, transient], ["BadResponse", true])
          assert.include(reason.message, "another task")
        }
      })
    )
  })
}
