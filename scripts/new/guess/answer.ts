/** Where an answer holds what: a status, an id, and all else that can be told of a task. */
import type { Json, JsonObject } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"
import { words } from "../names.ts"
import { isNumeric, propertiesOf, successSchema, typesOf, type Words, wordsOf } from "./schemas.ts"

/** Patterns of the names of properties, by what they are to us. */
export const fieldNames = {
  output: /^(?:output|result|results|answer|response|final_?result|output_?text|data)$/i,
  message: /^(?:error|errors|error_?message|failure|failure_?reason|problem|status_?message|reason|message)$/i,
  createdAt: /^(?:created|created_?at|create_?time|submitted_?at)$/i,
  startedAt: /^(?:started|started_?at|start_?time)$/i,
  finishedAt: /^(?:finished|finished_?at|completed_?at|ended_?at|finish_?time|end_?time|closed_?at)$/i,
  liveUrl: /^(?:live_?url|live_?view(?:_?url)?|watch_?url|viewer_?url|stream_?url)$/i,
  usd: /^(?:(?:total_?)?(?:cost|price)_?usd|usd|total_?cost)$/i,
  credits: /^(?:credits?|credits?_?used|cost_?credits)$/i,
  steps: /^(?:steps|actions|events|history)$/i,
  claimed: /^is_?(?:task_?)?success(?:ful)?$/i,
  files: /^(?:files|output_?files|artifacts|downloads|attachments)$/i
} as const

export type Field = keyof typeof fieldNames

/** A property that names a task. */
export interface IdProperty {
  readonly property: string
  readonly numeric: boolean
  /** The object in the answer that has it, where it is not the answer itself. */
  readonly inside?: string
}

/** What an answer tells of a task. */
export interface Shape {
  /** The object in the answer that is the task, where it is not the answer itself. */
  readonly inside: string | undefined
  readonly status: Words & { readonly property: string }
  /** Names of properties, by what they are to us. */
  readonly fields: { readonly [field in Field]?: string }
}

/** An answer and the objects in it, whose properties may be the task's. */
const objectsIn = (
  document: JsonObject,
  schema: Json | undefined
): ReadonlyArray<{ readonly inside: string | undefined; readonly schema: Json | undefined }> => [
  { inside: undefined, schema },
  ...Object.entries(propertiesOf(document, schema)).map(([inside, value]) => ({ inside, schema: value }))
]

/** Where an answer holds a status: in itself, or in the one object in it. */
export const shapeOf = (document: JsonObject, operation: Operation): Shape | undefined =>
  shapeIn(document, successSchema(operation))

/**
 * What is told of a task that has this schema. Of alternatives, the status is what all of them
 * have; anything else may be what one of them has.
 */
export const shapeIn = (document: JsonObject, whole: Json | undefined): Shape | undefined => {
  for (const { inside, schema } of objectsIn(document, whole)) {
    const properties = propertiesOf(document, schema)
    const property = ["status", "state", "phase"].find((name) => isWord(document, properties[name]))
    if (property === undefined) continue
    const all = propertiesOf(document, schema, "any")
    const fields = Object.fromEntries(
      Object.entries(fieldNames).flatMap(([field, pattern]) => {
        const names = Object.keys(all).filter((each) => each !== property && pattern.test(each))
        const isText = (name: string) => typesOf(document, all[name]).includes("string")
        const name = (field === "message" ? names.find(isText) : undefined) ?? names[0]
        return name === undefined ? [] : [[field, name]]
      })
    )
    return { inside, fields, status: { property, ...wordsOf(document, properties[property]) } }
  }
  return undefined
}

const isWord = (document: JsonObject, schema: Json | undefined): boolean =>
  schema !== undefined && (typesOf(document, schema).includes("string") || wordsOf(document, schema).words.length > 0)

/**
 * The property that names the task: called as the parameter that asks for it, `id`, or `job_id`.
 *
 * @param parameter by which the task is read
 * @param word what a task is called
 */
export const idOf = (
  document: JsonObject,
  whole: Json | undefined,
  parameter: string,
  word: string
): IdProperty | undefined => {
  for (const { inside, schema } of objectsIn(document, whole)) {
    // Another object in the answer has an id of its own.
    if (inside !== undefined && ![word, "data", "item", "result"].includes(inside)) continue
    const properties = propertiesOf(document, schema)
    const names = Object.keys(properties)
    const called = (name: string) => words(name).join(" ")
    const property =
      names.find((name) => called(name) === called(parameter)) ??
      names.find((name) => name === "id") ??
      names.find((name) => called(name) === `${word} id`)
    if (property === undefined) continue
    const numeric = isNumeric(document, properties[property])
    return { property, numeric, ...(inside !== undefined && { inside }) }
  }
  return undefined
}

/** Whatever of an answer is called an id, where nothing better is. */
export const anyIdOf = (document: JsonObject, schema: Json | undefined): IdProperty | undefined => {
  const properties = propertiesOf(document, schema)
  const property = Object.keys(properties).find((name) => /(?:^|_)id$|Id$/.test(name))
  return property === undefined ? undefined : { property, numeric: isNumeric(document, properties[property]) }
}
