/** The types of what the service sends by itself. */
import type { Event } from "../model/events.ts"
import { printComment, readDoc } from "./comment.ts"
import { type Print, printReceived, joinUnion } from "./bodyTypes.ts"

export const printEvent = (event: Event, print: Print): string => {
  const doc = readDoc(event.doc)
  const said = doc.length > 0 ? doc : [`What ${event.what} brings.`]
  return `${printComment("", said)}export type ${event.type} = ${joinUnion(printReceived(event.media, print, ["requestBody"], "void"))}\n`
}
