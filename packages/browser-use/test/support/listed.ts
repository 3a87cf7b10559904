import type { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import { DateTime } from "effect"
import type { Answer, Asked } from "./FakeService.ts"
import { json } from "./FakeService.ts"
import { provider } from "./provider.ts"

export const mine = (id: string, metadata: unknown = { errand_nonce: "n-1" }) => ({
  id,
  sessionId: `s-${id}`,
  createdAt: "1970-01-01T00:00:07",
  metadata
})
export const found = (id: string) => ({
  id,
  scope: { sessionId: `s-${id}` },
  startedAt: DateTime.makeUnsafe(7000)
})
export const strangers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => mine(`x${from + i}`, { errand_nonce: `other-${from + i}`, errand_key: "k" }))

export const number = ({ url }: Asked, name: string) => Number(url.searchParams.get(name))
export const page = (all: ReadonlyArray<unknown>, asked: Asked) => {
  const [pageNumber, pageSize] = [number(asked, "pageNumber"), number(asked, "pageSize")]
  return json({
    items: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    totalItems: all.length,
    pageNumber,
    pageSize
  })
}

/** As much metadata as a task may have. */
export const full = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, "v"]))

/** A service that starts tasks and loses every answer, and whose list is as given. */
export const losing = (
  listed: (asked: Asked, nth: number) => Answer,
  answer: () => Answer = () => new TypeError("reset")
) => {
  let lists = 0
  return provider((asked) => (asked.method === "POST" ? answer() : listed(asked, ++lists)))
}
export const lists = (asked: ReadonlyArray<Asked>) => asked.filter(({ method }) => method === "GET")

/** A start with a key that no earlier start had. */
export const starting = (browserUse: BrowserUse.BrowserUseProvider, input: BrowserUse.Input = { task: "x" }) =>
  Task.start(browserUse, input, { key: "n-1", lookBack: 0 })
/** The task of that start, as the list shows it. */
export const keyed = (id: string) => mine(id, { errand_key: "n-1" })
