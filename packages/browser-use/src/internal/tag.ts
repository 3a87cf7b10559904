/** The names by which a task can be found again, in its `metadata`, which lists show. */
import type * as Api from "@errand/browser-use-types/v2"
import { at, isFields } from "@errand/http/Answer"

/** The metadata key that holds a caller's own key for a piece of work. */
export const metadataKey = "errand_key"

/** The metadata key that holds what one start, and no other, was named. */
export const nonceKey = "errand_nonce"

/** The most pairs that a task's `metadata` may have. */
const maxPairs = 10

/** Pairs of which a task that carries one is the one. */
export type Tags = { readonly [name: string]: string }

/** The pairs for a key and a nonce; a nonce that is the key needs no pair of its own. */
export const tagsOf = (key: string | undefined, nonce: string | undefined): Tags => ({
  ...(key !== undefined && { [metadataKey]: key }),
  ...(nonce !== undefined && nonce !== key && { [nonceKey]: nonce })
})

/**
 * The pairs that a task may be found by. A nonce alone may be a key, which the task then carries
 * under that name.
 */
export const anyOf = (key: string | undefined, nonce: string | undefined): Tags => ({
  ...tagsOf(undefined, nonce === key ? undefined : nonce),
  ...tagsOf(key ?? nonce, undefined)
})

/** Metadata with as many of the tags as there is room for; nothing of the caller's gives way. */
export const addTags = (metadata: Api.CreateTaskRequest["metadata"], wanted: Tags): Tags => {
  const all: { [name: string]: string } = { ...metadata }
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(all, name) && Object.keys(all).length < maxPairs) all[name] = value
  }
  return all
}

/** Those of the tags that metadata would really hold: only what was written can be found. */
export const writable = (metadata: Api.CreateTaskRequest["metadata"], wanted: Tags): Tags => {
  const all = addTags(metadata, wanted)
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => all[name] === value))
}

/** What is in the way of a tag; nothing if it can be written. */
export const obstacle = (metadata: Api.CreateTaskRequest["metadata"], name: string, value: string) => {
  if (Object.hasOwn(writable(metadata, { [name]: value }), name)) return undefined
  return Object.hasOwn(metadata ?? {}, name)
    ? `metadata holds a ${name} of its own, with another value; leave it out`
    : `metadata has no room for ${name}, because a task takes ${maxPairs} pairs at the most; leave one out`
}

/**
 * Whether a task, as a list shows it, carries one of the tags. "unclear" where it cannot be read
 * whether it does.
 */
export const match = (item: unknown, wanted: Tags): "same" | "other" | "unclear" => {
  if (!isFields(item)) return "unclear"
  const metadata = at(item, "metadata") ?? {}
  if (!isFields(metadata)) return "unclear"
  const shown = Object.entries(wanted).flatMap(([name, value]) =>
    Object.hasOwn(metadata, name) ? [{ value, shown: metadata[name] }] : []
  )
  if (shown.some((one) => one.shown === one.value)) return "same"
  return shown.some((one) => typeof one.shown !== "string") ? "unclear" : "other"
}
