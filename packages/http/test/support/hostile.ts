/** What a server could answer if it wished us ill, or had lost its mind. */
import type { TransportAnswer } from "../../src/Transport.ts"

export type Body = string | Uint8Array | null

/** An answer with any status at all, which a `Response` would not take. */
export const answering = (status: number, body: Body, headers: Record<string, string> = {}): TransportAnswer => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? [])
  return {
    status,
    headers: new Headers(headers),
    body: body === null ? null : new Response(bytes).body,
    text: () => new Response(bytes).text()
  }
}

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)

/** Bodies that are small, each wrong in its own way. */
export const bodies: ReadonlyArray<readonly [name: string, body: Body]> = [
  ["no body", null],
  ["an empty body", ""],
  ["white space", " \n\t "],
  ["null", "null"],
  ["a number", "42"],
  ["a string", '"text"'],
  ["a list", "[]"],
  ["an object", "{}"],
  ["prototypes", '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}'],
  ["a prototype that is a text", '{"__proto__":"polluted","toString":1,"valueOf":null,"toJSON":{}}'],
  ["a key twice", '{"id":"a","id":{"b":1},"status":1,"status":"x"}'],
  ["a byte order mark", '\ufeff{"id":"a"}'],
  ["a byte order mark in the middle", '{"id":\ufeff"a"}'],
  ["half a surrogate pair", '{"id":"\\ud800","\\udfff":1}'],
  ["invalid UTF-8", new Uint8Array([0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x22, 0xff, 0xc0, 0x80, 0x22, 0x7d])],
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ["compressed bytes", new Uint8Array([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xff])],
  ["NaN", '{"id":NaN}'],
  ["Infinity", "[Infinity,-Infinity]"],
  ["a number too large", '{"n":1e400,"m":-1e400,"o":1e-400}'],
  ["an integer of 400 digits", `{"n":${"9".repeat(400)}}`],
  ["undefined", "undefined"],
  ["single quotes", "{'id':'a'}"],
  ["JSON that breaks off", '{"id":"a","status":{"x":['],
  ["JSON and more", '{"id":"a"}{"id":"b"}'],
  ["a comment", '/* */{"id":"a"}'],
  ["a page", "<!doctype html><html><body>502</body></html>"],
  ["a nul", "\u0000"],
  ["an envelope with a strange code", '{"code":"1e9","msg":{},"data":[]}']
]

/** Bodies that are large. */
export const large: ReadonlyArray<readonly [name: string, body: () => string]> = [
  ["a list in a list, 100,000 times", () => deep("[", "]", 100_000)],
  ["an object in an object, 100,000 times", () => deep('{"a":', "}", 100_000).replace(":}", ":1}")],
  ["an unclosed list, 1,000,000 times", () => "[".repeat(1_000_000)],
  ["a list of 500,000 numbers", () => `[${"0,".repeat(499_999)}0]`],
  ["a string of 4 MB", () => JSON.stringify({ id: "x".repeat(4_000_000) })],
  ["a string of 2,000,000 escapes", () => `{"n":12345678901234567,"id":"${"\\n".repeat(2_000_000)}"}`],
  ["a string of 2,000,000 backslashes", () => `{"n":12345678901234567,"id":"${"\\\\".repeat(1_000_000)}"}`],
  ["an unclosed string of escapes", () => `{"n":12345678901234567,"id":"${'\\"'.repeat(1_000_000)}`],
  ["a number of 1,000,000 digits", () => `{"id":${"9".repeat(1_000_000)}}`],
  ["50,000 keys", () => `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ["4 MB of white space", () => " ".repeat(4_000_000)],
  ["4 MB of a page", () => `<html>${"<p>".repeat(1_300_000)}`]
]

/** What a body may say that it is. */
export const types = [
  undefined,
  "",
  "application/json",
  "application/json; charset=utf-16",
  "APPLICATION/PROBLEM+JSON",
  "text/html",
  "text/html; charset=utf-8",
  "text/plain",
  "application/xml",
  "application/octet-stream",
  "multipart/form-data; boundary=x",
  "json",
  ";;;=,,",
  `application/${"x".repeat(5000)}`
]
