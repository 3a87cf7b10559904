/**
 * Reads each schema once, as a list of alternatives. Both dialects are read without rewriting, so
 * that places stay valid.
 */
import { listDefaulted } from "../read/direction.ts"
import {
  arrayOr,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  showValue,
  textOr,
  toPointer
} from "../json.ts"
import { kindBelow } from "../read/keyKind.ts"
import { withoutProse } from "../read/withoutProse.ts"
import { guessTypes, isBytes, isMeaningful, kindOf, limitingKeys, typeOf } from "./schemaKinds.ts"
import { child, children, down, type Place, pointerTo, References, makeRoot } from "./place.ts"
import {
  requireProperties,
  joinShapes,
  type Kind,
  makeShape,
  meetShapes,
  type Schema,
  type Shape,
  tagShape
} from "./shape.ts"

/** `undefined` for a schema, or a part of one, that allows any value. */
type Alternatives = ReadonlyArray<Shape> | undefined

export class SchemaReader {
  readonly root: Place
  readonly references: References
  readonly #old: boolean
  readonly #answered: ReadonlySet<JsonObject>
  readonly #known = new Map<Json, Alternatives>()
  readonly #ids = new Map<Json, number>()
  readonly #joint = new Map<string, ReadonlyArray<Shape>>()

  /** @param answered the schemas that are only ever received */
  constructor(document: JsonObject, answered: ReadonlySet<JsonObject>) {
    this.root = makeRoot(document)
    this.references = new References(this.root)
    this.#old = showValue(document["openapi"]).startsWith("3.0")
    this.#answered = answered
  }

  /** The schema behind references that stand alone. */
  settle(schema: Schema): Schema {
    return schema.map((place) => {
      let here = place
      for (let hops = 0; hops < 100; hops++) {
        const next = this.#alone(here)
        if (next === undefined) return here
        here = next
      }
      return here
    })
  }

  /** A key that two schemas share only if they are the same places. */
  key(schema: Schema): string {
    return schema.map(({ value }) => this.id(value ?? null)).join("&")
  }

  id(value: Json): number | string {
    if (typeof value !== "object" || value === null) return String(value)
    const known = this.#ids.get(value)
    if (known !== undefined) return known
    this.#ids.set(value, this.#ids.size)
    return this.#ids.size - 1
  }

  shapes(schema: Schema): ReadonlyArray<Shape> {
    const [first, ...more] = schema
    if (first === undefined) return [makeShape("unknown", this.root)]
    if (more.length === 0) return this.#read(first) ?? this.#anything(first)
    const key = this.key(schema)
    const known = this.#joint.get(key)
    if (known !== undefined) return known
    const all = schema.reduce<Alternatives>(
      (found, place) => meetAlternatives(found, this.#read(place), first),
      undefined
    )
    const shapes = all ?? [makeShape("unknown", first)]
    this.#joint.set(key, shapes)
    return shapes
  }

  readonly #nothings = new Map<Json, ReadonlyArray<Shape>>()

  /** The same object for each call with one place, so that it is compared once. */
  #anything(place: Place): ReadonlyArray<Shape> {
    const value = place.value ?? null
    const known = this.#nothings.get(value) ?? [makeShape("unknown", place)]
    this.#nothings.set(value, known)
    return known
  }

  /** Where a reference leads that has nothing beside it that counts. */
  #alone({ value }: Place): Place | undefined {
    if (!isObject(value) || typeof value["$ref"] !== "string" || value["nullable"] === true) return undefined
    return this.#beside(value) ? undefined : this.references.target(value["$ref"])
  }

  #beside(schema: JsonObject): boolean {
    return !this.#old && Object.keys(schema).some((key) => key !== "$ref" && key !== "nullable" && isMeaningful(key))
  }

  #read(place: Place): Alternatives {
    const { value } = place
    if (value === false) return []
    if (!isObject(value)) return undefined
    if (this.#known.has(value)) return this.#known.get(value)
    // Ends recursion: a schema that is an alternative of itself adds no alternative.
    this.#known.set(value, [])
    const found = this.#alternatives(place, value)
    this.#known.set(value, found)
    return found
  }

  #alternatives(place: Place, schema: JsonObject): Alternatives {
    let found: Alternatives
    const ref = textOr(schema["$ref"])
    if (ref !== undefined) {
      const target = this.references.target(ref)
      found = target === undefined ? [makeShape("unknown", place, { limits: { $ref: ref } })] : this.#read(target)
    }
    if (ref === undefined || this.#beside(schema)) {
      found = meetAlternatives(found, this.#own(place, schema), place)
      for (const part of children(child(place, "allOf")))
        found = meetAlternatives(found, this.#inherited(place, part), place)
      for (const keyword of ["anyOf", "oneOf"]) {
        if (isArray(schema[keyword])) found = meetAlternatives(found, this.#union(place, schema, keyword), place)
      }
      const required = arrayOr(schema["required"])
      if (required.length > 0) found = found?.map((shape) => requireProperties(shape, required))
    }
    if (this.#answered.has(schema)) {
      const names = listDefaulted(schema)
      if (names.length > 0) found = found?.map((shape) => requireProperties(shape, names, true))
    }
    const nothing = found === undefined && Object.keys(schema).every((key) => key === "nullable" || !isMeaningful(key))
    return schema["nullable"] === true && !nothing ? joinShapes([found ?? [], [makeShape("null", place)]]) : found
  }

  /** What the schema's own type, list or properties say. */
  #own(place: Place, schema: JsonObject): Alternatives {
    const { type } = schema
    const listed = "const" in schema ? [schema["const"] ?? null] : isArray(schema["enum"]) ? schema["enum"] : undefined
    const types = isArray(type) ? type : type === undefined ? guessTypes(schema) : [type]
    const names =
      listed === undefined ? types : [...new Set([...listed.map(typeOf), ...types.filter((each) => each === "null")])]
    if (names.length === 0) return undefined
    const open = schema["x-errand-open"] === true
    return names.flatMap((name) => {
      const kind = kindOf(name)
      if (kind === undefined) return []
      if (kind === "null") return [makeShape("null", place)]
      const exact = isBytes(kind, schema) ? "bytes" : kind
      const limits = this.#limits(schema, types, exact)
      const own = listed?.filter((value) => kindOf(typeOf(value)) === kind)
      // A list of both booleans allows the same as no list.
      const values = kind === "boolean" && new Set(own).size === 2 ? undefined : own
      if (kind === "object") return [this.#object(place, schema, limits, values)]
      if (kind === "array") return [this.#array(place, schema, limits, values)]
      return [makeShape(exact, place, { values, open, limits })]
    })
  }

  #limits(schema: JsonObject, types: ReadonlyArray<Json>, kind: Kind): Record<string, Json> {
    const limits: Record<string, Json> = {}
    for (const key of [...limitingKeys[kind], ...limitingKeys.any]) {
      const value = schema[key]
      if (value === undefined) continue
      if (this.#old && typeof value === "boolean" && key.startsWith("exclusive")) continue
      const flag = schema[key === "minimum" ? "exclusiveMinimum" : key === "maximum" ? "exclusiveMaximum" : ""]
      const limit = typeof value === "object" ? withoutProse(value, kindBelow("keywords", key, value)) : value
      limits[this.#old && flag === true ? (key === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum") : key] = limit
    }
    if (kind === "number" && types.includes("integer") && !types.includes("number")) limits["type"] = "integer"
    return limits
  }

  #object(place: Place, schema: JsonObject, limits: Record<string, Json>, values: Shape["values"]): Shape {
    const required = arrayOr(schema["required"])
    const properties = new Map(
      children(child(place, "properties")).map((each) => [
        String(each.key),
        { schema: [each], required: required.includes(each.key), filled: false }
      ])
    )
    const others = schema["additionalProperties"]
    const spoken = others !== undefined && others !== false
    return makeShape("object", place, {
      values,
      limits: others === false ? { ...limits, additionalProperties: false } : limits,
      properties,
      others: spoken ? [child(place, "additionalProperties")] : undefined
    })
  }

  #array(place: Place, schema: JsonObject, limits: Record<string, Json>, values: Shape["values"]): Shape {
    return makeShape("array", place, {
      values,
      limits,
      items: isArray(schema["items"]) ? undefined : [child(place, "items")],
      positions: children(child(place, isArray(schema["items"]) ? "items" : "prefixItems")).map((each) => [each])
    })
  }

  /** A base with a discriminator gives each variant its name as the tag. */
  #inherited(place: Place, part: Place): Alternatives {
    const found = this.#read(part)
    const ref = isObject(part.value) ? textOr(part.value["$ref"]) : undefined
    const base = ref === undefined ? undefined : this.references.target(ref)
    if (found === undefined || !isObject(base?.value) || !isObject(base.value["discriminator"])) return found
    if (isArray(base.value["oneOf"]) || isArray(base.value["anyOf"])) return found
    return this.#tagged(found, base, pointerTo(place))
  }

  #union(place: Place, schema: JsonObject, keyword: string): Alternatives {
    const parts = children(child(place, keyword)).map((part) => {
      const found = this.#read(part)
      const ref = isObject(part.value) ? textOr(part.value["$ref"]) : undefined
      return found !== undefined && ref !== undefined && isObject(schema["discriminator"])
        ? this.#tagged(found, place, ref)
        : found
    })
    const spoken = parts.filter((part) => part !== undefined)
    // The generator takes no notice of a union without alternatives.
    if (parts.length === 0) return undefined
    return spoken.length < parts.length ? undefined : joinShapes(spoken)
  }

  #tagged(shapes: ReadonlyArray<Shape>, holder: Place, ref: string): ReadonlyArray<Shape> {
    const from = child(holder, "discriminator")
    const name = textOr(objectOr(from.value)["propertyName"])
    if (name === undefined) return shapes
    const mapping = Object.entries(objectOr(objectOr(from.value)["mapping"]))
    const own = (target: Json) => target === ref || toPointer(["components", "schemas", showValue(target)]) === ref
    const values = mapping.filter(([, target]) => own(target)).map(([value]) => value)
    const implied = ref.split("/").at(-1) ?? ""
    const tags = values.length > 0 ? values.sort() : [implied]
    return shapes.map((shape) => tagShape(shape, name, tags, down(holder, "discriminator")))
  }
}

const meetAlternatives = (a: Alternatives, b: Alternatives, at: Place): Alternatives =>
  a === undefined || b === undefined ? (a ?? b) : meetShapes(a, b, at)
