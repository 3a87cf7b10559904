import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Change, diff } from "../../src/diff/index.ts"
import { generate } from "../../src/generate.ts"
import type { JsonObject } from "../../src/json.ts"
import { compile, writeAll } from "../support/generator.ts"
import { cases, document, preamble, same } from "./corpus/index.ts"

const said = ({ caller, client, code, direction, types }: Change): string =>
  `${code} ${direction}: ${caller}, ${types}, ${client}`

describe("each kind of change, in each direction, means what the policy says", () => {
  for (const { after, before, expected, title } of cases) {
    it(title, () => {
      const { changes } = diff(before, after)
      assert.deepStrictEqual(changes.map(said).sort(), [...expected.says].sort())
      for (const { words } of changes) assert.match(words, /^[A-Z`].*[^.]\.$/)
    })
  }
})

describe("what is said in another way has not changed", () => {
  for (const { given, then, title } of same) {
    it(title, () => {
      const [one, two] = [document(given), document(given, then)]
      assert.deepStrictEqual(diff(one, two).changes, [])
      assert.deepStrictEqual(diff(two, one).changes, [])
    })
  }
})

/** The programs of the corpus, compiled against the types of both documents, all in one run. */
describe("a program breaks exactly when the comparison says so", () => {
  const root = mkdtempSync(join(tmpdir(), "errand-diff-"))
  const errors = new Map<string, Array<string>>()
  const proved = cases.filter(({ expected }) => expected.use !== undefined)

  beforeAll(async () => {
    const folders = new Map<string, string>()
    const typesOf = (made: JsonObject): string => {
      const text = JSON.stringify(made)
      const known = folders.get(text)
      if (known !== undefined) return known
      const folder = `types${folders.size}`
      folders.set(text, folder)
      writeAll(root, { [`${folder}.json`]: text })
      const { files } = generate({ root, spec: join(root, `${folder}.json`) })
      writeAll(join(root, folder), { "index.ts": files.get("index.ts") ?? "", "raw.ts": files.get("raw.ts") ?? "" })
      return folder
    }
    proved.forEach(({ after, before, expected }, index) => {
      writeAll(root, {
        [`old${index}.ts`]: `${preamble(`./${typesOf(before)}/index.ts`, expected.called)}${expected.use}\n`,
        [`new${index}.ts`]: `${preamble(`./${typesOf(after)}/index.ts`, expected.called)}${expected.use}\n`
      })
    })
    const { out } = await compile(root, "TypeScript 7")
    for (const line of out.split("\n")) {
      const [, file = "", message = ""] = /^(\S+?)\.ts\(\d+,\d+\): (error .*)$/.exec(line) ?? []
      if (file !== "") errors.set(file, [...(errors.get(file) ?? []), message])
    }
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it("on more than a hundred programs", () => {
    assert.isAbove(proved.length, 100)
    assert.deepStrictEqual(
      [...errors.keys()].filter((file) => !/^(?:old|new)\d+$/.test(file)),
      []
    )
  })

  proved.forEach(({ after, before, expected, title }, index) => {
    it(`${title}${expected.byDesign === undefined ? "" : `; not so by design, for ${expected.byDesign}`}`, () => {
      const breaks = diff(before, after).changes.some(({ caller }) => caller === "breaks compile")
      assert.deepStrictEqual(errors.get(`old${index}`) ?? [], [], "against the types that it was written for")
      const broke = errors.get(`new${index}`) ?? []
      const expects = expected.byDesign === undefined ? breaks : !breaks
      assert.strictEqual(broke.length > 0, expects, broke.join("\n") || "it compiles")
    })
  })
})
