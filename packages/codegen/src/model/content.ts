/** Reads the media types of bodies. */
import { type Json, objectOr, sortedKeys } from "../json.ts"

export interface Media {
  readonly type: string
  readonly schema: Json | undefined
}

/** JSON first, because it is the default of a caller who does not choose. */
export const readMedia = (content: Json | undefined): ReadonlyArray<Media> => {
  const types = sortedKeys(objectOr(content))
  const json = types.filter(isJson)
  return [...json, ...types.filter((type) => !isJson(type))].map((type) => ({
    type,
    schema: objectOr(objectOr(content)[type])["schema"]
  }))
}

export const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)

export const isMultipart = (type: string): boolean => /^multipart\//i.test(type)

export const isForm = (type: string): boolean => /^application\/x-www-form-urlencoded/i.test(type)

export const isText = (type: string): boolean =>
  /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:xml|yaml|x-yaml|x-ndjson|jsonl|json-seq|javascript|graphql|sql)(?:;|$))/i.test(
    type
  )
