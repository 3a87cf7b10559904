/** What all services have in common: the type of a handler, and refusals. */
import type { Contract, Input } from "./spec/contract.ts"
import type { Issue } from "./spec/issue.ts"

/** An answer that is not a success. Handlers return it. */
export class Refusal {
  readonly status: number
  readonly body: unknown
  constructor(status: number, body?: unknown) {
    this.status = status
    this.body = body
  }
}

interface Types {
  readonly input: unknown
  readonly success: unknown
}

type Given<I> = { readonly [K in keyof I]-?: NonNullable<I[K]> }

/** What answers an operation: a success as the spec types it, or a refusal. */
type Handler<T extends Types> = (input: Given<T["input"]>) => T["success"] | Refusal

/** A handler for every operation of a generated module; a missing one stops the build. */
export type Handlers<M> = {
  readonly [K in keyof M as M[K] extends { readonly id: string; readonly "~types"?: Types } ? K : never]: M[K] extends {
    readonly "~types"?: infer T
  }
    ? T extends Types
      ? Handler<T>
      : never
    : never
}

/** A handler that is called with input that was checked at run time. */
export type UntypedHandler = (input: Input) => unknown

/** One provider as the server sees it. */
export interface Service {
  readonly contract: Contract
  readonly handle: (operation: string, input: Input) => unknown
  /** The refusal of a request whose key is wrong; undefined where it is right. */
  readonly authorize: (header: (name: string) => string | undefined) => Refusal | undefined
  /** How long the service takes before it carries a request out, in milliseconds of the clock. */
  readonly delay?: (operation: string, body: Buffer) => number
  readonly invalid: (issues: ReadonlyArray<Issue>) => Refusal
  /** No such path, or, where there is one, no such method. */
  readonly unknownRoute: (isPath: boolean) => Refusal
  /** The provider's usual body for a status. */
  readonly failure: (status: number, message: string, code?: number) => Refusal
}

/** Makes a view be sent with another status word than the spec allows. */
export const showAs = <A extends object>(view: A, word: string | undefined): A =>
  // The property is not enumerable, so that validation sees the view as the spec has it.
  word === undefined
    ? view
    : Object.defineProperty(view, "toJSON", { value: () => ({ ...view, status: word }), configurable: true })

/** JSON of an answer; `word` replaces its status, and that of every item of a list. */
export const stringify = (body: unknown, word?: string): string => {
  if (word !== undefined) for (const view of views(body)) showAs(view, word)
  return JSON.stringify(body)
}

const views = (body: unknown): ReadonlyArray<object> => {
  if (typeof body !== "object" || body === null) return []
  if (Array.isArray(body)) return body.flatMap(views)
  if ("items" in body && Array.isArray(body.items)) return body.items.flatMap(views)
  return "status" in body ? [body] : []
}
