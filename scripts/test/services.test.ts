import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { readCapabilities, toMarkdown } from "../services/capabilities.ts"
import { replaceSection } from "../services/section.ts"

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")

describe("the README's table of what each service can do", () => {
  it("says what the types of the providers say: `node scripts/services.ts` writes it anew", () => {
    const capabilities = readCapabilities()
    assert.strictEqual(replaceSection(readme, "services", toMarkdown(capabilities)), readme)
    const [, ...answers] = capabilities.rows.find(([part]) => part === "`Task.resume`") ?? [""]
    const resumes = capabilities.services.filter((_, at) => answers[at] === "yes")
    assert.include(resumes, "browseract/v2")
    assert.notInclude(resumes, "browser-use/v2")
  })

  it("is not written into a document that has no place for it", () => {
    assert.throws(() => replaceSection("# Title", "services", "| |"), /no section between <!-- services -->/)
  })
})
