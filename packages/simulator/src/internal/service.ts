/** What both services have in common: how handlers look, and how they refuse. */
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

/** A handler once its input has been checked at run time. */
export type Checked = (input: Input) => unknown

/** One provider as the server sees it. */
export interface Service {
  readonly contract: Contract
  readonly handle: (operation: string, input: Input) => unknown
  /** Who may not come in. */
  readonly authorize: (header: (name: string) => string | undefined) => Refusal | undefined
  readonly invalid: (issues: ReadonlyArray<Issue>) => Refusal
  /** No such path, or, where there is one, no such method. */
  readonly unknownRoute: (isPath: boolean) => Refusal
  /** The provider's usual body for a status. */
  readonly failure: (status: number, message: string, code?: number) => Refusal
}

/** Makes a view show another status word on the wire than the spec allows. */
export const disguise = <A extends object>(view: A, word: string | undefined): A =>
  // Not enumerable, so that validation sees the view as the spec has it.
  word === undefined
    ? view
    : Object.defineProperty(view, "toJSON", { value: () => ({ ...view, status: word }), configurable: true })

/** JSON of an answer; `word` replaces its status, and that of every item of a list. */
export const stringify = (body: unknown, word?: string): string => {
  if (word !== undefined) for (const view of views(body)) disguise(view, word)
  return JSON.stringify(body)
}

const views = (body: unknown): ReadonlyArray<object> => {
  if (typeof body !== "object" || body === null) return []
  if ("items" in body && Array.isArray(body.items)) return body.items.flatMap(views)
  return "status" in body ? [body] : []
}
