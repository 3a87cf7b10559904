/** Follows references to values, in the same file and in others. */
import { at, fromPointer, isObject, type Json, type Path, toPointer } from "../json.ts"
import { SpecProblem } from "../problem.ts"
import { findAnchors } from "./anchors.ts"
import { maxFiles } from "./limits.ts"
import { type Loaded, parseAny } from "./load.ts"
import { Missing, type Sources } from "./sources.ts"

export interface Source {
  readonly path: string
  readonly root: Json
  readonly loaded: Pick<Loaded, "file" | "place">
}

export interface Target {
  readonly source: Source
  readonly path: Path
  readonly value: Json
}

/** The same text for each way to one place. */
export const idOf = ({ path, source }: { readonly path: Path; readonly source: Source }): string =>
  `${source.path}${toPointer(path)}`

export class FileReferences {
  readonly #main: Source
  readonly #files: Sources
  readonly #sources = new Map<string, Source>()
  readonly #anchors = new Map<Source, ReadonlyMap<string, Path | undefined>>()

  constructor(main: Source, files: Sources) {
    this.#main = main
    this.#files = files
  }

  /** The other files that were read. */
  files(): ReadonlyArray<string> {
    return [...this.#sources.keys()].sort()
  }

  /** A value that is neither a schema nor a piece of the document, or what stands in its place. */
  resolve(value: Json, source: Source, path: Path): Target {
    let found: Target = { source, path, value }
    for (let hops = 0; isObject(found.value) && typeof found.value["$ref"] === "string"; hops++) {
      const ref = found.value["$ref"]
      if (hops > 100) throw this.problem(source, path, `$ref ${ref} leads back to itself`)
      found = this.find(ref, found.source, found.path)
    }
    return found
  }

  /** The names that schemas of a file give themselves. */
  anchorsOf(source: Source): ReadonlyMap<string, Path | undefined> {
    const known = this.#anchors.get(source) ?? findAnchors(source.root)
    this.#anchors.set(source, known)
    return known
  }

  /**
   * What a reference leads to.
   *
   * @param isLenient one that leads nowhere in the document itself is found by its checks
   */
  find(ref: string, source: Source, path: Path, isLenient = false): Target {
    const [file = "", fragment = ""] = ref.split(/#(.*)/s)
    const located = file === "" ? { path: source.path } : this.#files.locate(file, source.path)
    if ("refused" in located) throw this.problem(source, path, `$ref ${ref} ${located.refused}`)
    const found = file === "" ? source : this.#open(located.path, source, path, ref)
    const keys =
      fragment === "" || fragment.startsWith("/") ? fromPointer(fragment) : this.anchorsOf(found).get(fragment)
    if (keys === undefined)
      throw this.problem(source, path, `$ref ${ref} is an anchor, and not exactly one schema has that $anchor`)
    const value = at(found.root, keys)
    // What the checks of the whole document find is said there, with all that is known of it.
    const isLeft = isLenient && found === this.#main && source === this.#main
    if (value === undefined && !isLeft) throw this.problem(source, path, `$ref ${ref} leads nowhere`)
    return { source: found, path: keys, value: value ?? {} }
  }

  #open(path: string, from: Source, place: Path, ref: string): Source {
    if (path === this.#main.path) return this.#main
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    if (this.#sources.size >= maxFiles)
      throw this.problem(from, place, `$ref ${ref} is one file of more than ${maxFiles}`)
    const shown = this.#files.show(path)
    let loaded: Pick<Loaded, "file" | "place"> & { readonly root: Json }
    try {
      const text = this.#files.read(path, shown)
      loaded = isProse(path) ? { file: shown, root: text, place: () => "" } : parseAny(text, shown)
    } catch (error) {
      if (error instanceof Missing) throw error
      if (error instanceof SpecProblem && !error.message.includes("cannot be read")) throw error
      throw this.problem(from, place, `$ref ${ref} leads to ${shown}, which cannot be read`)
    }
    const source = { path, root: loaded.root, loaded }
    this.#sources.set(path, source)
    return source
  }

  problem(source: Source, path: Path, message: string): SpecProblem {
    return new SpecProblem(source.loaded.file, source.loaded.place(toPointer(path)), message)
  }
}

/** A file that is read as one text: prose may stand in a file of its own. */
const isProse = (path: string): boolean => /\.(?:md|markdown|txt|html?)$/i.test(path)
