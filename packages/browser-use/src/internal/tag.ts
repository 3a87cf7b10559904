/** The names by which a task can be found again, in its `metadata`, which lists show. */
import type * as Api from "@errand/browser-use-types/v2"
import { at, isRecord } from "./unknown.ts"

/** The metadata key that holds a caller's own key for a piece of work. */
export const metadataKey = "errand_key"

/** The metadata key that holds what one start, and no other, was named. */
export const nonceKey = "errand_nonce"

/** The most pairs that a task's `metadata` may have. */
const most = 10

/** Pairs of which a task that carries one is the one. */
export type Tags = { readonly [name: string]: string }

/** The pairs for a key and a nonce; a nonce that is the key needs no pair of its own. */
export const tags = ({ key, nonce }: { readonly key?: string; readonly nonce?: string }): Tags => ({
  ...(key !== undefined && { [metadataKey]: key }),
  ...(nonce !== undefined && nonce !== key && { [nonceKey]: nonce })
})

/** Metadata with as many of the tags as there is room for; nothing of the caller's gives way. */
export const tagged = (metadata: Api.CreateTaskRequest["metadata"], wanted: Tags): Tags => {
  const all: { [name: string]: string } = { ...metadata }
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(all, name) && Object.keys(all).length < most) all[name] = value
  }
  return all
}

/** Whether a task, as a list shows it, carries one of the tags. */
export const carries = (item: unknown, wanted: Tags): boolean => {
  const metadata = at(item, "metadata")
  return (
    isRecord(metadata) &&
    Object.entries(wanted).some(([name, value]) => Object.hasOwn(metadata, name) && metadata[name] === value)
  )
}
