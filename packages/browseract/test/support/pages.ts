import { Client } from "@errand/browseract"
import { type Answer, type Seen, service } from "./service.ts"

export const path = (request: Seen) => `${request.method} ${request.url.pathname}${request.url.search}`
export const client = (respond: (request: Seen, count: number) => Answer) => {
  const { options, requests } = service(respond)
  return { ...Client.make(options), requests }
}
export const page = (items: ReadonlyArray<object>, rest: object = {}) => ({ items, ...rest })
export const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: `${from + i}` }))
