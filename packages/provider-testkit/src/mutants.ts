/**
 * Documents that fit the spec, and the many ways in which a hostile or broken server could bend
 * them.
 */
import type { TransportAnswer } from "@errand/http/Transport"

type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }
type Schema = { readonly [key: string]: unknown }
export type Document = { readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } } }

const record = (value: unknown): Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {}
const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** A value that fits a schema of the document: everything that may be there is there. */
export const sample = (document: unknown, given: unknown, depth = 0): Json => {
  const schema = resolve(document, record(given))
  const [choice] = list(schema["enum"])
  if (schema["const"] !== undefined || choice !== undefined) return (schema["const"] ?? choice) as Json
  const alternatives = [...list(schema["anyOf"]), ...list(schema["oneOf"])].map((one) => resolve(document, record(one)))
  const alternative = alternatives.find((one) => one["type"] !== "null") ?? alternatives[0]
  if (alternative !== undefined) return sample(document, alternative, depth)
  const type = list([schema["type"]].flat()).find((one) => one !== "null")
  if (type === "array") return depth > 6 ? [] : [sample(document, schema["items"], depth + 1)]
  if (type === "integer" || type === "number") return typeof schema["minimum"] === "number" ? schema["minimum"] : 1
  if (type === "boolean") return true
  if (type !== "object" && schema["properties"] === undefined) return text(schema["format"])
  const known = Object.entries(record(schema["properties"])).filter(() => depth <= 6)
  return Object.fromEntries(known.map(([key, value]) => [key, sample(document, value, depth + 1)]))
}

const text = (format: unknown): string =>
  format === "uuid"
    ? "0a1b2c3d-0000-4000-8000-000000000000"
    : format === "date-time"
      ? "2026-03-01T08:00:00Z"
      : format === "uri"
        ? "https://files.test/a.txt?sig=1"
        : "text"

const resolve = (document: unknown, schema: Schema): Schema => {
  const reference = schema["$ref"]
  const bare =
    typeof reference !== "string"
      ? schema
      : resolve(
          document,
          record(
            reference
              .slice(2)
              .split("/")
              .reduce((at: unknown, part) => record(at)[part], document)
          )
        )
  return list(bare["allOf"]).reduce<Schema>((whole, part) => {
    const one = resolve(document, record(part))
    return { ...whole, ...one, properties: { ...record(whole["properties"]), ...record(one["properties"]) } }
  }, bare)
}

/** The first success of an operation: its status and a body that fits, if it has one. */
export const success = (
  document: Document,
  {
    method,
    ok,
    path
  }: { readonly method: string; readonly path: string; readonly ok: { readonly [s: string]: unknown } }
): { readonly status: number; readonly body: Json | undefined } => {
  const status = Object.keys(ok)[0] ?? "200"
  const declared = record(record(record(document.paths[path]?.[method.toLowerCase()])["responses"])[status])
  const media = Object.values(record(declared["content"]))[0]
  return {
    status: Number(status),
    body: media === undefined ? undefined : sample(document, record(media)["schema"])
  }
}

/** JSON, as written, that no specification expects anywhere. */
export const poisons: ReadonlyArray<string> = [
  "null",
  "true",
  "0",
  "-1",
  "1.5",
  "1e308",
  "-1e400",
  "5e-324",
  "12345678901234567890",
  '""',
  '"text"',
  '"NaN"',
  '"\\ud800"',
  '"__proto__"',
  '"constructor"',
  '"../../x"',
  '"1e999999999"',
  '"-99999999999999999999.999999999999999999999999999999"',
  '"+275760-09-14T00:00:00Z"',
  '"2026-99-99T99:99:99"',
  '"javascript:alert(1)"',
  '"http://[::1"',
  "[]",
  "{}",
  "[[[]]]",
  '[null,0,"x",{},[]]',
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":{},"toJSON":[],"length":1e9,"then":true,"message":{},"detail":[{"loc":{},"msg":1}]}',
  `${"[".repeat(400)}${"]".repeat(400)}`,
  `${'{"a":'.repeat(400)}0${"}".repeat(400)}`
]

/** Every place in a value; of a list, its first item. */
const places = (
  value: Json,
  path: ReadonlyArray<string | number> = []
): ReadonlyArray<ReadonlyArray<string | number>> =>
  typeof value !== "object" || value === null
    ? [path]
    : [
        path,
        ...(Array.isArray(value)
          ? value.slice(0, 1).flatMap((item: Json) => places(item, [...path, 0]))
          : Object.entries(value).flatMap(([key, item]) => places(item, [...path, key])))
      ]

const mark = "\u0001here"

const marked = (value: Json, [step, ...rest]: ReadonlyArray<string | number>): Json => {
  if (step === undefined) return mark
  if (Array.isArray(value)) return value.map((item: Json, index) => (index === step ? marked(item, rest) : item))
  return Object.fromEntries(
    Object.entries(record(value)).map(([key, item]) => [
      key,
      key === step ? marked(item as Json, rest) : (item as Json)
    ])
  )
}

/** One bent document, and what is bent about it. */
export type Mutant = readonly [what: string, text: string]

/** The document with one place poisoned, missing or there twice: every place by every poison. */
export const mutants = (body: Json): ReadonlyArray<Mutant> =>
  places(body).flatMap((path): ReadonlyArray<Mutant> => {
    const where = path.join(".")
    const whole = JSON.stringify(marked(body, path))
    const here = JSON.stringify(mark)
    const key = path.at(-1)
    const named = typeof key === "string" ? `${JSON.stringify(key)}:${here}` : ""
    return [
      ...poisons.map((poison): Mutant => [`${where} is ${poison.slice(0, 40)}`, whole.replace(here, () => poison)]),
      ...(named === ""
        ? []
        : [
            [`${where} is missing`, whole.replace(named, () => `"other":0`)] as const,
            [
              `${where} is there twice`,
              whole.replace(named, () => `${JSON.stringify(key)}:"a",${JSON.stringify(key)}:[{}]`)
            ] as const
          ])
    ]
  })

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)

/** Whole answers that are not what was promised, some of them large. */
export const wholes: ReadonlyArray<readonly [what: string, body: () => string | Uint8Array]> = [
  ["nothing", () => ""],
  ["white space", () => "\n "],
  ["null", () => "null"],
  ["a number", () => "7"],
  ["a text", () => '"text"'],
  ["a list", () => "[{}]"],
  ["an empty object", () => "{}"],
  ["NaN", () => '{"status":NaN}'],
  ["a prototype", () => '{"__proto__":{"polluted":1,"status":"finished","id":"a"}}'],
  ["a byte order mark", () => '\ufeff{"id":"a","status":"finished"}'],
  ["invalid UTF-8", () => new Uint8Array([0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x22, 0xff, 0xc0, 0x22, 0x7d])],
  ["UTF-16", () => new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ["an envelope of a number", () => '{"code":1e308,"msg":7,"data":"x"}'],
  ["an envelope of success", () => '{"code":0,"msg":null,"data":[[]]}'],
  ["a page", () => "<!doctype html><html></html>"],
  ["lists, 100,000 deep", () => deep("[", "]", 100_000)],
  ["an output, 100,000 deep", () => `{"id":"a","status":"finished","output":${deep("[", "]", 100_000)}}`],
  ["a detail, 100,000 deep", () => `{"detail":${deep("[", "]", 100_000)},"code":5}`],
  ["a status of 300 kB", () => JSON.stringify({ id: "a", status: "x".repeat(300_000) })],
  ["an id of 300 kB", () => JSON.stringify({ id: "x".repeat(300_000), status: "finished" })],
  ["messages of 300 kB", () => JSON.stringify({ detail: "y".repeat(300_000), msg: "y".repeat(300_000), code: 7 })],
  ["30,000 steps", () => `{"id":"a","status":"finished","steps":[${"{},".repeat(29_999)}{}]}`],
  ["100,000 items", () => `{"items":[${"0,".repeat(99_999)}0],"totalItems":-1,"total_pages":1e400}`]
]

/** An answer with any status, which a `Response` would not take. */
export const answering = (
  status: number,
  body: string | Uint8Array | null,
  type: string | undefined = "application/json"
): TransportAnswer => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? [])
  return {
    status,
    headers: new Headers(type === undefined ? {} : { "content-type": type }),
    body: body === null ? null : new Response(bytes).body,
    text: () => new Response(bytes).text()
  }
}
