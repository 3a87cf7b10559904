/**
 * Corrections of a provider's document: an overlay whose every action has its reason, and still
 * changes something.
 */
import {
  arrayOr,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  showValue,
  sortKeys,
  toPointer
} from "../json.ts"
import type { Loaded } from "../read/load.ts"
import { applyOverlay } from "../read/overlay.ts"
import { SpecProblem } from "../problem.ts"

/**
 * The document with every correction applied, in order.
 *
 * @throws SpecProblem for a correction without a reason (`description`), and for one that no longer
 *   applies: its target is gone, or the provider has corrected it.
 */
export const applyCorrections = (root: JsonObject, corrections: Loaded): JsonObject => {
  let result = root
  arrayOr(corrections.root["actions"]).forEach((action, index) => {
    const pointer = toPointer(["actions", index])
    const fail = (message: string) => new SpecProblem(corrections.file, corrections.place(pointer), message)
    if (showValue(objectOr(action)["description"] ?? "").trim() === "")
      throw fail("a correction needs a description: the reason for it")
    const place = (inner: string) => corrections.place(inner.replace(/^#\/actions\/0/, pointer))
    const one = { ...corrections, root: { ...corrections.root, actions: [action] }, place }
    const next = mergeLists(result, applyOverlay(result, one)) as JsonObject
    if (isSame(result, next)) throw fail("the correction changes nothing any more; the provider has made it, remove it")
    result = next
  })
  return result
}

/**
 * An overlay appends an item to a list also where the list has it; a correction must not add it
 * twice.
 */
const mergeLists = (before: Json | undefined, after: Json): Json => {
  if (isArray(after) && isArray(before)) {
    const kept = after.slice(0, before.length).map((item, index) => mergeLists(before[index], item))
    const added = after.slice(before.length).filter((item) => !before.some((known) => isSame(known, item)))
    return [...kept, ...added]
  }
  if (!isObject(after) || !isObject(before)) return after
  return Object.fromEntries(
    Object.entries(after).map(([key, item]) => [
      key,
      mergeLists(Object.hasOwn(before, key) ? before[key] : undefined, item)
    ])
  )
}

const isSame = (a: Json, b: Json): boolean => JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b))
