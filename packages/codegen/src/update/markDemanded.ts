/** Marks the descriptions that are demanded for what is new in our file. */
import { type Document, isMap, isScalar, Pair, type ParsedNode, type YAMLMap } from "yaml"
import type { JsonObject } from "../json.ts"
import { isDescribed, listDemanded } from "../read/demanded.ts"
import { mark } from "../read/marks.ts"

/**
 * Puts a mark, in place, wherever a description is demanded and missing, and was not missing
 * before: what has been left without one stays so.
 *
 * @param before our file as it was
 */
export const markDemanded = (ours: Document<ParsedNode>, before: JsonObject): void => {
  const known = new Set(listMissing(before).map(({ id }) => id))
  for (const { id, keyword, path } of listMissing(ours.toJS() as JsonObject)) {
    if (known.has(id)) continue
    const node: unknown = ours.getIn(path, true)
    if (isMap(node)) insert(ours, node, keyword)
  }
}

const listMissing = (document: JsonObject) => listDemanded(document).filter((each) => !isDescribed(document, each))

/** The keys that readers of OpenAPI documents expect before a description. */
const earlierKeys = ["tags", "operationId", "summary", "name", "in"]

const insert = (ours: Document<ParsedNode>, map: YAMLMap, keyword: string): void => {
  map.delete(keyword)
  const keys = map.items.map(({ key }) => String(isScalar(key) ? key.value : key))
  const at = keys.findLastIndex((key) => earlierKeys.includes(key)) + 1
  if (map.items.length === 0) map.flow = false
  map.items.splice(at, 0, new Pair(ours.createNode(keyword), ours.createNode(mark)))
}
