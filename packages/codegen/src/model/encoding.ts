/** How the parts of a form are written, where the document says so. */
import { define, type JsonObject, objectOr, textOr } from "../json.ts"
import { isForm, isJson, isMultipart, type Media } from "./content.ts"

const styles = new Set(["form", "spaceDelimited", "pipeDelimited", "deepObject"])

/**
 * What the transport has to know of the parts of a form, by their names; `undefined` where it needs
 * to know nothing. A body that may be JSON is JSON, unless the caller writes the form.
 */
export const readEncoding = (media: ReadonlyArray<Media>): JsonObject | undefined => {
  if (media.some(({ type }) => isJson(type))) return undefined
  const form = media.find(({ type }) => isForm(type)) ?? media.find(({ type }) => isMultipart(type))
  const found: JsonObject = {}
  for (const [name, part] of Object.entries(form?.encoding ?? {})) {
    const row = isMultipart(form?.type ?? "") ? readPart(objectOr(part)) : readFormPart(objectOr(part))
    if (row !== undefined) define(found, name, row)
  }
  return Object.keys(found).length === 0 ? undefined : found
}

/** A media type counts only where no style is given. */
const readFormPart = (part: JsonObject): JsonObject | undefined => {
  if (!hasStyle(part)) {
    const content = textOr(part["contentType"])
    return content !== undefined && isJson(content) ? { content } : undefined
  }
  const style = textOr(part["style"]) ?? "form"
  if (!styles.has(style)) return undefined
  const explode = part["explode"] ?? style === "form"
  return {
    style,
    ...(explode !== (style === "form") && { explode }),
    ...(part["allowReserved"] === true && { allowReserved: true })
  }
}

/** Of several media types the caller chooses one, by that of a `Blob`. */
const readPart = (part: JsonObject): JsonObject | undefined => {
  const content = textOr(part["contentType"])
  return content === undefined || /[,*]|^text\/plain\s*(?:;|$)/i.test(content) ? undefined : { content }
}

const hasStyle = ({ allowReserved, explode, style }: JsonObject): boolean =>
  style !== undefined || explode !== undefined || allowReserved !== undefined

/** Whether the transport cannot write a form as its encoding says, so that the caller has to. */
export const isWrittenByCaller = ({ encoding, type }: Media): boolean =>
  Object.values(encoding)
    .map(objectOr)
    .some((part) => {
      const { contentType, explode, style } = part
      if (isMultipart(type)) return (style !== undefined && style !== "form") || explode === false
      if (hasStyle(part)) return style !== undefined && !styles.has(textOr(style) ?? "")
      return contentType !== undefined && !/^(?:text\/plain|[^;,]*[/+]json)\s*(?:;|$)/i.test(textOr(contentType) ?? "")
    })

/** Whether a part must have headers of its own, which no `FormData` can give it. */
export const needsHeaders = ({ encoding }: Media): boolean =>
  Object.values(encoding)
    .map(objectOr)
    .some(({ headers }) =>
      Object.entries(objectOr(headers)).some(
        ([name, header]) => !/^content-(?:type|disposition)$/i.test(name) && objectOr(header)["required"] === true
      )
    )
