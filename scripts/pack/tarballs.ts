/** Builds and packs every public package, as `changeset publish` would. */
import { existsSync, globSync, readFileSync, rmSync } from "node:fs"
import { basename, join } from "node:path"
import { command } from "../ci/command.ts"

export interface Packed {
  readonly name: string
  readonly folder: string
  readonly tarball: string
}

/** The public packages, by folder. */
export const publicPackages = (root: string): ReadonlyArray<{ readonly name: string; readonly folder: string }> =>
  globSync("packages/*/package.json", { cwd: root })
    .sort()
    .flatMap((path) => {
      const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as { name: string; private?: boolean }
      return manifest.private === true ? [] : [{ name: manifest.name, folder: join(root, path, "..") }]
    })

/** Removes built files whose source is gone: the compiler never does. */
export const prune = (folder: string): ReadonlyArray<string> => {
  const stale = globSync("dist/**/*.{js,js.map,d.ts,d.ts.map}", { cwd: folder, exclude: ["dist/.test/**"] }).filter(
    (path) => !existsSync(join(folder, "src", path.slice("dist/".length).replace(/\.(js|d\.ts)(\.map)?$/, ".ts")))
  )
  for (const path of stale) rmSync(join(folder, path))
  return stale
}

/** Packs into the target folder. Throws with pnpm's words where it cannot. */
export const pack = async (root: string, target: string): Promise<ReadonlyArray<Packed>> => {
  const env = { TURBO_TELEMETRY_DISABLED: "1" }
  const built = await command(join(root, "node_modules/.bin/turbo"), ["run", "build", "--filter=./packages/*"], {
    cwd: root,
    env
  })
  if (built.code !== 0) throw new Error(built.output)
  const packed: Array<Packed> = []
  for (const { name, folder } of publicPackages(root)) {
    prune(folder)
    const result = await command("pnpm", ["pack", "--pack-destination", target], { cwd: folder })
    const tarball = /\S+\.tgz/.exec(result.output)?.[0]
    if (result.code !== 0 || tarball === undefined) throw new Error(`${name}: ${result.output}`)
    packed.push({ name, folder, tarball: join(target, basename(tarball)) })
  }
  return packed
}
