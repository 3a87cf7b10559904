/** The folders of a newcomer: one that npm fills, and one that needs no network. */
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { createPackageFromTarballData } from "@arethetypeswrong/core"
import { command, complaint, hostPath } from "../ci/command.ts"
import type { Packed } from "../pack/tarballs.ts"
import type { Command } from "./lesson.ts"

/** Installs what a README names into a folder; gives what went wrong. */
export type Install = (folder: string, install: Command & { readonly kind: "install" }) => Promise<string | undefined>

/** A folder as `npm init -y` leaves it. */
export const emptyFolder = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const { code, output } = await command("npm", ["init", "-y"], { cwd: folder, env: { PATH: hostPath() } })
  if (code !== 0) throw new Error(output)
}

/**
 * With npm, as a reader does. Packages of ours come from their tarballs, for no registry has them:
 * those that others of ours ask for are named as overrides, which npm refuses for those it is
 * given.
 */
export const fromRegistry =
  (packed: ReadonlyArray<Packed>, versions: Readonly<Record<string, string>>): Install =>
  async (folder, { dev, names }) => {
    const ours = new Map(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
    const path = join(folder, "package.json")
    const manifest = JSON.parse(readFileSync(path, "utf8")) as {
      readonly dependencies?: object
      readonly devDependencies?: object
    }
    const given = [...names, ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })]
    const overrides = Object.fromEntries([...ours].filter(([name]) => !given.includes(name)))
    writeFileSync(path, JSON.stringify({ ...manifest, overrides }))
    const wanted = names.map((name) => ours.get(name) ?? (name in versions ? `${name}@${versions[name]}` : name))
    const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...(dev ? ["--save-dev"] : [])]
    return complaint("npm", ["install", ...flags, ...wanted], { cwd: folder, env: { PATH: hostPath() } })
  }

/**
 * Without a network: packages of ours from their tarballs, all others as this workspace has them. A
 * package that was not named cannot be imported, where npm would let some through.
 */
export const fromWorkspace = (root: string, work: string, packed: ReadonlyArray<Packed>): Install => {
  const store = join(work, "store")
  for (const one of packed) unpack(store, one)
  return async (folder, { names }) => {
    const missing = names.filter((name) => {
      const target = [join(store, "node_modules", name), join(root, "scripts/node_modules", name)].find(existsSync)
      if (target !== undefined) link(join(folder, "node_modules", name), target)
      return target === undefined
    })
    return missing.length === 0 ? undefined : `there is no package ${missing.join(", ")}`
  }
}

/** The files of a tarball, and beside them links to what its package.json asks for. */
const unpack = (store: string, { folder, name, tarball }: Packed): void => {
  const modules = join(store, "node_modules")
  const pack = createPackageFromTarballData(readFileSync(tarball))
  const prefix = `/node_modules/${name}/`
  for (const path of pack.listFiles()) {
    const file = join(modules, name, path.slice(prefix.length))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, pack.readFile(path))
  }
  const { dependencies, peerDependencies } = JSON.parse(pack.readFile(`${prefix}package.json`)) as {
    readonly dependencies?: object
    readonly peerDependencies?: object
  }
  for (const other of Object.keys({ ...dependencies, ...peerDependencies }))
    if (!other.startsWith("@errand/")) link(join(modules, other), join(folder, "node_modules", other))
}

const link = (path: string, target: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  symlinkSync(realpathSync(target), path, "junction")
}
