/**
 * Brings what other files hold into the document: schemas become components, all else is copied to
 * where it is used.
 */
import { basename, extname } from "node:path"
import {
  at,
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
import { maxFiles } from "./limits.ts"
import { type Loaded, parse } from "./load.ts"
import { Missing, type Sources } from "./sources.ts"
import { SpecProblem } from "../problem.ts"
import { dataKeys, namedMapKeys, schemaMapKeys } from "./walk.ts"

export interface Bundled {
  readonly document: JsonObject
  /** The other files that were read, as absolute paths. */
  readonly files: ReadonlyArray<string>
}

interface Source {
  readonly path: string
  readonly root: JsonObject
  readonly loaded: Loaded
}

interface Target {
  readonly source: Source
  readonly path: Path
  readonly value: Json
}

/** @param sources the files that references may lead to */
export const bundle = (document: JsonObject, path: string, loaded: Loaded, sources: Sources): Bundled => {
  const bundler = new Bundler({ path, root: document, loaded }, sources)
  return { document: bundler.run(), files: bundler.files() }
}

class Bundler {
  readonly #main: Source
  readonly #files: Sources
  readonly #sources = new Map<string, Source>()
  readonly #names = new Map<string, string>()
  readonly #hoisted: JsonObject = {}

  constructor(main: Source, files: Sources) {
    this.#main = main
    this.#files = files
  }

  files(): ReadonlyArray<string> {
    return [...this.#sources.keys()].sort()
  }

  run(): JsonObject {
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
          this.#each(item, here, (each, at) => this.#schema(each, source, at))
        )
      else if (namedMapKeys.has(key) && isObject(item))
        define(
          copy,
          key,
          this.#each(item, here, (each, at) => this.#piece(each, source, at, inside))
        )
      else define(copy, key, this.#piece(item, source, here, inside))
    }
    const ref = copy["$ref"]
    if (typeof ref !== "string") return copy
    const target = this.#find(ref, source, path)
    if (target.source === this.#main) return { ...copy, $ref: toPointer(target.path) }
    const id = `${target.source.path}${toPointer(target.path)}`
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
      if (dataKeys.has(key) || key.startsWith("x-")) define(copy, key, item)
      else if (key === "discriminator") define(copy, key, this.#discriminator(objectOr(item), source, here))
      else if (schemaMapKeys.has(key) && isObject(item))
        define(
          copy,
          key,
          this.#each(item, here, (each, at) => this.#schema(each, source, at))
        )
      else define(copy, key, this.#schema(item, source, here))
    }
    if (typeof copy["$ref"] === "string") copy["$ref"] = this.#reference(copy["$ref"], source, path)
    return copy
  }

  #discriminator(value: JsonObject, source: Source, path: Path): Json {
    if (!isObject(value["mapping"])) return value
    const mapping = this.#each(value["mapping"], [...path, "mapping"], (item, at) =>
      typeof item === "string" && /[#/]|\.(?:ya?ml|json)$/.test(item) ? this.#reference(item, source, at) : item
    )
    return { ...value, mapping }
  }

  #each(value: JsonObject, path: Path, change: (item: Json, path: Path) => Json): JsonObject {
    const copy: JsonObject = {}
    for (const key of sortedKeys(value)) define(copy, key, change(value[key] ?? null, [...path, key]))
    return copy
  }

  /**
   * The pointer under which a schema of another file stands in this document; the first call copies
   * it.
   */
  #reference(ref: string, source: Source, path: Path): string {
    const target = this.#find(ref, source, path)
    if (target.source === this.#main) return toPointer(target.path)
    const id = `${target.source.path}${toPointer(target.path)}`
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
    const taken = objectOr(at(this.#main.root, ["components", "schemas"]))
    const file = basename(target.source.path, extname(target.source.path)).replace(/[^\w.-]+/g, "_")
    const own = String(target.path.at(-1) ?? file).replace(/[^\w.-]+/g, "_")
    const isFree = (name: string) => !Object.hasOwn(taken, name) && !Object.hasOwn(this.#hoisted, name)
    for (let count = 1; ; count++) {
      const found = [own, `${file}_${own}`].map((name) => (count === 1 ? name : `${name}${count}`)).find(isFree)
      if (found !== undefined) return found
    }
  }

  #find(ref: string, source: Source, path: Path): Target {
    const [file = "", fragment = ""] = ref.split("#", 2)
    if (fragment !== "" && !fragment.startsWith("/"))
      throw this.#problem(source, path, `$ref ${ref} is an anchor; only JSON pointers are understood here`)
    const located = file === "" ? { path: source.path } : this.#files.locate(file, source.path)
    if ("refused" in located) throw this.#problem(source, path, `$ref ${ref} ${located.refused}`)
    const found = file === "" ? source : this.#open(located.path, source, path, ref)
    const keys = fromPointer(fragment)
    const value = found === this.#main && source === this.#main ? null : at(found.root, keys)
    if (value === undefined) throw this.#problem(source, path, `$ref ${ref} leads nowhere`)
    return { source: found, path: keys, value }
  }

  #open(path: string, from: Source, place: Path, ref: string): Source {
    if (path === this.#main.path) return this.#main
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    if (this.#sources.size >= maxFiles)
      throw this.#problem(from, place, `$ref ${ref} is one file of more than ${maxFiles}`)
    const shown = this.#files.show(path)
    let loaded: Loaded
    try {
      loaded = parse(this.#files.read(path, shown), shown)
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
