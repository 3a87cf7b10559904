/** The corpus: every pair in both directions. */
import type { JsonObject } from "../../../src/json.ts"
import { calls } from "./calls.ts"
import { composition } from "./composition.ts"
import { document, type Expected } from "./pair.ts"
import { requests } from "./requests.ts"
import { responses } from "./responses.ts"

export { document, preamble } from "./pair.ts"
export { same } from "./same.ts"

export interface Case {
  readonly title: string
  readonly before: JsonObject
  readonly after: JsonObject
  readonly expected: Expected
  /** The places of the edits. */
  readonly edited: ReadonlyArray<string>
}

export const cases: ReadonlyArray<Case> = [...responses, ...requests, ...calls, ...composition].flatMap(
  ({ back, given, then, there, title }) => {
    const [one, two] = [document(given), document(given, then)]
    const edited = [...Object.keys(given ?? {}), ...Object.keys(then)]
    return [
      { title: `${title}: there`, before: one, after: two, expected: there, edited },
      { title: `${title}: back`, before: two, after: one, expected: back, edited }
    ]
  }
)
