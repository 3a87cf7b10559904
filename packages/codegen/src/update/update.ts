/**
 * One specification brought up to what its provider publishes, and what that means; nothing is
 * written here.
 */
import { existsSync } from "node:fs"
import { basename, dirname, relative } from "node:path"
import { bundle } from "../read/bundle.ts"
import { cutByHints } from "../read/cut.ts"
import { diff, type Diff, type Options } from "../diff/index.ts"
import { type JsonObject, toPointer } from "../json.ts"
import { load, type Loaded, parse } from "../read/load.ts"
import { localSources } from "../read/sources.ts"
import { applyOverlay } from "../read/overlay.ts"
import { SpecProblem } from "../problem.ts"
import { readFileSync } from "node:fs"
import { renameTargets } from "./renamePaths.ts"
import { type Carried, carryText } from "./carryText.ts"
import { makeOverlay, recordOnly } from "./recordOnly.ts"
import { validate } from "../read/validate.ts"

export interface Job {
  /** Our file, absolute. */
  readonly spec: string
  /** Our hints, absolute. */
  readonly overlay?: string | undefined
  /** The provider's document. */
  readonly published: JsonObject
  /** Patterns of the paths that are wanted from now on, in place of those that our hints record. */
  readonly only?: ReadonlyArray<string> | undefined
  /** The folder to which references of our file may lead, absolute; its own unless given. */
  readonly files?: string | undefined
  /** The folder that paths in messages are relative to. */
  readonly root: string
}

export interface Updated extends Carried {
  /** The document before, with our hints. */
  readonly before: JsonObject
  /** The document after, with those of our hints that still have a target. */
  readonly after: JsonObject
  /** Hints whose target is gone. */
  readonly lost: ReadonlyArray<SpecProblem>
  /**
   * The text of our hints with the paths that were renamed, and with the patterns of the job;
   * absent where it stays.
   */
  readonly hints?: string
  readonly changed: boolean
}

/** Where the corrections of a specification stand: `v2.patch.yaml` beside `v2.yaml`. */
export const findCorrections = (spec: string): string | undefined =>
  ["yaml", "yml", "json"].map((format) => spec.replace(/\.\w+$/, `.patch.${format}`)).find((path) => existsSync(path))

/**
 * @throws SpecProblem where a file or the updated document is not understood, and for a correction
 *   that no longer applies
 */
export const update = (job: Job): Updated => {
  const show = (path: string) => relative(job.root, path).replaceAll("\\", "/")
  const text = readFileSync(job.spec, "utf8")
  const corrections = findCorrections(job.spec)
  const said = job.overlay === undefined ? "" : readFileSync(job.overlay, "utf8")
  const overlay = job.overlay ?? job.spec.replace(/\.\w+$/, ".overlay.yaml")
  const hints = (content: string) => (content === "" ? undefined : parse(content, show(overlay)))
  const wanted = withOnly(said, basename(job.spec), job.only)
  const only = hints(wanted)
  const made = carryText(
    text,
    show(job.spec),
    job.published,
    corrections === undefined ? undefined : load(corrections, show(corrections)),
    (document) => cutByHints(document, only)
  )
  const moved = renameTargets(wanted, made.renamed)
  const read = (content: string) => bundleWhole(parse(content, show(job.spec)), job.spec, job.root, job.files)
  const next = read(made.text)
  if (made.text !== text)
    validate(next, (path, message) => {
      const remedy = `a correction of it belongs into ${basename(job.spec).replace(/\.\w+$/, "")}.patch.yaml`
      throw new SpecProblem(
        show(job.spec),
        "",
        `is left as it is, for ${toPointer(path)} is published so: ${message}; ${remedy}`
      )
    })
  const lost: Array<SpecProblem> = []
  return {
    ...made,
    before: applyHints(read(text), hints(said)),
    after: applyHints(next, hints(moved), (problem) => lost.push(problem)),
    lost,
    ...(moved !== said && { hints: moved }),
    changed: made.text !== text
  }
}

const withOnly = (said: string, spec: string, only: ReadonlyArray<string> | undefined): string => {
  if (only === undefined) return said
  return said === "" ? makeOverlay(spec, only) : recordOnly(said, only)
}

/** A document with what its other files hold. */
export const bundleWhole = (loaded: Loaded, path: string, root: string, files = dirname(path)): JsonObject =>
  bundle(loaded.root, path, loaded, localSources(files, root)).document

/** A document under the stable names of our hints. */
export const applyHints = (
  document: JsonObject,
  hints: Loaded | undefined,
  lost: (problem: SpecProblem) => void = () => {}
): JsonObject => (hints === undefined ? document : applyOverlay(document, hints, lost))

/** What the update means to the callers of the API. */
export const diffUpdate = ({ after, before }: Updated, options?: Options): Diff => diff(before, after, options)
