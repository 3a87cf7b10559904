/**
 * One row of a generated operation table: what it takes to send a request and to judge its answer.
 * Declared here by its shape, so that this package does not depend on a generated one.
 */

/** What an operation takes and gives; a type only. */
export interface OperationTypes {
  readonly input: unknown
  readonly success: unknown
  readonly error: { readonly status: number; readonly body: unknown }
}

/**
 * What a caller may give for an input: a property that is undefined is one that is left out, also
 * where the compiler is told to tell the two apart.
 */
export type Given<T> = T extends Blob | FormData | URLSearchParams | Uint8Array | ReadableStream | string
  ? T
  : T extends ReadonlyArray<infer A>
    ? ReadonlyArray<Given<A>>
    : T extends object
      ? { readonly [K in keyof T]: object extends Pick<T, K> ? Given<T[K]> | undefined : Given<T[K]> }
      : T

/** Where one parameter goes; `style` and `explode` only where they are not OpenAPI's default. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "cookie"
  readonly required?: true
  readonly style?: string
  readonly explode?: boolean
  /** Reserved characters that a query may hold are sent as they are. */
  readonly allowReserved?: boolean
  /** The media type of a parameter that is a document of its own. */
  readonly content?: string
}

/** How one property of a form is written, where it is not as OpenAPI has it by default. */
export interface Encoding {
  readonly style?: string
  readonly explode?: boolean
  readonly allowReserved?: boolean
  /** The media type of a part that is a document of its own. */
  readonly content?: string
}

/** The names under which a list operation counts its pages. */
export interface Pagination {
  readonly page: string
  readonly size: string
  readonly max: number
  readonly items: string
  readonly total?: string
  readonly pages?: string
}

/**
 * Media types by status (`"200"`, `"2XX"`, `"default"`); an empty list is an answer without
 * content.
 */
export interface Answers {
  readonly [status: string]: ReadonlyArray<string>
}

/** How to call one operation. Its type parameter says what it takes and gives. */
export interface Operation<out T extends OperationTypes = OperationTypes> {
  readonly id: string
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE"
  /** The template, as in `/tasks/{task_id}`. */
  readonly path: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly request?: {
    readonly required: boolean
    readonly media: ReadonlyArray<string>
    /** By the properties of a form; of multipart, only `content` counts. */
    readonly encoding?: { readonly [property: string]: Encoding }
  }
  readonly ok: Answers
  readonly errors: Answers
  /** Calling it changes nothing. */
  readonly safe: boolean
  /** Calling it twice is the same as calling it once. */
  readonly idempotent: boolean
  readonly pagination?: Pagination
  /** Never present at run time. */
  readonly "~types"?: T
}
