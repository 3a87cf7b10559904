/** Webhooks and callbacks: requests that the service sends, with the types of their bodies. */
import { type JsonObject, objectOr, sortedKeys } from "../json.ts"
import { resolveReference } from "../read/references.ts"
import { type Media, readMedia } from "./content.ts"
import type { Operation } from "./operations.ts"
import { toPascal } from "../names.ts"
import { methods } from "../read/walk.ts"

export interface Event {
  /** The name of its type. */
  readonly type: string
  /** How comments and messages name it. */
  readonly what: string
  readonly doc: JsonObject
  readonly media: ReadonlyArray<Media>
}

export const readEvents = (document: JsonObject, operations: ReadonlyArray<Operation>): ReadonlyArray<Event> => {
  const webhooks = objectOr(document["webhooks"])
  return [
    ...sortedKeys(webhooks).flatMap((name) =>
      readEvent(
        document,
        [resolveReference(document, webhooks[name])],
        `${toPascal(name)}Webhook`,
        `the webhook ${name}`
      )
    ),
    ...operations.flatMap((operation) => {
      const callbacks = objectOr(operation.doc["callbacks"])
      return sortedKeys(callbacks).flatMap((name) => {
        const callback = resolveReference(document, callbacks[name])
        const items = sortedKeys(callback).map((expression) => resolveReference(document, callback[expression]))
        return readEvent(
          document,
          items,
          `${operation.type}${toPascal(name)}Callback`,
          `the callback ${name} of ${operation.id}`
        )
      })
    })
  ]
}

/** One type for all bodies that arrive under a name; none where no request has a body. */
const readEvent = (
  document: JsonObject,
  items: ReadonlyArray<JsonObject>,
  type: string,
  what: string
): ReadonlyArray<Event> => {
  const operations = items.flatMap((item) =>
    methods.flatMap((method) => (item[method] === undefined ? [] : [objectOr(item[method])]))
  )
  const media = operations.flatMap((operation) =>
    readMedia(resolveReference(document, operation["requestBody"])["content"])
  )
  const [doc] = operations
  return media.length === 0 || doc === undefined ? [] : [{ type, what, doc, media }]
}
