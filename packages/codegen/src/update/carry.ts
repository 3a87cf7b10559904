/**
 * Carries a provider's facts over into our file; every description, comment and order of ours
 * stays.
 */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq
} from "yaml"
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  showValue,
  sortedKeys,
  sortKeys,
  toPointer,
  type Path
} from "../json.ts"
import { withoutProse } from "../read/withoutProse.ts"
import { kindBelow, isIdle, isProse, isSet, type KeyKind } from "../read/keyKind.ts"
import { pairItems } from "./pairItems.ts"
import { layOutNew } from "./layOutNew.ts"

/**
 * Rewrites our document in place.
 *
 * @param theirs the provider's facts
 * @returns pointers of what kept its description although a fact below it has changed: a person has
 *   to read these again
 */
export const carry = (ours: Document<ParsedNode>, theirs: JsonObject): ReadonlyArray<string> => {
  const reread = new Set<string>()
  const carrier = new Carrier(ours, (path) => reread.add(toPointer(path)))
  if (isMap(ours.contents)) carrier.map(ours.contents, theirs, "keywords", [], undefined)
  return [...reread]
}

/** Keys whose change makes no description false. */
const undescribedKeys = new Set(["operationId", "required", "tags"])

type Reread = (path: Path) => void

class Carrier {
  readonly #document: Document<ParsedNode>
  readonly #reread: Reread

  constructor(document: Document<ParsedNode>, reread: Reread) {
    this.#document = document
    this.#reread = reread
  }

  /** @param described the path of the nearest enclosing value that has a description of its own */
  map(map: YAMLMap, theirs: JsonObject, kind: KeyKind, path: Path, described: Path | undefined): void {
    const nearest = kind === "keywords" && map.has("description") ? path : described
    const touched = (key: string) =>
      kind === "keywords" && nearest !== undefined && !undescribedKeys.has(key) && this.#reread(nearest)
    for (const { key: node, value } of map.items.slice()) {
      const key = keyOf(node)
      if (isProse(kind, key) || Object.hasOwn(theirs, key)) continue
      if (kind === "keywords" && isIdle(key, this.#json(value as Node))) continue
      map.delete(key)
      touched(key)
    }
    for (const key of sortedKeys(theirs)) {
      const value = theirs[key] ?? null
      const inner = kindBelow(kind, key, value)
      const node = map.get(key, true) as Node | undefined
      const here = [...path, key]
      const parent = inner === "names" ? key : String(path.at(-1) ?? "")
      if (node === undefined) {
        this.#insert(map, key, this.#fresh(value, inner, parent), kind)
        touched(key)
      } else if (isMap(node) && isObject(value) && inner !== "data") this.map(node, value, inner, here, nearest)
      else if (isSeq(node) && isArray(value) && (inner !== "data" || isSet(key))) {
        if (this.#list(node, value, inner, here, nearest)) touched(key)
      } else if (!same(withoutProse(this.#json(node), inner), value)) {
        const next = this.#fresh(value, inner, parent)
        if (node.comment != null) next.comment = node.comment
        map.set(key, next)
        touched(key)
      }
    }
  }

  /** Carries the items of a list; returns whether one was added, removed or replaced. */
  #list(list: YAMLSeq, theirs: ReadonlyArray<Json>, kind: KeyKind, path: Path, described: Path | undefined): boolean {
    const nodes = list.items as ReadonlyArray<Node>
    const { fresh, next } = pairItems(
      nodes.map((node) => this.#json(node)),
      theirs,
      kind
    )
    const kept: Array<Node> = []
    for (const [index, node] of nodes.entries()) {
      const found = next[index]
      const value = found === undefined ? undefined : theirs[found]
      if (value === undefined) continue
      if (isMap(node) && isObject(value)) this.map(node, value, kind, [...path, kept.length], described)
      kept.push(node)
    }
    const added = fresh.map((index) => this.#fresh(theirs[index] ?? null, kind, "-"))
    if (kept.length === 0 && added.some(isMap)) list.flow = false
    list.items = [...kept, ...added]
    return kept.length < nodes.length || added.length > 0
  }

  #json(node: Node): Json {
    return (node.toJS(this.#document) ?? null) as Json
  }

  /** @param parent the key of the map or list that holds the value */
  #fresh(value: Json, kind: KeyKind, parent: string): Node {
    return this.#document.createNode(layOutNew(value, kind, parent)) as Node
  }

  /** Inserts among sorted names at its place, otherwise at the end. */
  #insert(map: YAMLMap, key: string, node: Node, kind: KeyKind): void {
    const keys = map.items.map((item) => keyOf(item.key))
    const isSorted = kind === "names" && keys.length > 1 && keys.every((each, at) => at === 0 || keys[at - 1]! < each)
    const at = isSorted ? keys.findIndex((each) => each > key) : -1
    if (map.items.length === 0) map.flow = false
    map.items.splice(at === -1 ? keys.length : at, 0, new Pair(this.#document.createNode(key), node))
  }
}

const keyOf = (key: unknown): string => showValue(isScalar(key) ? (key.value as Json) : (key as Json))

const same = (a: Json, b: Json): boolean => JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b))
