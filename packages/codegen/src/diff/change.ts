/**
 * What a comparison says: changes, each with what it means for callers and for the versions of two
 * packages.
 */
import type { Json } from "../json.ts"
import type { Code } from "./rules.ts"
import type { Bump, Caller, Direction } from "./verdict.ts"

export interface Change {
  readonly code: Code
  /**
   * What has changed, by a name that stays: `TaskView.status`, `listTasks.query.page`,
   * `createTask.body`, `createTask`.
   */
  readonly subject: string
  /**
   * The operations whose callers see it, by name, sorted. None: only the exported name itself is
   * concerned.
   */
  readonly uses: ReadonlyArray<string>
  /** JSON pointer into the old document; absent where it is not in there. */
  readonly before?: string
  /** JSON pointer into the new document; absent where it is not in there. */
  readonly after?: string
  readonly direction: Direction
  /** One sentence. */
  readonly words: string
  readonly caller: Caller
  /** For a package that holds the generated types. */
  readonly types: Bump
  /** For a package whose client surfaces those types. */
  readonly client: Bump
  /** The version bump is not enough: a person has to look at the change. */
  readonly review: boolean
  /** The values that came or went, of an enum. */
  readonly values?: ReadonlyArray<Json>
}

/** What a client package shows of an API. What is absent is taken to be everything. */
export interface Surface {
  /** Names of operations, as in {@link Change.uses}. */
  readonly operations?: ReadonlySet<string>
  /** Subjects, as in {@link Change.subject}; `TaskView` stands for all that is in it. */
  readonly fields?: ReadonlySet<string>
  /** Required parts of requests that the client fills by itself, by subject. */
  readonly fills?: ReadonlySet<string>
}

export interface Options {
  readonly surface?: Surface | undefined
}

export interface Diff {
  /** The worst first; the order does not depend on the order of keys. */
  readonly changes: ReadonlyArray<Change>
  /** The highest over all changes. */
  readonly types: Bump
  /** The highest over all changes. */
  readonly client: Bump
}
