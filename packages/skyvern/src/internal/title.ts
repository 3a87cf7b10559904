/**
 * The name by which a run can be found again: the last word of its title, which lists show and
 * which they can be searched for.
 */
import { at, isFields, text } from "@errand/http/Answer"

const prefix = "errand:"

/**
 * The word for a nonce. What a search could read as a sign of its own, or what would end the word,
 * is written as its number.
 */
export const wordOf = (nonce: string): string =>
  prefix + Array.from(nonce, (char) => (/[\w.-]/.test(char) ? char : `~${char.codePointAt(0)?.toString(16)}~`)).join("")

/** The title of a start, whose last word is the name. */
export const write = (title: string | null | undefined, nonce: string): string =>
  text(title) === undefined ? wordOf(nonce) : `${title} ${wordOf(nonce)}`

/**
 * Whether a run, as a list shows it, has the name. "unclear" where no title can be read: a service
 * that keeps none cannot be searched.
 */
export const match = (item: unknown, nonce: string): "same" | "other" | "unclear" => {
  const title = text(at(item, "title"))
  if (!isFields(item) || title === undefined) return "unclear"
  return title.trim().split(/\s+/).at(-1) === wordOf(nonce) ? "same" : "other"
}
