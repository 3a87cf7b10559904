/** One specification in, the files of its package out: no disk is written here. */
import { dirname, relative } from "node:path"
import { bundle } from "./read/bundle.ts"
import { requireAnswered } from "./read/direction.ts"
import { cutByHints, cutDocument, type FailCut, toPatterns } from "./read/cut.ts"
import { findDemandedMarks } from "./read/demanded.ts"
import { printDocument } from "./emit/documentModule.ts"
import { printIndex } from "./emit/indexModule.ts"
import { compileTypes } from "./emit/schemaTypes.ts"
import { type JsonObject, objectOr, sortKeys, textOr, toPointer } from "./json.ts"
import { withoutEmpty } from "./read/empty.ts"
import { load, type Loaded } from "./read/load.ts"
import { removeMarks } from "./read/marks.ts"
import { readModel } from "./model/model.ts"
import { normalise } from "./read/normalise.ts"
import { applyOverlay } from "./read/overlay.ts"
import { asProblem, type Fail, SpecProblem, type Warn } from "./problem.ts"
import { localSources } from "./read/sources.ts"
import { makeTypesView } from "./emit/typesView.ts"
import { validate } from "./read/validate.ts"
import { checkVersion } from "./read/version.ts"

export interface Job {
  /** Absolute. */
  readonly spec: string
  /** Absolute. */
  readonly overlay?: string | undefined
  /** The folder to which references may lead, absolute; that of the document unless given. */
  readonly files?: string | undefined
  /** Patterns of the paths that are wanted; without them those that the overlay records count. */
  readonly only?: ReadonlyArray<string> | undefined
  /** The folder that paths in messages and headers are relative to. */
  readonly root: string
}

export interface Generated {
  /** File name to text. */
  readonly files: ReadonlyMap<string, string>
  /** Every file that was read, absolute. */
  readonly inputs: ReadonlyArray<string>
  /** What the document calls its own version. */
  readonly upstream: string
  /** What was assumed where the document is not clear, each with its place. */
  readonly warnings: ReadonlyArray<string>
  /** `file:line:column` of each description that is demanded and still to be written. */
  readonly undescribed: ReadonlyArray<string>
}

/**
 * Reads, checks and compiles one specification; throws a {@link SpecProblem} where it cannot be
 * understood.
 */
export const generate = (job: Job): Generated => {
  try {
    return compile(job)
  } catch (error) {
    if (error instanceof SpecProblem) throw error
    throw asProblem(pathInMessages(job, job.spec), error)
  }
}

const compile = (job: Job): Generated => {
  const shown = pathInMessages(job, job.spec)
  const loaded = load(job.spec, shown)
  const undescribed = findDemandedMarks(loaded.root).map((pointer) => `${shown}:${loaded.place(pointer)}`)
  removeMarks(loaded.root)
  checkVersion(loaded)
  const hints = job.overlay === undefined ? undefined : load(job.overlay, pathInMessages(job, job.overlay))
  const hinted = hints === undefined ? loaded.root : applyOverlay(loaded.root, hints)
  const {
    document: whole,
    files,
    warnings: assumed
  } = bundle(hinted, job.spec, loaded, localSources(job.files ?? dirname(job.spec), job.root))
  const bundled = cut(whole, job, hints)
  const fail: Fail = (path, message) => {
    const pointer = toPointer(path)
    throw new SpecProblem(shown, loaded.place(pointer), `${message} (${pointer})`)
  }
  const warnings = new Set(assumed)
  const warn: Warn = (path, message) => {
    const pointer = toPointer(path)
    warnings.add(new SpecProblem(shown, loaded.place(pointer), `${message} (${pointer})`).message)
  }
  const written = withoutEmpty(bundled)
  validate(written, fail, warn)
  normalise(written, warn)
  const document = sortKeys(written) as JsonObject
  const view = makeTypesView(document)
  requireAnswered(view)
  const compiled = compileTypes(view, shown)
  return {
    files: new Map([
      ["document.ts", printDocument(document, shown)],
      ["index.ts", printIndex(readModel(view, shown), compiled, shown)],
      ["raw.ts", compiled.raw]
    ]),
    inputs: [job.spec, ...(job.overlay === undefined ? [] : [job.overlay]), ...files],
    upstream: textOr(objectOr(document["info"])["version"]) ?? "",
    warnings: [...warnings],
    undescribed
  }
}

/** The part of the document that the job wants, or else its hints. */
const cut = (document: JsonObject, job: Job, hints: Loaded | undefined): JsonObject => {
  if (job.only === undefined) return cutByHints(document, hints)
  const fail: FailCut = (message) => new SpecProblem(pathInMessages(job, job.spec), "", message)
  return cutDocument(document, toPatterns(job.only, fail), fail)
}

const pathInMessages = (job: Job, path: string): string => relative(job.root, path).replaceAll("\\", "/")
