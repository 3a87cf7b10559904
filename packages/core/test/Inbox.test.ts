import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Scope } from "effect"
import { Inbox } from "@errand/core"
import type { TaskRef } from "@errand/core"

describe("an inbox", () => {
  it.effect("tells whether a wait was woken, and keeps nothing of waits that have ended", () =>
    Effect.gen(function* () {
      const inbox = yield* Inbox.make
      const task = { provider: "a", id: "1" }
      assert.isFalse(yield* inbox.notify(task))
      const scope = yield* Scope.make()
      yield* Scope.provide(inbox.listen(task), scope)
      const second = yield* Scope.make()
      yield* Scope.provide(inbox.listen(task), second)
      assert.isTrue(yield* inbox.notify(task))
      assert.isFalse(yield* inbox.notify({ provider: "a", id: "2" }))
      assert.isFalse(yield* inbox.notify({ provider: "b", id: "1" }))
      yield* Scope.close(scope, Exit.void)
      assert.isTrue(yield* inbox.notify(task))
      yield* Scope.close(second, Exit.void)
      assert.isFalse(yield* inbox.notify(task))
    })
  )

  it.effect("keeps a notification until the listener resets the signal, and drops one from before it listened", () =>
    Effect.gen(function* () {
      const inbox = yield* Inbox.make
      const task = { provider: "a", id: "1" }
      yield* inbox.notify(task)
      const signal = yield* inbox.listen(task)
      const early = yield* Effect.forkChild(signal.arrived)
      yield* Effect.yieldNow
      assert.isUndefined(early.pollUnsafe())
      yield* inbox.notify(task)
      yield* inbox.notify(task)
      yield* Fiber.join(early)
      yield* signal.arrived
      yield* signal.reset
      const late = yield* Effect.forkChild(signal.arrived)
      yield* Effect.yieldNow
      assert.isUndefined(late.pollUnsafe())
    }).pipe(Effect.scoped)
  )

  it.effect("takes news of a session for no task, and of a task for no session", () =>
    Effect.gen(function* () {
      const inbox = yield* Inbox.make
      yield* inbox.listen({ provider: "a", sessionId: "1" })
      assert.isFalse(yield* inbox.notify({ provider: "a", id: "1" }))
      assert.isFalse(yield* inbox.notify({ provider: "a", sessionId: "2" }))
      assert.isFalse(yield* inbox.notify({ provider: "b", sessionId: "1" }))
      assert.isTrue(yield* inbox.notify({ provider: "a", sessionId: "1" }))
      // Each has a name of its own, also where an id looks like another's name.
      const names = [
        { provider: "a", id: "1" },
        { provider: "a", sessionId: "1" },
        { provider: "a", id: "session" },
        { provider: "a", id: '"session","1"' }
      ].map((one) => Inbox.nameOf(one as Inbox.Notification))
      assert.strictEqual(new Set(names).size, 4)
    }).pipe(Effect.scoped)
  )

  it("takes a whole ref, and as little as a webhook knows", () => {
    expectTypeOf(Inbox.notify).parameter(0).toEqualTypeOf<Inbox.Notification>()
    const ref: TaskRef.TaskRef = { v: 1, provider: "a", kind: "task", id: "1" }
    void Inbox.notify(ref)
    void Inbox.notify({ provider: "a", sessionId: "s" })
    // @ts-expect-error whose task?
    void Inbox.notify({ id: "1" })
    // @ts-expect-error what is there news of?
    void Inbox.notify({ provider: "a" })
    // @ts-expect-error a task or a session, not both
    void Inbox.notify({ provider: "a", id: "1", sessionId: "s" })
    expectTypeOf<Effect.Services<ReturnType<typeof Inbox.notify>>>().toEqualTypeOf<Inbox.Inbox>()
  })
})
