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

const isTaken = (root: string, document: Json): boolean => attempt(root, document) !== undefined

/** What is wrong with the files of a document; nothing for one that is refused with a message. */
const faults = (root: string, document: Json): ReadonlyArray<string> =>
  [...(attempt(root, document)?.files ?? [])].flatMap(([name, source]) => fault(name, source) ?? [])

describe("a document with hostile texts", () => {
  const places = placesIn(everything).filter((path, nth) => path.length > 0 && nth % stride === 0)

  /**
   * Puts a text into as many places at once as the generator takes, and into each of the others
   * alone.
   */
  const faultsAt = (root: string, some: ReadonlyArray<Path>, text: string): ReadonlyArray<string> => {
    const document = some.reduce((whole, path) => withValue(whole, path, text), everything as Json)
    if (some.length === 1 || isTaken(root, document)) return faults(root, document)
    const half = Math.ceil(some.length / 2)
    return [...faultsAt(root, some.slice(0, half), text), ...faultsAt(root, some.slice(half), text)]
  }

  it.each(texts.map((text, index) => [index, text] as const))(
    "runs nothing and gives valid modules, wherever a text stands (%i)",
    (_, text) =>
      within({}, (root) => {
        const some = places.filter((path) => typeof at(everything, path) === "string")
        assert.deepStrictEqual(faultsAt(root, some, text), [])
      })
  )

  it("runs nothing and gives valid modules, wherever a name stands", () =>
    within({}, (root) => {
      const some = places.filter((path) => typeof path.at(-1) === "string")
      const found = some.flatMap((path) => faults(root, withKey(everything, path, texts.join(" "))))
      assert.deepStrictEqual(found, [])
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
