import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { documents } from "../readme/verify.ts"

const root = join(import.meta.dirname, "../..")

/**
 * What a document links to within the repository; code and addresses of the web are no such links.
 */
const linksOf = (markdown: string): ReadonlyArray<string> => {
  const prose = markdown
    .replaceAll(/^\s*(`{3,}|~{3,})[\s\S]*?^\s*\1\s*$/gm, "")
    .replaceAll(/`[^`\n]*`/g, (code) => (code.includes("](") ? "" : code))
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), (match) => match[1]!).filter((link) => !/^[a-z]+:/.test(link))
}

/** The names by which the headings of a document can be linked to, as GitHub makes them. */
const anchorsOf = (markdown: string): ReadonlyArray<string> =>
  Array.from(markdown.matchAll(/^#+\s+(.*)$/gm), (match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-")
  )

/** Why a link leads nowhere; nothing where it leads somewhere. */
const problemOf = (document: string, link: string): string | undefined => {
  const [path = "", anchor] = link.split("#")
  const target = path === "" ? join(root, document) : join(root, dirname(document), path)
  if (!existsSync(target)) return `${document}: ${link} is no file`
  if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith(".md")) return undefined
  return anchorsOf(readFileSync(target, "utf8")).includes(anchor) ? undefined : `${document}: ${link} is no heading`
}

describe("the links of a document", () => {
  it("are found in its prose, not in its code", () => {
    expect(linksOf("[a](b.md) `[c](d.md)` [`e`](f/g.md#h)\n```sh\n[i](j.md)\n```\n[k](https://l.test)")).toEqual([
      "b.md",
      "f/g.md#h"
    ])
  })

  it("lead to headings by the names that GitHub gives them", () => {
    expect(anchorsOf("# What happens when…\n\n## `pnpm new`, again")).toEqual(["what-happens-when", "pnpm-new-again"])
    expect(problemOf("README.md", "CONTRIBUTING.md#nothing-of-this-name")).toMatch(/is no heading/)
    expect(problemOf("README.md", "packages/nothing.ts")).toMatch(/is no file/)
  })

  it.each(documents(root))("%s: lead somewhere", (document) => {
    const problems = linksOf(readFileSync(join(root, document), "utf8")).map((link) => problemOf(document, link))
    expect(problems.filter((problem) => problem !== undefined)).toEqual([])
  })
})
