import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { rounds } from "@errand/testkit/rounds"
import ts from "typescript"
import { assert, describe, it } from "vitest"
import { generate, type Generated } from "../src/generate.ts"
import { at, type Json, type Path } from "../src/json.ts"
import { SpecProblem } from "../src/problem.ts"
import { everything, placesIn, withKey, withValue } from "./support/everything.ts"
import { within } from "./support/generator.ts"

/** Of the places of a document every so many-th. */
const stride = rounds({ few: 5, many: 1 })

const run = "globalThis.pwned = 1;"

/** Texts that end a comment, a string, a template or a type, and then run something. */
const texts = [
  `*/ ${run} /* " ] }; ${run} [{ " ' ] }; ${run} [{ ' \\"; ${run} //\\`,
  `\`; ${run} \${${run}} \n}; ${run}\r${run}\u2028${run}\u2029${run} //`,
  `#/components/never }; ${run} type X = { a: never/x`
]

const global = globalThis as { pwned?: unknown }

/** Runs a generated module as a consumer's bundler would, and says what is wrong with it. */
const fault = (name: string, source: string): string | undefined => {
  const { diagnostics = [], outputText } = ts.transpileModule(source, {
    fileName: name,
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ESNext }
  })
  const [first] = diagnostics
  if (first !== undefined) return `${name}: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`
  // oxlint-disable-next-line typescript/no-implied-eval -- running it is the test
  new Function("exports", outputText)({})
  const ran = global.pwned
  delete global.pwned
  return ran === undefined ? undefined : `${name}: the document's own code has run`
}

/** The files of a document; `undefined` for one that is refused with a message. */
const attempt = (root: string, document: Json): Generated | undefined => {
  const spec = join(root, "spec.json")
  writeFileSync(spec, JSON.stringify(document))
  try {
    return generate({ root, spec })
  } catch (error) {
    if (error instanceof SpecProblem) return undefined
    throw error
  }
}

/** What came of a text in some places. */
interface Tried {
  readonly faults: ReadonlyArray<string>
  /** The places in which no such text is taken; each was refused with a message. */
  readonly refused: ReadonlyArray<Path>
  /** In how many places the text was when something was generated. */
  readonly taken: number
  /** The places whose text is in what was generated. */
  readonly written: ReadonlyArray<Path>
}

/** The text of one place, which runs a code of its own. */
const ownText = (text: string, path: Path): string => text.replaceAll("pwned = 1;", codeOf(path))
const codeOf = (path: Path): string =>
  `pwned = ${[...path.join("/")].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1e9, 7)};`

const attemptAt = (root: string, document: Json, some: ReadonlyArray<Path>): Tried => {
  const generated = attempt(root, document)
  if (generated === undefined) return { faults: [], refused: some, taken: 0, written: [] }
  return {
    faults: [...generated.files].flatMap(([name, source]) => fault(name, source) ?? []),
    refused: [],
    taken: some.length,
    written: some.filter((path) => [...generated.files.values()].some((source) => source.includes(codeOf(path))))
  }
}

const add = (a: Tried, b: Tried): Tried => ({
  faults: [...a.faults, ...b.faults],
  refused: [...a.refused, ...b.refused],
  taken: a.taken + b.taken,
  written: [...a.written, ...b.written]
})

/** What is wrong with the files of a document; nothing for one that is refused with a message. */
const faults = (root: string, document: Json): ReadonlyArray<string> => attemptAt(root, document, []).faults

describe("a document with hostile texts", () => {
  const places = placesIn(everything).filter((path, nth) => path.length > 0 && nth % stride === 0)

  /**
   * Puts a text into as many places at once as the generator takes, and into each of the others
   * alone.
   */
  const tryAt = (root: string, some: ReadonlyArray<Path>, text: string): Tried => {
    const document = some.reduce((whole, path) => withValue(whole, path, ownText(text, path)), everything as Json)
    const tried = attemptAt(root, document, some)
    if (some.length === 1 || tried.taken > 0) return tried
    const half = Math.ceil(some.length / 2)
    return add(tryAt(root, some.slice(0, half), text), tryAt(root, some.slice(half), text))
  }

  /** The keys under which OpenAPI allows a few words only, or what has to lead somewhere. */
  const words = new Set([
    "openapi",
    "in",
    "type",
    "style",
    "$ref",
    "pattern",
    "page",
    "size",
    "mapping",
    // An identifier of the generated client.
    "x-errand-name"
  ])

  /** The names of the parameters that the pages of the operation name again. */
  const namedAgain = new Set(["paths//things/{id}/get/parameters/0/name", "paths//things/{id}/get/parameters/1/name"])

  it.each(texts.map((text, index) => [index, text] as const))(
    "runs nothing and gives valid modules, wherever a text stands (%i)",
    (_, text) =>
      within({}, (root) => {
        const some = places.filter((path) => typeof at(everything, path) === "string")
        const { faults: found, refused, taken, written } = tryAt(root, some, text)
        assert.deepStrictEqual(found, [])
        // Each place in which no text is taken is one where OpenAPI itself takes none.
        assert.deepStrictEqual(
          refused.filter((path) => !path.some((key) => words.has(String(key))) && !namedAgain.has(path.join("/"))),
          []
        )
        assert.strictEqual(taken + refused.length, some.length)
        assert.isAbove(taken, some.length * 0.45)
        assert.isAbove(written.length, taken / 3)
      })
  )

  it("runs nothing and gives valid modules, wherever a name stands", () =>
    within({}, (root) => {
      const some = places.filter((path) => typeof path.at(-1) === "string")
      const {
        faults: found,
        taken,
        written
      } = some
        .map((path) => attemptAt(root, withKey(everything, path, ownText(texts.join(" "), path)), [path]))
        .reduce(add)
      assert.deepStrictEqual(found, [])
      assert.isAbove(taken, some.length * 0.6)
      assert.isAbove(written.length, taken / 3)
    }))

  it("runs nothing where a reference leads through such a name", () =>
    within({}, (root) => {
      const name = `never }; ${run} type X = { a: never`
      const document = {
        ...everything,
        [name]: { answer: { description: "Fine.", content: {} }, page: { name: "p", in: "query" } },
        paths: {
          "/a": {
            get: {
              operationId: "getA",
              parameters: [{ $ref: `#/${name}/page` }],
              responses: { "200": { $ref: `#/${name}/answer` } }
            }
          }
        }
      }
      assert.deepStrictEqual(faults(root, document), [])
    }))

  it("runs nothing where a text is part of the name of its file", () =>
    within({}, (root) => {
      const spec = join(root, `a\n${run}.json`)
      writeFileSync(spec, JSON.stringify(everything))
      const found = [...generate({ root, spec }).files].flatMap(([name, source]) => fault(name, source) ?? [])
      assert.deepStrictEqual(found, [])
    }))
})
