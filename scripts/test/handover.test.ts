/** The scripts with which a job that may write takes over what one that may not has made. */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const scripts = join(import.meta.dirname, "../../.github")
const bash = `#!/usr/bin/env bash\n`
let folder: string

const git = (cwd: string, ...args: ReadonlyArray<string>) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", ...args], {
    cwd,
    encoding: "utf8"
  })

/**
 * A repository with a remote, a change of some of its files, and a `gh` that writes down its calls.
 */
const setup = (name: string, change: (repository: string) => void) => {
  const base = join(folder, name)
  const [remote, work, proposal] = ["remote", "work", "proposal"].map((part) => join(base, part))
  if (remote === undefined || work === undefined || proposal === undefined) throw new Error("no folders")
  for (const path of [remote, join(work, "packages/a"), join(work, ".github"), proposal, join(base, "bin")])
    mkdirSync(path, { recursive: true })
  git(remote, "init", "--bare", "--quiet")
  git(work, "init", "--quiet")
  writeFileSync(join(work, "packages/a/version"), "1\n")
  writeFileSync(join(work, ".github/secret"), "of the owner\n")
  git(work, "add", "-A")
  git(work, "commit", "--quiet", "-m", "first")
  change(work)
  git(work, "add", "-A")
  writeFileSync(join(proposal, "change.patch"), git(work, "diff", "--cached", "--binary"))
  writeFileSync(join(proposal, "body.md"), "what changed\n")
  git(work, "reset", "--quiet", "--hard")
  writeFileSync(
    join(base, "bin/gh"),
    `${bash}echo "$*" >> "${base}/calls"\n[ "$2" != view ] || cat "${base}/state"\n`,
    {
      mode: 0o755
    }
  )
  writeFileSync(join(base, "state"), "")
  writeFileSync(join(base, "calls"), "")
  const propose = () =>
    spawnSync(join(scripts, "propose"), ["bot/next", "Next", proposal, "packages/*", "lock.yaml"], {
      cwd: work,
      encoding: "utf8",
      env: { ...process.env, PATH: `${join(base, "bin")}:${process.env["PATH"]}`, PROPOSE_REMOTE: remote }
    })
  return { remote, work, propose, state: join(base, "state"), calls: () => readFileSync(join(base, "calls"), "utf8") }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "errand-propose-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(process.platform === "win32")("a proposal", () => {
  it("is pushed to its branch, and opened as a pull request", () => {
    const { calls, propose, remote, work } = setup("opens", (repository) => {
      writeFileSync(join(repository, "packages/a/version"), "2\n")
      writeFileSync(join(repository, "packages/a/new"), "\0binary\n")
      writeFileSync(join(repository, "lock.yaml"), "lock\n")
    })
    const { status, stderr } = propose()
    expect([status, stderr]).toEqual([0, ""])
    expect(git(remote, "show", "--format=%s", "--name-only", "bot/next").split("\n").filter(Boolean)).toEqual([
      "Next",
      "lock.yaml",
      "packages/a/new",
      "packages/a/version"
    ])
    expect(calls()).toMatch(/pr create --base main --head bot\/next --title Next --body-file /)
    // No file of the change was written where something could run it.
    expect(readFileSync(join(work, "packages/a/version"), "utf8")).toBe("1\n")
  })

  it("takes the place of an earlier one that is still open", () => {
    const { calls, propose, state } = setup("updates", (repository) => {
      writeFileSync(join(repository, "packages/a/version"), "3\n")
    })
    writeFileSync(state, "OPEN\n")
    expect(propose().status).toBe(0)
    expect(calls()).toMatch(/pr edit bot\/next --body-file /)
    expect(calls()).not.toContain("pr create")
  })

  it("is refused when it touches anything else, by a name or by a move", () => {
    const changes: ReadonlyArray<(repository: string) => void> = [
      (repository) => writeFileSync(join(repository, ".github/secret"), "changed\n"),
      (repository) => git(repository, "mv", ".github/secret", "packages/a/moved"),
      (repository) => writeFileSync(join(repository, "packages-of-others"), "1\n")
    ]
    for (const [index, change] of changes.entries()) {
      const { calls, propose, remote } = setup(`refused-${index}`, change)
      const { status, stderr } = propose()
      expect(status).toBe(1)
      expect(stderr).toMatch(/the change touches \S+, which it may not/)
      expect(git(remote, "branch").trim()).toBe("")
      expect(calls()).toBe("")
    }
  })
})

describe.skipIf(process.platform === "win32")("a release", () => {
  it("publishes the tarballs that are not published yet, and runs no script of them", () => {
    const base = join(folder, "release")
    mkdirSync(join(base, "bin"), { recursive: true })
    mkdirSync(join(base, "tarballs"))
    for (const name of ["new", "old"]) {
      mkdirSync(join(base, "package"), { recursive: true })
      writeFileSync(join(base, "package/package.json"), JSON.stringify({ name: `@errand/${name}`, version: "1.2.3" }))
      execFileSync("tar", ["-czf", join(base, `tarballs/${name}.tgz`), "package"], { cwd: base })
    }
    // The registry has `old` only.
    const npm = `${bash}echo "$*" >> "${base}/calls"\n[ "$1" != view ] || [ "$2" = @errand/old@1.2.3 ]\n`
    writeFileSync(join(base, "bin/npm"), npm, { mode: 0o755 })
    const { status, stderr, stdout } = spawnSync(join(scripts, "publish"), [join(base, "tarballs")], {
      encoding: "utf8",
      env: { ...process.env, PATH: `${join(base, "bin")}:${process.env["PATH"]}` }
    })
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toBe("@errand/old@1.2.3 is published already\n")
    expect(readFileSync(join(base, "calls"), "utf8").split("\n").filter(Boolean)).toEqual([
      "view @errand/new@1.2.3 version",
      `publish ${base}/tarballs/new.tgz --access public --provenance --ignore-scripts`,
      "view @errand/old@1.2.3 version"
    ])
  })
})
