/** Since which commit a change needs a changeset. */
import { command } from "./command.ts"

/**
 * The last release, which is the last commit that wrote a changelog; before the first one, the
 * first commit. It needs no remote and no tag. `undefined` where nothing came after it.
 */
export const releaseBase = async (root: string): Promise<string | undefined> => {
  const git = async (...args: ReadonlyArray<string>) =>
    (await command("git", args, { cwd: root })).output.trim().split("\n")
  const [head] = await git("rev-parse", "HEAD")
  const [released] = await git("log", "-1", "--format=%H", "--", "packages/*/CHANGELOG.md")
  const base = released || (await git("rev-list", "--max-parents=0", "HEAD")).at(-1)
  return base === head || base === "" ? undefined : base
}
