import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { at, type Json, type JsonObject, type Path } from "@errand/codegen/json"
import { rounds } from "@errand/testkit/rounds"
import ts from "typescript"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { documentOf, object, query, status } from "./support/newDocument.ts"
import { planFiles } from "./support/plan.ts"
import { placesIn, withKey, withValue } from "./support/places.ts"

const mark = "pwned"
const run = `globalThis.${mark} = 1;`

/** Texts that end a comment, a string, a template or a page, and then run something. */
const texts = [
  `*/ ${run} /* " ] }; ${run} ' ] }; ${run} \\"; ${run} //\\`,
  `\`; ${run} \${${run}} \n}; ${run}\r${run}\u2028${run}\u2029${run} </script><script>${run}</script>`,
  `__proto__\n---\n\`\`\`\n${run}`
]

/**
 * A service of which the scaffold makes all that it can make: a task, its list, its stop, its key.
 */
const service: JsonObject = {
  ...documentOf(
    {
      "POST /runs": { ...object({ id: { type: "string" } }), body: object({ goal: { type: "string" } }) },
      "GET /runs/{run_id}": object({
        id: { type: "string" },
        status: status("queued", "done"),
        output: { type: "string" },
        error: { type: "string" },
        live_url: { type: "string" },
        created_at: { type: "string" },
        steps: { type: "array", items: {} },
        files: { type: "array", items: {} },
        credits: { type: "number" },
        is_success: { type: "boolean" }
      }),
      "GET /runs/{run_id}/status": object({ id: { type: "string" }, status: status("queued", "done") }),
      "POST /runs/{run_id}/stop": object({ id: { type: "string" } }),
      "GET /runs": {
        ...object({
          items: { type: "array", items: object({ id: { type: "string" }, status: status("queued", "done") }) },
          next_cursor: { type: "string" }
        }),
        parameters: [query("cursor"), query("limit", { type: "integer", maximum: 20 })]
      },
      "GET /logs": {
        type: "array",
        items: object({ id: { type: "string" } }),
        parameters: [query("page", { type: "integer" }), query("size", { type: "integer", maximum: 20 })]
      }
    },
    {
      info: { title: "Acme", version: "1", description: "All." },
      servers: [{ url: "https://{host}/v1", variables: { host: { default: "acme.test" } } }],
      security: [{ key: [] }],
      tags: [{ name: "runs", description: "Runs." }],
      components: {
        securitySchemes: { key: { type: "apiKey", name: "X-Key", in: "header", description: "A key." } },
        schemas: { Unused: { type: "string", enum: ["a"], description: "One.", default: "a" } }
      }
    }
  )
}
const paths = service["paths"] as Record<string, Record<string, JsonObject>>
Object.assign(paths["/runs"]?.["get"] ?? {}, {
  tags: ["runs"],
  operationId: "listRuns",
  summary: "Lists.",
  description: "Lists runs.",
  deprecated: true
})

let root = ""
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "errand-hostile-"))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/**
 * What is wrong with a source: it is no TypeScript, or it has the document's own code outside of
 * its comments and texts.
 */
const faultOf = (path: string, source: string): string | undefined => {
  const { diagnostics: [first] = [] } = ts.transpileModule(source, { fileName: path, reportDiagnostics: true })
  if (first !== undefined) return `${path}: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ESNext)
  const hasRun = (node: ts.Node): boolean =>
    ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && node.text.includes(mark)) ||
    ts.forEachChild(node, hasRun) === true
  return hasRun(file) ? `${path}: has the document's own code` : undefined
}

interface Tried {
  /** Whether the scaffold has made something of the document. */
  readonly isTaken: boolean
  /** Whether something that was written has the text in it. */
  readonly isWritten: boolean
  readonly faults: ReadonlyArray<string>
}

const attempt = async (document: Json): Promise<Tried> => {
  const files = await planFiles(root, document)
  if (files === undefined) return { isTaken: false, isWritten: false, faults: [] }
  const sources = [...files].filter(([path]) => path.endsWith(".ts"))
  const wrong = [...files].flatMap(([path, text]) => {
    if (!path.endsWith(".json")) return []
    try {
      JSON.parse(text)
      return []
    } catch {
      return [`${path}: is no JSON`]
    }
  })
  return {
    isTaken: true,
    isWritten: [...files.values()].some((text) => text.includes(mark)),
    faults: [...wrong, ...sources.flatMap(([path, source]) => faultOf(path, source) ?? [])]
  }
}

interface Found {
  readonly faults: ReadonlyArray<string>
  /** The places where no such text is taken. */
  readonly refused: ReadonlyArray<string>
  /** Whether every document that was taken had the text in what was written. */
  readonly isWritten: boolean
}

/** Changes as many places at once as the scaffold takes, and each of the others alone. */
const tryAt = async (some: ReadonlyArray<Path>, change: (document: Json, path: Path) => Json): Promise<Found> => {
  const { faults, isTaken, isWritten } = await attempt(some.reduce(change, service))
  const shown = some.map((path) => path.join(" "))
  if (isTaken) return { faults: faults.map((fault) => `${shown.join(", ")}: ${fault}`), refused: [], isWritten }
  if (some.length === 1) return { faults: [], refused: shown, isWritten: true }
  const half = Math.ceil(some.length / 2)
  const [left, right] = [await tryAt(some.slice(0, half), change), await tryAt(some.slice(half), change)]
  return {
    faults: [...left.faults, ...right.faults],
    refused: [...left.refused, ...right.refused],
    isWritten: left.isWritten && right.isWritten
  }
}

describe("what the scaffold writes of a document with hostile texts", () => {
  const all = placesIn(service).filter((path) => path.length > 0)

  /** Where OpenAPI allows a few words only, so that no other text is taken. */
  const isWord = (path: Path): boolean =>
    (path.at(-1) === "type" && path.at(-2) !== "properties") || ["in", "openapi", "url"].includes(String(path.at(-1)))

  it.each([...texts.entries()])("is its own code alone, wherever a text stands (%i)", async (_, text) => {
    const places = all.filter((path) => typeof at(service, path) === "string" && !isWord(path))
    const found = await tryAt(places, (document, path) => withValue(document, path, text))
    expect(found.faults).toEqual([])
    expect(found.isWritten).toBe(true)
    expect(places.length).toBe(34)
    // The name of a host has no line in it.
    expect(found.refused).toEqual(text.includes("\n") ? ["servers 0 variables host default"] : [])
  })

  it("is its own code alone, wherever a name stands", async () => {
    const stride = rounds({ few: 12, many: 1 })
    const isPath = ([part, ...rest]: Path): boolean => part === "paths" && rest.length === 1
    const places = all.filter((path, nth) => typeof path.at(-1) === "string" && (nth % stride === 0 || isPath(path)))
    const text = texts.join(" ")
    let taken = 0
    for (const path of places) {
      const found = await tryAt([path], (document, place) =>
        withKey(document, place, isPath(place) ? `${place.at(-1)}/${text}` : text)
      )
      expect(found.faults).toEqual([])
      taken += 1 - found.refused.length
    }
    expect(taken).toBeGreaterThan(places.length * 0.7)
  })
})
