/** The types of what the service sends by itself. */
import type { Event } from "../model/events.ts"
import { comment, docOf } from "./comment.ts"
import { type Print, received, union } from "./bodyTypes.ts"

export const eventType = (event: Event, print: Print): string => {
  const doc = docOf(event.doc)
  const said = doc.length > 0 ? doc : [`What ${event.what} brings.`]
  return `${comment("", said)}export type ${event.type} = ${union(received(event.media, print, ["requestBody"], "void"))}\n`
}
