/**
 * A user's project: installs the tarballs with npm, compiles strictly against their types, and
 * runs.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { createPackageFromTarballData } from "@arethetypeswrong/core"
import { command, hostPath } from "../ci/command.ts"
import type { Packed } from "./tarballs.ts"

export interface Consumer {
  readonly folder: string
}

/** Installs the tarballs and exact versions of what else is named. Throws with npm's words. */
export const install = async (
  folder: string,
  packed: ReadonlyArray<Packed>,
  versions: Readonly<Record<string, string>>
): Promise<Consumer> => {
  mkdirSync(folder, { recursive: true })
  const dependencies = {
    ...versions,
    ...Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  }
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module", dependencies })
  )
  const flags = [
    "--prefer-offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error"
  ]
  const { code, output } = await command("npm", ["install", ...flags], { cwd: folder, env: { PATH: hostPath() } })
  if (code !== 0) throw new Error(output)
  return { folder }
}

/**
 * Writes the two programs: one that runs tasks, and one that loads every public module there is.
 */
export const write = ({ folder }: Consumer, packed: ReadonlyArray<Packed>, program: string): void => {
  mkdirSync(join(folder, "src"), { recursive: true })
  copyFileSync(program, join(folder, "src", "program.ts"))
  const modules = packed.flatMap(publicModules)
  const lines = modules.map((name, index) => `import * as m${index} from ${JSON.stringify(name)}`)
  const sum = modules.map((_, index) => `Object.keys(m${index}).length`).join(" + ")
  writeFileSync(
    join(folder, "src", "surface.ts"),
    `${lines.join("\n")}\nif (!(${sum} > ${modules.length / 2})) throw new Error("nothing is exported")\n`
  )
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: ["node"],
    rootDir: "src",
    outDir: "out"
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }))
}

/** One entry point of each package, and each version of the types of a service. */
export const required = (packed: ReadonlyArray<Packed>): ReadonlyArray<string> =>
  packed.flatMap((each) =>
    each.name.endsWith("-types") ? publicModules(each).filter((module) => /\/v\d[^/]*$/.test(module)) : [each.name]
  )

/** Every module a user can name: entry points, and what the `./*` pattern opens. */
const publicModules = ({ name, tarball }: Packed): ReadonlyArray<string> => {
  const pack = createPackageFromTarballData(readFileSync(tarball))
  const prefix = `/node_modules/${name}/`
  const { exports, bin } = JSON.parse(pack.readFile(`${prefix}package.json`)) as {
    exports: Record<string, unknown>
    bin?: Record<string, string>
  }
  const entries = Object.keys(exports).filter((key) => !key.includes("*") && key !== "./package.json")
  const open = pack
    .listFiles()
    .map((path) => path.slice(prefix.length))
    .filter((path) => /^dist\/[^/]+\.js$/.test(path) && basename(path) !== "index.js")
    .filter((path) => !Object.values(bin ?? {}).includes(`./${path}`))
    .map((path) => `./${path.slice("dist/".length, -".js".length)}`)
  return [...new Set([...entries, ...("./*" in exports ? open : [])])].map((key) => name + key.slice(1))
}
