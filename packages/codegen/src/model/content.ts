/** Reads the media types of bodies. */
import { type Json, type JsonObject, objectOr, sortedKeys } from "../json.ts"

export interface Media {
  readonly type: string
  readonly schema: Json | undefined
  /** How the parts of a form are written, by their names. */
  readonly encoding: JsonObject
}

/** JSON first, because it is the default of a caller who does not choose. */
export const readMedia = (content: Json | undefined): ReadonlyArray<Media> => {
  const types = sortedKeys(objectOr(content))
  const json = types.filter(isJson)
  return [...json, ...types.filter((type) => !isJson(type))].map((type) => ({
    type,
    schema: objectOr(objectOr(content)[type])["schema"],
    encoding: objectOr(objectOr(objectOr(content)[type])["encoding"])
  }))
}

export const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)

/** Other kinds of multipart are bytes: only the caller knows how their parts are written. */
export const isMultipart = (type: string): boolean => /^multipart\/form-data\s*(?:;|$)/i.test(type)

export const isForm = (type: string): boolean => /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)

export const isText = (type: string): boolean =>
  /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:xml|yaml|x-yaml|x-ndjson|jsonl|json-seq|javascript|graphql|sql)(?:;|$))/i.test(
    type
  )
