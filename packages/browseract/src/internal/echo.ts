/**
 * Whether a task is what a start asked for. BrowserAct holds nothing that names a start, so only its input can be compared: the
 * workflow, and the parameters as the service echoes them.
 */
import type { Input } from "../BrowserAct.ts"
import { fields, text } from "./fields.ts"

/** Parameters as `name=value`, in an order of their own. */
export const parameters = ({ input_parameters }: Input): ReadonlyArray<string> =>
  lines(input_parameters ?? []).toSorted()

/** Whether a listed task was given this input. Which workflow a template runs is not known, so its parameters must be telling. */
export const echoes = (input: Input, item: unknown): boolean => {
  const { input_parameters, profile_id, workflow_id } = fields(item)
  const wanted = parameters(input)
  if ("workflow_template_id" in input) return wanted.length > 0 && sameParameters(wanted, input_parameters)
  return (
    workflow_id === input.workflow_id &&
    (input.profile_id === undefined || (text(profile_id) ?? input.profile_id) === input.profile_id) &&
    sameParameters(wanted, input_parameters)
  )
}

/** Whether two starts could be taken for each other. */
export const alike = (a: Input, b: Input): boolean =>
  ("workflow_template_id" in a || "workflow_template_id" in b || a.workflow_id === b.workflow_id) &&
  parameters(a).join("\n") === parameters(b).join("\n")

/** Whether parameters come back in any order: as a list, or as one text with any of the usual separators. */
export const sameParameters = (wanted: ReadonlyArray<string>, shown: unknown): boolean => {
  if (shown === undefined || shown === null || shown === "") return wanted.length === 0
  if (Array.isArray(shown)) {
    const all = lines(shown).toSorted()
    return all.length === wanted.length && all.every((line, index) => line === wanted[index])
  }
  if (typeof shown !== "string") return false
  return separators.some((separator) => isMadeOf(shown.trim(), wanted, separator, { steps: 1000 }))
}

const separators = ["\n", "\r\n", ",", ", ", ";", "; ", "&"]

const lines = (list: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  list.map((one) => {
    const { name, value } = fields(one)
    return `${plain(name)}=${plain(value)}`
  })

const plain = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : (JSON.stringify(value) ?? "")

/** Whether a text is all the parts, each once, in any order. Parts may hold separators, so the text is not just split. */
const isMadeOf = (
  shown: string,
  parts: ReadonlyArray<string>,
  separator: string,
  budget: { steps: number }
): boolean => {
  if (parts.length === 1) return shown === parts[0]?.trim() || shown === parts[0]
  return parts.some(
    (part, index) =>
      budget.steps-- > 0 &&
      parts.indexOf(part) === index &&
      shown.startsWith(part + separator) &&
      isMadeOf(shown.slice(part.length + separator.length), parts.toSpliced(index, 1), separator, budget)
  )
}
