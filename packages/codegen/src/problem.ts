/** The one error that a document causes: what is wrong with it, and where. */
import type { Path } from "./json.ts"

/** What is wrong with a specification, and where: one message that a person can act on. */
export class SpecProblem extends Error {
  readonly file: string
  readonly place: string

  /**
   * @param place `line:column` where the parser knows it, a JSON pointer otherwise, or "" for the
   *   whole file
   */
  constructor(file: string, place: string, message: string, options?: ErrorOptions) {
    super(
      place === ""
        ? `${file}: ${message}`
        : place.startsWith("#")
          ? `${file} ${place}: ${message}`
          : `${file}:${place}: ${message}`,
      options
    )
    this.name = "SpecProblem"
    this.file = file
    this.place = place
  }
}

/** Tells what was assumed about a place in the document. */
export type Warn = (path: Path, message: string) => void

/** Throws a problem at a place in the document. */
export type Fail = (path: Path, message: string) => never

/** A document never ends in a stack: what was not foreseen is said with the name of its file. */
export const asProblem = (shown: string, error: unknown): SpecProblem => {
  const message = error instanceof Error ? error.message : String(error)
  const said = /call stack/i.test(message)
    ? "is nested too deeply"
    : `cannot be understood (${message}); the document may be right, so please report this`
  return new SpecProblem(shown, "", said, { cause: error })
}
