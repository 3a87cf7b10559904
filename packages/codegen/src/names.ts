/** Names that TypeScript accepts, made from names that OpenAPI accepts. */
import { SpecProblem } from "./problem.ts"

/**
 * A text as a string literal, also where it holds one of the line ends that JSON allows in texts.
 */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\u2028\u2029]/g, (end) => (end === "\u2028" ? "\\u2028" : "\\u2029"))

const splitWords = (text: string): ReadonlyArray<string> => text.split(/[^\p{L}\p{N}$]+/u).filter((word) => word !== "")

const capitalise = (word: string): string => {
  const [first = "", ...rest] = word
  return first.toUpperCase() + rest.join("")
}

/** Makes an identifier of words: some letters and numbers of Unicode cannot stand in one. */
const toIdentifier = (name: string): string => {
  const allowed = name.replace(/[^\p{ID_Continue}$]/gu, "_")
  return /^[\p{ID_Start}$_]/u.test(allowed) ? allowed : `_${allowed}`
}

/**
 * `get_task-status` → `getTaskStatus`; a name that is already one word keeps its inner capitals.
 */
export const toCamel = (text: string): string => {
  const [first = "", ...rest] = splitWords(text)
  const [initial = "", ...others] = first
  return toIdentifier(initial.toLowerCase() + others.join("") + rest.map(capitalise).join(""))
}

export const toPascal = (text: string): string => toIdentifier(splitWords(text).map(capitalise).join(""))

const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

export const isIdentifier = (name: string): boolean => identifier.test(name)

/** A property key as it is written in a type or a literal. */
export const toKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name))

/** Words that no value can be called in a module, whichever kind of module it is compiled to. */
const reservedValues = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export exports extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public require return " +
    "static super switch this throw true try typeof undefined var void while with yield"
  ).split(" ")
)

/** A value's name: reserved words get an underscore behind them. */
export const toValueName = (name: string): string => (reservedValues.has(name) ? `${name}_` : name)

/**
 * Types that a module cannot declare, operators of types, and global types that the generated code
 * uses.
 */
const reservedTypes = new Set(
  (
    "any as bigint boolean infer intrinsic keyof never null number object readonly string symbol undefined unique unknown void " +
    "Array Blob Exclude Extract FormData Omit Pick ReadableStream ReadonlyArray Record Uint8Array URLSearchParams WithRequired"
  ).split(" ")
)

/** Gives out names, each only once. */
export class Names {
  readonly #taken = new Map<string, string>()
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  has(name: string): boolean {
    return this.#taken.has(name)
  }

  /** Takes a name for `what`; throws where another thing has it. */
  take(name: string, what: string, hint: string): string {
    const owner = this.#taken.get(name)
    if (owner !== undefined) {
      throw new SpecProblem(this.#file, "", `${what} and ${owner} would both be called ${name}; ${hint}`)
    }
    this.#taken.set(name, what)
    return name
  }

  /**
   * A type's name for a schema: its own where it can be, else in Pascal case, else with `Schema`
   * behind it.
   */
  schema(name: string): string {
    const isOwn = isIdentifier(name) && !reservedTypes.has(name) && !reservedValues.has(name)
    const wanted = isOwn ? name : toPascal(name)
    const free = !this.has(wanted) && !reservedTypes.has(wanted)
    return this.take(free ? wanted : `${wanted}Schema`, `schema ${name}`, "rename one of the schemas")
  }
}
