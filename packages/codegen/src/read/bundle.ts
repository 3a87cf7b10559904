/**
 * Brings what other files hold into the document: schemas become components, all else is copied to
 * where it is used.
 */
import { basename, extname } from "node:path"
import {
  compareCodeUnits,
  define,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  sortedKeys,
  toPointer,
  type Path
} from "../json.ts"
import { FileReferences, idOf, type Source, type Target } from "./fileReferences.ts"
import type { Loaded } from "./load.ts"
import type { Sources } from "./sources.ts"
import { dataKeys, namedMapKeys, schemaListKeys, schemaMapKeys, singleSchemaKeys } from "./walk.ts"

export interface Bundled {
  readonly document: JsonObject
  /** What was assumed, each with its place. */
  readonly warnings: ReadonlyArray<string>
  /** The other files that were read, as absolute paths. */
  readonly files: ReadonlyArray<string>
}

/** An entry of a map, which another file may hold. */
interface Entry {
  readonly name: string
  readonly value: Json
  readonly source: Source
  readonly path: Path
}

/** @param sources the files that references may lead to */
export const bundle = (document: JsonObject, path: string, loaded: Loaded, sources: Sources): Bundled => {
  const bundler = new Bundler({ path, root: document, loaded }, sources)
  return { document: bundler.run(), files: bundler.files(), warnings: bundler.warnings }
}

/** How deeply objects may lie in each other after other files have been brought in. */
const maxInlined = 400

class Bundler {
  readonly #main: Source
  readonly #references: FileReferences
  readonly #names = new Map<string, string>()
  readonly #hoisted: JsonObject = {}
  /** Names of schemas that may not be given to another one. */
  readonly #taken = new Set<string>()
  readonly warnings: Array<string> = []
  #depth = 0

  constructor(main: Source, files: Sources) {
    this.#main = main
    this.#references = new FileReferences(main, files)
  }

  files(): ReadonlyArray<string> {
    return this.#references.files()
  }

  run(): JsonObject {
    const components = this.#references.resolve(objectOr(this.#main.root)["components"] ?? null, this.#main, [
      "components"
    ])
    const schemas = objectOr(components.value)["schemas"] ?? null
    for (const entry of this.#entries(schemas, components.source, [...components.path, "schemas"])) {
      this.#taken.add(entry.name)
      if (entry.source !== this.#main) this.#names.set(idOf(entry), entry.name)
    }
    return this.#whole()
  }

  #whole(): JsonObject {
    const document = objectOr(this.#piece(this.#main.root, this.#main, [], []))
    if (this.#names.size === 0) return document
    const components = objectOr(document["components"])
    return {
      ...document,
      components: { ...components, schemas: { ...objectOr(components["schemas"]), ...this.#hoisted } }
    }
  }

  /**
   * A copy of what is no schema, with every reference to another file replaced by what it leads to.
   */
  #piece(value: Json, source: Source, path: Path, inside: ReadonlyArray<string>): Json {
    if (isArray(value)) return value.map((item, index) => this.#piece(item, source, [...path, index], inside))
    return isObject(value) ? this.#guarded(source, path, () => this.#object(value, source, path, inside)) : value
  }

  /** Ends what is copied into itself without end, by way of maps that hold each other. */
  #guarded<A>(source: Source, path: Path, copy: () => A): A {
    if (this.#depth > maxInlined) throw this.#references.problem(source, path, "a $ref leads back to what it stands in")
    this.#depth++
    try {
      return copy()
    } finally {
      this.#depth--
    }
  }

  #object(value: JsonObject, source: Source, path: Path, inside: ReadonlyArray<string>): Json {
    const copy: JsonObject = {}
    for (const key of sortedKeys(value)) {
      const item = value[key] ?? null
      const here = [...path, key]
      if (dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
      else if (key === "schema" || key === "itemSchema") define(copy, key, this.#schema(item, source, here))
      else if (key === "schemas" && isObject(item))
        define(
          copy,
          key,
          this.#each(item, source, here, (entry) => this.#schema(entry.value, entry.source, entry.path))
        )
      else if (namedMapKeys.has(key) && isObject(item) && !this.#isList(item, source, here))
        define(
          copy,
          key,
          this.#each(item, source, here, (entry) => this.#piece(entry.value, entry.source, entry.path, inside))
        )
      else define(copy, key, this.#piece(item, source, here, inside))
    }
    const ref = copy["$ref"]
    if (typeof ref !== "string") return copy
    const target = this.#references.find(ref, source, path, true)
    const id = idOf(target)
    if (!isObject(target.value)) {
      if (inside.includes(id)) throw this.#references.problem(source, path, `$ref ${ref} leads back to itself`)
      return this.#piece(target.value, target.source, target.path, [...inside, id])
    }
    if (target.source === this.#main) return { ...copy, $ref: toPointer(target.path) }
    if (inside.includes(id)) throw this.#references.problem(source, path, `$ref ${ref} leads back to itself`)
    const { $ref: _, ...beside } = copy
    return { ...objectOr(this.#piece(target.value, target.source, target.path, [...inside, id])), ...beside }
  }

  #schema(value: Json, source: Source, path: Path): Json {
    if (isArray(value)) return value.map((item, index) => this.#schema(item, source, [...path, index]))
    return isObject(value) ? this.#guarded(source, path, () => this.#schemaObject(value, source, path)) : value
  }

  #schemaObject(value: JsonObject, source: Source, path: Path): Json {
    const copy: JsonObject = {}
    for (const key of sortedKeys(value)) {
      const item = value[key] ?? null
      const here = [...path, key]
      if (key === "enum" && isObject(item)) define(copy, key, this.#references.resolve(item, source, here).value)
      else if (dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
      else if (key === "discriminator") define(copy, key, this.#discriminator(item, source, here))
      else if (schemaMapKeys.has(key) && isObject(item))
        define(
          copy,
          key,
          this.#each(item, source, here, (entry) => this.#schema(entry.value, entry.source, entry.path))
        )
      else if (isObject(item) && !singleSchemaKeys.has(key)) {
        const found = this.#references.resolve(item, source, here)
        define(copy, key, schemaListKeys.has(key) ? this.#schema(found.value, found.source, found.path) : found.value)
      } else define(copy, key, this.#schema(item, source, here))
    }
    if (typeof copy["$dynamicRef"] === "string") this.#settleDynamic(copy, copy["$dynamicRef"], source, path)
    else if (typeof copy["$ref"] === "string") copy["$ref"] = this.#reference(copy["$ref"], source, path)
    return copy
  }

  /** A dynamic reference to a name that only one schema has can lead to no other schema. */
  #settleDynamic(copy: JsonObject, ref: string, source: Source, path: Path): void {
    const name = ref.startsWith("#") ? ref.slice(1) : ""
    if (copy["$ref"] !== undefined || this.#references.anchorsOf(source).get(name) === undefined) return
    delete copy["$dynamicRef"]
    copy["$ref"] = this.#reference(ref, source, path)
    this.warnings.push(
      this.#references.problem(
        source,
        path,
        `$dynamicRef ${ref} is taken for a $ref to the only schema with that anchor`
      ).message
    )
  }

  #discriminator(given: Json, source: Source, path: Path): Json {
    const { value, ...place } = this.#references.resolve(given, source, path)
    if (!isObject(value) || !isObject(value["mapping"])) return value
    const mapping = this.#each(value["mapping"], place.source, [...place.path, "mapping"], (entry) =>
      typeof entry.value === "string" && /[#/]|\.(?:ya?ml|json)$/.test(entry.value)
        ? this.#reference(entry.value, entry.source, entry.path)
        : entry.value
    )
    return { ...value, mapping }
  }

  #each(value: JsonObject, source: Source, path: Path, change: (entry: Entry) => Json): JsonObject {
    const copy: JsonObject = {}
    for (const entry of this.#entries(value, source, path)) define(copy, entry.name, change(entry))
    return copy
  }

  /** Whether a reference stands in place of a list, as of the parameters of an operation. */
  #isList(value: JsonObject, source: Source, path: Path): boolean {
    return typeof value["$ref"] === "string" && isArray(this.#references.resolve(value, source, path).value)
  }

  /** The entries of a map; a `$ref` in place of a name stands for the entries of another map. */
  #entries(value: Json, source: Source, path: Path, inside: ReadonlyArray<string> = []): ReadonlyArray<Entry> {
    if (!isObject(value)) return []
    const ref = value["$ref"]
    const names = sortedKeys(value).filter((name) => name !== "$ref" || typeof ref !== "string")
    const own = names.map((name) => ({ name, value: value[name] ?? null, source, path: [...path, name] }))
    if (typeof ref !== "string") return own
    const target = this.#references.find(ref, source, path)
    if (inside.includes(idOf(target)) || !isObject(target.value))
      throw this.#references.problem(source, path, `$ref ${ref} has to lead to a map of names`)
    const others = this.#entries(target.value, target.source, target.path, [...inside, idOf(target)])
    const all = new Map([...others, ...own].map((entry) => [entry.name, entry]))
    return [...all.keys()].sort(compareCodeUnits).flatMap((name) => all.get(name) ?? [])
  }

  /**
   * The pointer under which a schema of another file stands in this document; the first call copies
   * it.
   */
  #reference(ref: string, source: Source, path: Path): string {
    const target = this.#references.find(ref, source, path, true)
    if (target.source === this.#main) return toPointer(target.path)
    const id = idOf(target)
    const known = this.#names.get(id)
    if (known !== undefined) return toPointer(["components", "schemas", known])
    const name = this.#free(target)
    this.#names.set(id, name)
    define(this.#hoisted, name, null)
    define(this.#hoisted, name, this.#schema(target.value, target.source, target.path))
    return toPointer(["components", "schemas", name])
  }

  /**
   * The schema's own name; with the file's before it, or a number behind it, where that is taken.
   */
  #free(target: Target): string {
    const file = basename(target.source.path, extname(target.source.path)).replace(/[^\w.-]+/g, "_")
    const own = String(target.path.at(-1) ?? file).replace(/[^\w.-]+/g, "_")
    const isFree = (name: string) => !this.#taken.has(name) && !Object.hasOwn(this.#hoisted, name)
    for (let count = 1; ; count++) {
      const found = [own, `${file}_${own}`].map((name) => (count === 1 ? name : `${name}${count}`)).find(isFree)
      if (found !== undefined) return found
    }
  }
}
