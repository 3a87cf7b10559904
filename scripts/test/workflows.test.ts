/**
 * What the workflows of the repository must keep to, so that no foreign code runs where something
 * can be written.
 */
import { globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it } from "vitest"

const folder = join(import.meta.dirname, "../../.github/workflows")
const workflows = globSync("*.yml", { cwd: folder }).map((file) => ({
  name: basename(file),
  text: readFileSync(join(folder, file), "utf8")
}))

/** The jobs of a workflow: each begins two spaces below `jobs:`. */
const jobsOf = ({ name, text }: { readonly name: string; readonly text: string }) =>
  (text.split(/^jobs:\n/m)[1] ?? "")
    .split(/^(?= {2}[\w-]+:\n)/m)
    .filter((part) => /^ {2}[\w-]+:\n/.test(part))
    .map((part) => ({ name: `${name} ${/^ {2}([\w-]+)/.exec(part)?.[1]}`, text: part.replaceAll(/^\s*#.*$/gm, "") }))

const jobs = workflows.flatMap(jobsOf)

describe("the workflows", () => {
  it("have jobs", () => {
    expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(["specs.yml propose", "release.yml publish"]))
  })

  it("pin every action to a commit, and say its version", () => {
    const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""))).toEqual([])
  })

  it("leave no credentials behind in a checkout", () => {
    const careless = jobs.filter(
      ({ text }) => text.split("actions/checkout@").length !== text.split("persist-credentials: false").length
    )
    expect(careless.map(({ name }) => name)).toEqual([])
  })

  it("install nothing in a job that may write or has an identity", () => {
    const writing = jobs.filter(({ text }) => /: write$/m.test(text))
    expect(writing.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["specs.yml propose", "release.yml propose", "release.yml publish", "release.yml tag"])
    )
    expect(writing.filter(({ text }) => /\b(?:npx|pnpm|npm) /.test(text)).map(({ name }) => name)).toEqual([])
  })
})
