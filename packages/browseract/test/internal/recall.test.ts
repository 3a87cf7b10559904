import { assert, describe, expect, it } from "@effect/vitest"
import type { BrowserAct } from "@errand/browseract"
import { DateTime, Effect, Fiber, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { Task, TaskStore } from "@errand/core"
import type { TaskRef } from "@errand/core"
import type { Recall } from "@errand/core/Provider"
import { assertTag } from "../support/service.ts"
import { now, input, task, losing } from "../support/listed.ts"

describe("what was written down", () => {
  const since = DateTime.makeUnsafe(now)
  const recalled = (
    { recall }: { readonly recall?: Recall<BrowserAct.Input> },
    what: BrowserAct.Input = input,
    except: ReadonlyArray<string> = []
  ) => {
    assert(recall !== undefined)
    return recall.find(recall.keep(what), { since, except, key: "order-7" })
  }

  it.effect("finds the task by workflow, parameters and profile, and not one that is known to be other work", () =>
    Effect.gen(function* () {
      const listed = [task("a"), task("b"), task("c", { workflow_id: "18" })]
      expect(
        yield* recalled(
          losing(() => listed),
          input,
          ["a"]
        )
      ).toMatchObject({ value: { id: "b" } })
      assert.isTrue(
        Option.isNone(
          yield* recalled(
            losing(() => listed),
            input,
            ["a", "b"]
          )
        )
      )
      assert.isTrue(Option.isNone(yield* recalled(losing(() => []))))
      const profiles = losing(() => [task("a", { profile_id: "p-1" }), task("b", { profile_id: "p-2" })])
      expect(yield* recalled(profiles, { ...input, profile_id: "p-2" })).toMatchObject({ value: { id: "b" } })
      const saved = losing(() => [task("a", { profile_id: "new" })])
      expect(yield* recalled(saved, { ...input, save_browser_data: true })).toMatchObject({ value: { id: "a" } })
    })
  )

  it.effect("does not say that there is none while one cannot be told from it", () =>
    Effect.gen(function* () {
      for (const listed of [[task("a"), task("b")], [task("a", { created_at: null })], [null]]) {
        const error = yield* Effect.flip(recalled(losing(() => listed)))
        assertTag(error, "StartUnknown")
        expect(error).toMatchObject({ since, key: "order-7" })
      }
      const { recall } = losing(() => [])
      for (const kept of [undefined, null, 7, {}]) {
        assert(recall !== undefined)
        assertTag(yield* Effect.flip(recall.find(kept, { since, except: [] })), "StartUnknown")
      }
    })
  )

  it.effect("is not found in a task that a start of the same, which is under way, may have made", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const one = losing(() => [task("a"), task("b")])
      const journal = yield* TaskStore.memory()
      const run = <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
        Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))
      // A process dies while its start is out, and another one knows that "b" is other work.
      const dying = { ...one, start: () => Effect.die("killed") }
      yield* run(Effect.exit(Task.start(dying, input, { key: "order-7" })))
      const other: TaskRef.TaskRef = { v: 1, provider: one.name, kind: one.kind, endpoint: one.endpoint, id: "b" }
      yield* run(Effect.exit(Task.deliver(Task.attach(one, other), () => Effect.void, { within: 0 })))
      const live = yield* Effect.forkChild(Effect.exit(Task.start(one, input)))
      const recovered = run(Task.recover(one, () => Effect.void, { within: 0, only: ({ key }) => key === "order-7" }))
      const first = yield* Effect.forkChild(recovered)
      yield* TestClock.adjust("20 seconds")
      assert.isUndefined(first.pollUnsafe())
      yield* Fiber.interrupt(live)
      yield* TestClock.adjust("30 seconds")
      expect((yield* Fiber.join(first)).undelivered).toMatchObject([{ work: { key: "order-7" } }])
      const started = (yield* journal.entries).flatMap((entry) => (entry._tag === "Started" ? [entry.ref.id] : []))
      expect(started).toEqual(["b", "a"])
    })
  )
})
