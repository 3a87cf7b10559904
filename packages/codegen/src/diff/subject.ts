/** Names places as people do: `TaskView.status` rather than a pointer. */
import { isObject, type Json, objectOr, showValue } from "../json.ts"
import type { Place } from "./place.ts"

/**
 * `TaskView.steps[].url`, `listTasks.query.page`, `createTask.body.task`.
 *
 * @param nameOf the name of an operation, by its value
 */
export const subjectOf = (place: Place, nameOf: (operation: Json | undefined) => string | undefined): string => {
  const chain: Array<Place> = []
  for (let here: Place = place; here.up !== undefined; here = here.up) chain.push(here)
  chain.reverse()
  const [area, first, second, ...rest] = chain
  if (area === undefined) return "the document"
  if (first === undefined) return String(area.key)
  if (second === undefined) return area.key === "servers" ? "servers" : String(first.key)
  if (area.key === "components") {
    const value = objectOr(second.value)
    return (
      (first.key === "parameters" ? `${showValue(value["in"])}.${showValue(value["name"])}` : String(second.key)) +
      nameRest(rest)
    )
  }
  const name = nameOf(second.value)
  return name === undefined ? String(first.key) + nameRest([second, ...rest]) : name + nameRest(rest)
}

const nameRest = ([here, next, ...rest]: ReadonlyArray<Place>): string => {
  if (here === undefined) return ""
  const one = () => nameRest(next === undefined ? [] : [next, ...rest])
  switch (here.key) {
    case "properties":
    case "patternProperties":
    case "$defs":
      return `.${next?.key ?? ""}${nameRest(rest)}`
    case "items":
      return `[]${one()}`
    case "additionalProperties":
      return `{}${one()}`
    case "prefixItems":
      return `[${next?.key ?? ""}]${nameRest(rest)}`
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "content":
      return nameRest(rest)
    case "parameters": {
      const value = next?.value
      return isObject(value) && typeof value["name"] === "string"
        ? `.${showValue(value["in"])}.${value["name"]}${nameRest(rest)}`
        : one()
    }
    case "requestBody":
      return `.body${one()}`
    case "responses":
      return `.${next?.key ?? ""}${nameRest(rest)}`
    case "schema":
      return one()
    default:
      return `.${here.key}${one()}`
  }
}
