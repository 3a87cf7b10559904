/** Names for places: what people call a thing, not where its file has it. */
import { isObject, type Json, objectOr, shown } from "../json.ts"
import type { Place } from "./place.ts"

/** `TaskView.steps[].url`, `listTasks.query.page`, `createTask.body.task`. @param nameOf the name of an operation, by its value */
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
      (first.key === "parameters" ? `${shown(value["in"])}.${shown(value["name"])}` : String(second.key)) + tail(rest)
    )
  }
  const name = nameOf(second.value)
  return name === undefined ? String(first.key) + tail([second, ...rest]) : name + tail(rest)
}

const tail = ([here, next, ...rest]: ReadonlyArray<Place>): string => {
  if (here === undefined) return ""
  const one = () => tail(next === undefined ? [] : [next, ...rest])
  switch (here.key) {
    case "properties":
    case "patternProperties":
    case "$defs":
      return `.${next?.key ?? ""}${tail(rest)}`
    case "items":
      return `[]${one()}`
    case "additionalProperties":
      return `{}${one()}`
    case "prefixItems":
      return `[${next?.key ?? ""}]${tail(rest)}`
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "content":
      return tail(rest)
    case "parameters": {
      const value = next?.value
      return isObject(value) && typeof value["name"] === "string"
        ? `.${shown(value["in"])}.${value["name"]}${tail(rest)}`
        : one()
    }
    case "requestBody":
      return `.body${one()}`
    case "responses":
      return `.${next?.key ?? ""}${tail(rest)}`
    case "schema":
      return one()
    default:
      return `.${here.key}${one()}`
  }
}
