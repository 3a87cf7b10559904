/**
 * Brings what other files hold into the document: schemas become components, all else is copied to
 * where it is used.
 */
import { basename, extname } from "node:path"
import {
  at,
  compareCodeUnits,
  define,
  fromPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  sortedKeys,
  toPointer,
  type Path
} from "../json.ts"
import { findAnchors } from "./anchors.ts"
import { maxFiles } from "./limits.ts"
import { type Loaded, parseAny } from "./load.ts"
import { Missing, type Sources } from "./sources.ts"
import { SpecProblem } from "../problem.ts"
import { dataKeys, namedMapKeys, schemaListKeys, schemaMapKeys, singleSchemaKeys } from "./walk.ts"

export interface Bundled {
  readonly document: JsonObject
  /** What was assumed, each with its place. */
  readonly warnings: ReadonlyArray<string>
  /** The other files that were read, as absolute paths. */
  readonly files: ReadonlyArray<string>
}

interface Source {
  readonly path: string
  readonly root: Json
  readonly loaded: Pick<Loaded, "file" | "place">
}

/** An entry of a map, which another file may hold. */
interface Entry {
  readonly name: string
  readonly value: Json
  readonly source: Source
  readonly path: Path
}

interface Target {
  readonly source: Source
  readonly path: Path
  readonly value: Json
}

/** @param sources the files that references may lead to */
export const bundle = (document: JsonObject, path: string, loaded: Loaded, sources: Sources): Bundled => {
  const bundler = new Bundler({ path, root: document, loaded }, sources)
  return { document: bundler.run(), files: bundler.files(), warnings: bundler.warnings }
}

class Bundler {
  readonly #main: Source
  readonly #files: Sources
  readonly #sources = new Map<string, Source>()
  readonly #names = new Map<string, string>()
  readonly #hoisted: JsonObject = {}
  readonly #anchors = new Map<Source, ReadonlyMap<string, Path | undefined>>()
  /** Names of schemas that may not be given to another one. */
  readonly #taken = new Set<string>()
  readonly warnings: Array<string> = []

  constructor(main: Source, files: Sources) {
    this.#main = main
    this.#files = files
  }

  files(): ReadonlyArray<string> {
    return [...this.#sources.keys()].sort()
  }

  run(): JsonObject {
    const components = this.#resolved(objectOr(this.#main.root)["components"] ?? null, this.#main, ["components"])
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
    if (!isObject(value)) return value
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
    const target = this.#find(ref, source, path, true)
    const id = idOf(target)
    if (!isObject(target.value)) {
      if (inside.includes(id)) throw this.#problem(source, path, `$ref ${ref} leads back to itself`)
      return this.#piece(target.value, target.source, target.path, [...inside, id])
    }
    if (target.source === this.#main) return { ...copy, $ref: toPointer(target.path) }
    if (inside.includes(id)) throw this.#problem(source, path, `$ref ${ref} leads back to itself`)
    const { $ref: _, ...beside } = copy
    return { ...objectOr(this.#piece(target.value, target.source, target.path, [...inside, id])), ...beside }
  }

  #schema(value: Json, source: Source, path: Path): Json {
    if (isArray(value)) return value.map((item, index) => this.#schema(item, source, [...path, index]))
    if (!isObject(value)) return value
    const copy: JsonObject = {}
    for (const key of sortedKeys(value)) {
      const item = value[key] ?? null
      const here = [...path, key]
      if (key === "enum" && isObject(item)) define(copy, key, this.#resolved(item, source, here).value)
      else if (dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
      else if (key === "discriminator") define(copy, key, this.#discriminator(item, source, here))
      else if (schemaMapKeys.has(key) && isObject(item))
        define(
          copy,
          key,
          this.#each(item, source, here, (entry) => this.#schema(entry.value, entry.source, entry.path))
        )
      else if (isObject(item) && !singleSchemaKeys.has(key)) {
        const found = this.#resolved(item, source, here)
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
    if (copy["$ref"] !== undefined || this.#anchorsOf(source).get(name) === undefined) return
    delete copy["$dynamicRef"]
    copy["$ref"] = this.#reference(ref, source, path)
    this.warnings.push(
      this.#problem(source, path, `$dynamicRef ${ref} is taken for a $ref to the only schema with that anchor`).message
    )
  }

  #discriminator(given: Json, source: Source, path: Path): Json {
    const { value, ...place } = this.#resolved(given, source, path)
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
    return typeof value["$ref"] === "string" && isArray(this.#resolved(value, source, path).value)
  }

  /** The entries of a map; a `$ref` in place of a name stands for the entries of another map. */
  #entries(value: Json, source: Source, path: Path, inside: ReadonlyArray<string> = []): ReadonlyArray<Entry> {
    if (!isObject(value)) return []
    const ref = value["$ref"]
    const names = sortedKeys(value).filter((name) => name !== "$ref" || typeof ref !== "string")
    const own = names.map((name) => ({ name, value: value[name] ?? null, source, path: [...path, name] }))
    if (typeof ref !== "string") return own
    const target = this.#find(ref, source, path)
    if (inside.includes(idOf(target)) || !isObject(target.value))
      throw this.#problem(source, path, `$ref ${ref} has to lead to a map of names`)
    const others = this.#entries(target.value, target.source, target.path, [...inside, idOf(target)])
    const all = new Map([...others, ...own].map((entry) => [entry.name, entry]))
    return [...all.keys()].sort(compareCodeUnits).flatMap((name) => all.get(name) ?? [])
  }

  /** A value that is neither a schema nor a piece of the document, or what stands in its place. */
  #resolved(value: Json, source: Source, path: Path): Target {
    let found: Target = { source, path, value }
    for (let hops = 0; isObject(found.value) && typeof found.value["$ref"] === "string"; hops++) {
      const ref = found.value["$ref"]
      if (hops > 100) throw this.#problem(source, path, `$ref ${ref} leads back to itself`)
      found = this.#find(ref, found.source, found.path)
    }
    return found
  }

  #anchorsOf(source: Source): ReadonlyMap<string, Path | undefined> {
    const known = this.#anchors.get(source) ?? findAnchors(source.root)
    this.#anchors.set(source, known)
    return known
  }

  /**
   * The pointer under which a schema of another file stands in this document; the first call copies
   * it.
   */
  #reference(ref: string, source: Source, path: Path): string {
    const target = this.#find(ref, source, path, true)
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

  #find(ref: string, source: Source, path: Path, isLenient = false): Target {
    const [file = "", fragment = ""] = ref.split(/#(.*)/s)
    const located = file === "" ? { path: source.path } : this.#files.locate(file, source.path)
    if ("refused" in located) throw this.#problem(source, path, `$ref ${ref} ${located.refused}`)
    const found = file === "" ? source : this.#open(located.path, source, path, ref)
    const keys =
      fragment === "" || fragment.startsWith("/") ? fromPointer(fragment) : this.#anchorsOf(found).get(fragment)
    if (keys === undefined)
      throw this.#problem(source, path, `$ref ${ref} is an anchor, and not exactly one schema has that $anchor`)
    const value = at(found.root, keys)
    // What the checks of the whole document find is said there, with all that is known of it.
    const isLeft = isLenient && found === this.#main && source === this.#main
    if (value === undefined && !isLeft) throw this.#problem(source, path, `$ref ${ref} leads nowhere`)
    return { source: found, path: keys, value: value ?? {} }
  }

  #open(path: string, from: Source, place: Path, ref: string): Source {
    if (path === this.#main.path) return this.#main
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    if (this.#sources.size >= maxFiles)
      throw this.#problem(from, place, `$ref ${ref} is one file of more than ${maxFiles}`)
    const shown = this.#files.show(path)
    let loaded: Pick<Loaded, "file" | "place"> & { readonly root: Json }
    try {
      const text = this.#files.read(path, shown)
      loaded = isProse(path) ? { file: shown, root: text, place: () => "" } : parseAny(text, shown)
    } catch (error) {
      if (error instanceof Missing) throw error
      if (error instanceof SpecProblem && !error.message.includes("cannot be read")) throw error
      throw this.#problem(from, place, `$ref ${ref} leads to ${shown}, which cannot be read`)
    }
    const source = { path, root: loaded.root, loaded }
    this.#sources.set(path, source)
    return source
  }

  #problem(source: Source, path: Path, message: string): SpecProblem {
    return new SpecProblem(source.loaded.file, source.loaded.place(toPointer(path)), message)
  }
}

const idOf = ({ path, source }: { readonly path: Path; readonly source: Source }): string =>
  `${source.path}${toPointer(path)}`

/** A file that is read as one text: prose may stand in a file of its own. */
const isProse = (path: string): boolean => /\.(?:md|markdown|txt|html?)$/i.test(path)
