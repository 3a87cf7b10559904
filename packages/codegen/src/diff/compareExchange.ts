/** Compares two operations: what is sent, and what comes back. */
import { objectOr, toCanonical } from "../json.ts"
import type { Finding, Node, Way } from "./finding.ts"
import type { Media, Operation, Parameter } from "./readOperations.ts"
import { child, type Place, pointerTo } from "./place.ts"
import type { SchemaReader } from "./schemaReader.ts"
import type { SchemaComparison } from "./compareSchemas.ts"

export const compareExchange = (schemas: SchemaComparison, a: Operation, b: Operation, here: Node): void => {
  compareParameters(schemas, a, b, here)
  compareBodies(schemas, a, b, here)
  compareAnswers(schemas, a.success, b.success, true, here)
  compareAnswers(schemas, a.errors, b.errors, false, here)
  compareHeaders(schemas, a, b, here)
}

const compareParameters = (schemas: SchemaComparison, a: Operation, b: Operation, here: Node): void => {
  const gone = new Set(a.parameters)
  const come = new Set(b.parameters)
  const pair = (fits: (left: Parameter, right: Parameter) => boolean, code?: Finding["code"]): void => {
    for (const left of gone) {
      for (const right of come) {
        if (!fits(left, right)) continue
        gone.delete(left)
        come.delete(right)
        const detail =
          code === "parameter-moved" ? `${left.in} to ${right.in}` : `\`${left.name}\` to \`${right.name}\``
        if (code !== undefined) here.found.push({ code, way: "request", before: left.at, after: right.at, detail })
        compareParameter(schemas, left, right, here)
        break
      }
    }
  }
  pair((left, right) => left.in === right.in && left.name === right.name)
  pair((left, right) => left.name === right.name, "parameter-moved")
  pair(
    (left, right) => left.in === right.in && left.name.toLowerCase() === right.name.toLowerCase(),
    "parameter-renamed"
  )
  const position = ({ name }: Parameter, { path }: Operation) =>
    [...path.matchAll(/\{([^}]*)\}/g)].findIndex((match) => match[1] === name)
  pair(
    (left, right) => left.in === "path" && right.in === "path" && position(left, a) === position(right, b),
    "parameter-renamed"
  )
  for (const { at } of gone)
    here.found.push({ code: "parameter-removed", way: "request", before: at, after: undefined })
  for (const { at, required } of come) {
    const code = required ? "required-parameter-added" : "parameter-added"
    here.found.push({ code, way: "request", before: undefined, after: at })
  }
}

const compareParameter = (schemas: SchemaComparison, a: Parameter, b: Parameter, here: Node): void => {
  const say = (code: Finding["code"], detail?: string) =>
    void here.found.push({ code, way: "request", before: a.at, after: b.at, detail })
  if (a.required !== b.required) say(b.required ? "became-required" : "became-optional")
  if (a.style !== b.style && a.in === b.in) say("parameter-style-changed", `${a.style} to ${b.style}`)
  const [left, right] = [child(a.at, "deprecated").value === true, child(b.at, "deprecated").value === true]
  if (left !== right) say(right ? "deprecated" : "undeprecated")
  schemas.compare(a.schema, b.schema, "request", here)
}

const compareBodies = (schemas: SchemaComparison, a: Operation, b: Operation, here: Node): void => {
  const [left, right] = [a.body, b.body]
  const places = { before: left?.at, after: right?.at }
  const say = (code: Finding["code"]) => void here.found.push({ code, way: "request", ...places })
  if (left === undefined && right === undefined) return
  if (right === undefined) return say("body-removed")
  if (left === undefined) return say(right.required ? "required-body-added" : "body-added")
  if (left.required !== right.required) say(right.required ? "became-required" : "became-optional")
  compareMedia(schemas, left.media, right.media, "request", here)
}

/** Bodies of one message, by media type, then by what types make of them. */
export const compareMedia = (
  schemas: SchemaComparison,
  as: ReadonlyArray<Media>,
  bs: ReadonlyArray<Media>,
  way: Way,
  here: Node
): void => {
  const { come, gone } = pairMedia(schemas, as, bs, [sameType, sameKind], way, here)
  for (const each of gone) {
    const code = hasSameContent(each, bs, schemas.a, schemas.b) ? "media-alias-removed" : "media-removed"
    here.found.push({ code, way, before: each.at, after: undefined })
  }
  for (const each of come) {
    const code = hasSameContent(each, as, schemas.b, schemas.a) ? "media-alias-added" : "media-added"
    here.found.push({ code, way, before: undefined, after: each.at })
  }
}

type Fits = (left: Media, right: Media) => boolean

const sameType: Fits = (left, right) => left.type === right.type && left.status === right.status
const sameKind: Fits = (left, right) => left.kind === right.kind && left.status === right.status
const sameBody: Fits = (left, right) => left.kind === right.kind && left.type === right.type

const pairMedia = (
  schemas: SchemaComparison,
  as: ReadonlyArray<Media>,
  bs: ReadonlyArray<Media>,
  passes: ReadonlyArray<Fits>,
  way: Way,
  here: Node
): { readonly gone: Set<Media>; readonly come: Set<Media> } => {
  const gone = new Set(as)
  const come = new Set(bs)
  for (const fits of passes) {
    for (const left of gone) {
      const right = [...come].find((each) => fits(left, each))
      if (right === undefined) continue
      gone.delete(left)
      come.delete(right)
      const places = { before: left.at, after: right.at }
      if (left.status !== right.status)
        here.found.push({ code: "success-status-changed", way, ...places, detail: `${left.status} to ${right.status}` })
      if (left.type !== right.type)
        here.found.push({ code: "media-changed", way, ...places, detail: `${left.type} to ${right.type}` })
      if (left.kind === "json" || left.kind === "multipart" || left.kind === "form")
        schemas.compare(left.schema, right.schema, way, here)
    }
  }
  return { gone, come }
}

/** Whether another media type has the same type, so that callers do not see this one come or go. */
const hasSameContent = (each: Media, others: ReadonlyArray<Media>, own: SchemaReader, theirs: SchemaReader): boolean =>
  others.some(
    (other) => other.kind === each.kind && (each.kind !== "json" || contentOf(own, each) === contentOf(theirs, other))
  )

/** Named schemas are equal by name, others by content. */
const contentOf = (reader: SchemaReader, { schema }: Media): string =>
  reader
    .settle(schema)
    .map((place) =>
      /^#\/components\/schemas\/[^/]+$/.test(pointerTo(place)) ? pointerTo(place) : toCanonical(place.value ?? null)
    )
    .join()

/** Pairs answers: successes by their bodies too, errors by their status only. */
const compareAnswers = (
  schemas: SchemaComparison,
  as: ReadonlyArray<Media>,
  bs: ReadonlyArray<Media>,
  success: boolean,
  here: Node
): void => {
  const way = "response"
  const passes = success ? [sameType, sameKind, sameBody] : [sameType, sameKind]
  const { come, gone } = pairMedia(schemas, as, bs, passes, way, here)
  const has = (all: ReadonlyArray<Media>, { status }: Media) => all.some((each) => each.status === status)
  const say = (code: Finding["code"], before: Media | undefined, after: Media | undefined) =>
    void here.found.push({ code, way, before: placeOf(code, before), after: placeOf(code, after) })
  for (const left of gone) {
    const right = [...come].find(
      (each) => each.status === left.status && (each.kind === "none" || left.kind === "none")
    )
    if (right !== undefined) {
      come.delete(right)
      say(right.kind === "none" ? "body-removed" : "body-added", left, right)
    } else if (has(bs, left))
      say(hasSameContent(left, bs, schemas.a, schemas.b) ? "media-alias-removed" : "media-removed", left, undefined)
    else if (!success) say(removedErrorCode(left, bs, schemas), left, undefined)
    else
      say(
        left.kind === "none" || hasSameContent(left, bs, schemas.a, schemas.b)
          ? "success-status-removed"
          : "success-removed",
        left,
        undefined
      )
  }
  for (const right of come) {
    if (has(as, right))
      say(hasSameContent(right, as, schemas.b, schemas.a) ? "media-alias-added" : "media-added", undefined, right)
    else if (!success) say(addedErrorCode(as), undefined, right)
    else
      say(hasSameContent(right, as, schemas.b, schemas.a) ? "success-status-added" : "success-added", undefined, right)
  }
}

/**
 * A table over the statuses of an error lacks a new one. Where a range or the default is declared,
 * or no error at all, callers could make no such table.
 */
const addedErrorCode = (errors: ReadonlyArray<Media>): Finding["code"] =>
  errors.length > 0 && errors.every(({ status }) => /^\d+$/.test(status))
    ? "error-status-added"
    : "error-status-expected"

/** The place of a status is the response, however many bodies it has. */
const placeOf = (code: Finding["code"], media: Media | undefined): Place | undefined =>
  media === undefined || media.kind === "none" || code.startsWith("media") ? media?.at : media.at.up?.up

/**
 * Where a range or the default still covers a status with the same body, callers can go on
 * comparing with it.
 */
const removedErrorCode = (left: Media, bs: ReadonlyArray<Media>, { a, b }: SchemaComparison): Finding["code"] => {
  const covering = bs.filter(({ status }) => status === "default" || status === `${left.status.slice(0, 1)}XX`)
  return hasSameContent(left, covering, a, b) ? "error-status-covered" : "error-status-removed"
}

const compareHeaders = (schemas: SchemaComparison, a: Operation, b: Operation, here: Node): void => {
  const key = ({ at, status }: Operation["headers"][number]) => `${status} ${String(at.key).toLowerCase()}`
  const others = new Map(b.headers.map((each) => [key(each), each.at]))
  for (const header of a.headers) {
    const before = header.at
    const after = others.get(key(header))
    others.delete(key(header))
    if (after === undefined) here.found.push({ code: "header-removed", way: "response", before, after })
    else if (headerFacts(schemas.a, before) !== headerFacts(schemas.b, after))
      here.found.push({ code: "header-changed", way: "response", before, after })
  }
  for (const after of others.values())
    here.found.push({ code: "header-added", way: "response", before: undefined, after })
}

const headerFacts = (reader: SchemaReader, header: Place): string => {
  const { required = false, schema = null } = objectOr(reader.references.follow(header).value)
  const { $ref = null, enum: values = null, format = null, type = null } = objectOr(schema)
  return toCanonical([required, $ref, values, format, type])
}
