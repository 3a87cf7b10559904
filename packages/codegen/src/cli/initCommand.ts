/** `init`: puts a document into the configuration, and makes the package for its types. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { parseArgs } from "node:util"
import { load } from "../read/load.ts"
import { type Config, configPath, readConfig } from "../workspace/sites.ts"
import { checkVersion } from "../read/version.ts"

export const usage = `Usage: init <specification> --out <folder> [--package <name>] [--overlay <file>]

Lists a document in ${configPath}, so that the generator alone writes and checks all of them.
  --out <folder>    where the generated files go; it holds nothing else
  --package <name>  makes <folder>/../../package.json for them, where <folder> ends with src/<version>
  --overlay <file>  hints of your own`

/** Writes the configuration and the package, never over what is there. */
export const run = (argv: ReadonlyArray<string>, root: string): number => {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      out: { type: "string" },
      package: { type: "string" },
      overlay: { type: "string" },
      help: { type: "boolean", short: "h" }
    }
  })
  const [spec] = positionals
  if (values.help === true || spec === undefined || values.out === undefined || positionals.length > 1) {
    console.log(usage)
    return values.help === true ? 0 : 2
  }
  const within = (path: string) => relative(root, resolve(root, path)).replaceAll("\\", "/")
  const out = within(values.out)
  const version = /\/src\/([^/]+)$/.exec(`/${out}`)?.[1]
  if (values.package !== undefined && version === undefined) {
    console.error(`codegen: --package needs an --out that ends with src/<version>, and ${out} does not`)
    return 2
  }
  checkVersion(load(resolve(root, spec), spec))
  const entry = {
    spec: within(spec),
    ...(values.overlay !== undefined && { overlay: within(values.overlay) }),
    out
  }
  const others = readConfig(root)?.specs.filter((other) => other.spec !== entry.spec) ?? []
  const config: Config = { specs: [...others, entry] }
  writeFileSync(join(root, configPath), `${JSON.stringify(config, null, 2)}\n`)
  console.log(`codegen: ${configPath} lists ${entry.spec}`)
  if (values.package !== undefined && version !== undefined)
    scaffold(resolve(root, out, "../.."), values.package, version)
  return 0
}

const scaffold = (folder: string, name: string, version: string): void => {
  const at = (file: string) => ({ types: `./dist/${version}/${file}.d.ts`, default: `./dist/${version}/${file}.js` })
  const exports = {
    [`./${version}`]: at("index"),
    [`./${version}/raw`]: at("raw"),
    [`./${version}/document`]: at("document")
  }
  addExports(folder, exports)
  save(folder, "package.json", {
    name,
    version: "0.0.0",
    type: "module",
    sideEffects: false,
    exports,
    files: ["dist", "src"],
    scripts: { build: "tsc -p ." }
  })
  save(folder, "tsconfig.json", {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2022", "DOM"],
      module: "NodeNext",
      strict: true,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: "src",
      outDir: "dist",
      types: []
    },
    include: ["src"]
  })
}

/** Adds to a package that is there the entries of one more version; those that it has stay. */
const addExports = (folder: string, entries: Readonly<Record<string, object>>): void => {
  const path = join(folder, "package.json")
  if (!existsSync(path)) return
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { readonly exports?: unknown }
  const known = manifest.exports
  if (typeof known !== "object" || known === null) return
  const added = Object.entries(entries).filter(([entry]) => !Object.hasOwn(known, entry))
  if (added.length === 0) return
  const exports = { ...known, ...Object.fromEntries(added) }
  writeFileSync(path, `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`)
  console.log(`codegen: ${path} exports ${added.map(([entry]) => entry).join(", ")}, too`)
}

const save = (folder: string, name: string, value: object): void => {
  if (existsSync(join(folder, name))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
  console.log(`codegen: wrote ${join(folder, name)}`)
}
