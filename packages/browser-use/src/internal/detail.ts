/**
 * The words in an error body. The service sends `{ detail: "…" }`, or a list of `{ loc, msg, type }`; its spec declares a
 * bare `{ loc, msg, type }` for some; gateways in front of it send text and HTML.
 */
import type { Issue } from "../BrowserUseError.ts"
import { isRecord } from "./unknown.ts"

/** What an error body says; without `message` when it says nothing that a person wants to read. */
export interface Detail {
  readonly message?: string
  readonly issues: ReadonlyArray<Issue>
}

/** Longest message taken over; the whole body is in the error's `http`. */
const clip = 500

/** Reads any body. */
export const detail = (body: unknown): Detail => {
  const told = isRecord(body) && "detail" in body ? body["detail"] : body
  if (typeof told === "string") return { ...words(told), issues: [] }
  const issues = (Array.isArray(told) ? told : [told]).flatMap(issue)
  if (issues.length > 0) return { message: issues.map(said).join("; ").slice(0, clip), issues }
  return isRecord(told) && typeof told["message"] === "string" ? { ...words(told["message"]), issues } : { issues }
}

const words = (text: string): { readonly message?: string } =>
  text === "" || /^\s*</.test(text) ? {} : { message: text.slice(0, clip) }

const said = ({ message, path }: Issue): string => (path === "" ? message : `${path}: ${message}`)

const issue = (entry: unknown): ReadonlyArray<Issue> => {
  if (!isRecord(entry) || typeof entry["msg"] !== "string") return []
  const { loc, msg, type } = entry
  return [
    {
      path: Array.isArray(loc) ? loc.filter((part) => typeof part !== "object").join(".") : "",
      message: msg,
      ...(typeof type === "string" && { type })
    }
  ]
}
