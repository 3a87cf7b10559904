/** Looks into a tarball: is everything there that its package.json promises, and nothing else? */
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import type { Package } from "@arethetypeswrong/core"
import { readFileSync } from "node:fs"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import type { Packed } from "./tarballs.ts"

/** One line for each wrong file or field. */
export const contents = ({ name, tarball }: Packed): ReadonlyArray<string> => {
  const pack = createPackageFromTarballData(readFileSync(tarball))
  const prefix = `/node_modules/${name}/`
  const files = pack.listFiles().map((path) => path.slice(prefix.length))
  const has = new Set(files)
  const manifest = JSON.parse(pack.readFile(`${prefix}package.json`)) as Record<string, unknown>
  const lines = ["README.md", "LICENSE", "package.json"]
    .filter((file) => !has.has(file))
    .map((file) => `${file} is missing`)
  for (const file of files.filter((file) => /(^|\/)(test|fixtures|\.test)\/|\.test\.|tsbuildinfo/.test(file))) {
    lines.push(`${file} is not for users`)
  }
  for (const file of files.filter((file) => /^src\/.*(?<!\.d)\.ts$/.test(file))) {
    const built = file.replace(/^src\//, "dist/").slice(0, -".ts".length)
    for (const end of [".js", ".js.map", ".d.ts", ".d.ts.map"])
      if (!has.has(built + end)) lines.push(`${built}${end} is missing`)
  }
  for (const [path, target] of targets(manifest["exports"])) {
    if (!target.includes("*") && !has.has(target.slice(2))) lines.push(`exports ${path}: ${target} is missing`)
    if (target.startsWith("./src/")) lines.push(`exports ${path} points at the sources`)
  }
  for (const field of ["dependencies", "peerDependencies"]) {
    for (const [dependency, version] of Object.entries((manifest[field] ?? {}) as Record<string, string>)) {
      if (/workspace:|catalog:/.test(version)) lines.push(`${field}.${dependency} is still ${version}`)
    }
  }
  const named = new Set([
    name,
    ...["dependencies", "peerDependencies"].flatMap((field) => Object.keys(manifest[field] ?? {}))
  ])
  return [...lines, ...imports(pack, prefix, files, named)]
}

/**
 * Built modules import no `.ts` file, and no package that package.json does not name for users.
 * Declarations may: to a compiler, `./a.ts` beside `./a.d.ts` is the latter.
 */
const imports = (pack: Package, prefix: string, files: ReadonlyArray<string>, named: ReadonlySet<string>) =>
  files
    .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
    .flatMap((file) => {
      const code = pack.readFile(prefix + file)
      const wrong = [...code.matchAll(/^(?:import (?:[^;"=]*? from )?|export [^;"=]*? from )"([^"\n]+)"/gm)]
        .map((match) => match[1]!)
        .filter((specifier) =>
          specifier.startsWith(".")
            ? file.endsWith(".js") && specifier.endsWith(".ts")
            : !specifier.startsWith("node:") && !named.has(/^(@[^/]+\/)?[^/]+/.exec(specifier)![0])
        )
      return wrong.map((specifier) => `${file} imports ${specifier}`)
    })

const targets = (exports: unknown, path = ""): ReadonlyArray<readonly [string, string]> =>
  typeof exports === "string"
    ? [[path, exports]]
    : Object.entries(exports ?? {}).flatMap(([key, value]) =>
        value === null ? [] : targets(value, `${path} ${key}`.trim())
      )

/** What publint says of the tarball, strictly. */
export const linted = async ({ tarball }: Packed): Promise<ReadonlyArray<string>> => {
  const data = readFileSync(tarball)
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer }
  })
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
}

/**
 * What arethetypeswrong says, for packages that are ESM alone: CommonJS of before `require(esm)` is
 * not served.
 */
export const typed = async ({ tarball }: Packed): Promise<ReadonlyArray<string>> => {
  const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  if (result.types === false) return ["there are no types"]
  return result.problems
    .filter((problem) => !("resolutionKind" in problem) || !["node10", "node16-cjs"].includes(problem.resolutionKind))
    .map((problem) => JSON.stringify(problem))
}
