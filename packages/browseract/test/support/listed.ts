import type { BrowserAct } from "@errand/browseract"
import { DateTime, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import { type Answer, provider, type Seen } from "./service.ts"

export const now = Date.UTC(2026, 2, 1, 8)
export const created = (seconds: number) => DateTime.formatIso(DateTime.makeUnsafe(now + 1000 * seconds))
export const input: BrowserAct.Input = {
  workflow_id: "17",
  input_parameters: [
    { name: "product", value: "Pixel 9" },
    { name: "shop", value: "any" }
  ]
}
export const template: BrowserAct.Input = { workflow_template_id: "21", input_parameters: input.input_parameters ?? [] }
export const task = (id: string, more: object = {}) => ({
  id,
  workflow_id: "17",
  status: "created",
  created_at: created(0),
  input_parameters: "shop=any\nproduct=Pixel 9",
  ...more
})

/** A service that loses every answer to a start, with a list that may change. */
export const losing = (list: (nth: number) => ReadonlyArray<unknown> | Answer) => {
  let looks = 0
  const made = provider(({ method }: Seen): Answer => {
    if (method === "POST") throw new TypeError("reset")
    const items = list(++looks)
    return Array.isArray(items) ? { page: 1, limit: 500, items, total_count: items.length } : (items as Answer)
  })
  return {
    ...made,
    starts: () => made.requests.filter(({ method }) => method === "POST").length,
    looks: () => looks
  }
}

/** A start and the time that it may take, from `now` on. */
export const started = (one: ReturnType<typeof losing>, what: BrowserAct.Input = input) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(now)
    const fiber = yield* Effect.forkChild(Effect.result(Task.start(one, what, { key: "order-7" })))
    for (const part of ["30 seconds", "30 seconds"] as const) yield* TestClock.adjust(part)
    const result = yield* Fiber.join(fiber)
    return result._tag === "Success" ? result.success.ref.id : result.failure._tag
  })
