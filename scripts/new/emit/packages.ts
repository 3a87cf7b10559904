/** What makes a folder a package: manifest, compiler, turbo, licence. */
import type { Names } from "../names.ts"

type Files = Readonly<Record<string, string>>

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const guard = `node -e "if(!/pnpm/.test(process.env.npm_config_user_agent??''))throw Error('publish with pnpm: it fills in exports and versions')"`

const manifest = (folder: string, description: string, keywords: ReadonlyArray<string>, parts: object) => ({
  name: `@errand/${folder}`,
  version: "0.0.0",
  type: "module",
  description,
  keywords,
  license: "MIT",
  repository: {
    type: "git",
    url: "git+https://github.com/errand-dev/errand.git",
    directory: `packages/${folder}`
  },
  sideEffects: false,
  engines: { node: ">=20.19" },
  ...parts
})

/** What is imported in the repository, and the same names in the tarball. */
const exportsOf = (entries: Exports) => ({
  exports: entries,
  publishConfig: {
    access: "public",
    provenance: true,
    exports: publishedExports(entries)
  },
  files: ["dist", "src", "!dist/.test", "!dist/.tsbuildinfo"]
})

type Exports = Readonly<Record<string, string | null>>

const publishedExports = (entries: Exports) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, path]) => {
      if (path === null || !path.startsWith("./src/")) return [name, path]
      const built = path.replace("./src/", "./dist/").replace(/\.ts$/, "")
      return [name, { types: `${built}.d.ts`, default: `${built}.js` }]
    })
  )

/** A manifest with the entries of another version. */
const withExports = (text: string, edit: (before: Exports) => Exports): string => {
  const found = JSON.parse(text) as { readonly exports: Exports; readonly publishConfig: object }
  const entries = edit(found.exports)
  const publishConfig = { ...found.publishConfig, exports: publishedExports(entries) }
  return json({ ...found, exports: entries, publishConfig })
}

/** The entries of a types package for one version. */
const typesEntries = (version: string): Exports => ({
  [`./${version}`]: `./src/${version}/index.ts`,
  [`./${version}/raw`]: `./src/${version}/raw.ts`,
  [`./${version}/document`]: `./src/${version}/document.ts`
})

/** The manifest of a types package with another version, after those that it has. */
export const typesManifest = (text: string, { version }: Names): string =>
  withExports(text, ({ "./package.json": manifest = "./package.json", ...before }) => ({
    ...before,
    ...typesEntries(version),
    "./package.json": manifest
  }))

/** The manifest of a provider's package with another version; its internal files stay its own. */
export const clientManifest = (text: string, { version }: Names): string =>
  withExports(text, (before) => {
    const entries = Object.entries(before)
    const at = entries.findIndex(([name]) => name === "./*")
    const internal = entries.findIndex(([name]) => name === "./package.json")
    return Object.fromEntries([
      ...entries.slice(0, at),
      [`./${version}`, `./src/${version}/index.ts`],
      ...entries.slice(at, internal),
      [`./${version}/internal/*`, null],
      ...entries.slice(internal)
    ])
  })

const scripts = (folder: string, lint: string) => ({
  scripts: {
    build: "tsc -b tsconfig.src.json",
    check: "tsc -b",
    lint,
    test: `vitest run --root ../.. packages/${folder}/`,
    prepublishOnly: guard
  }
})

const project = (to: string) => ({ path: `../${to}/tsconfig.src.json` })

const compiler = (src: ReadonlyArray<string>, test: ReadonlyArray<string>): Files => ({
  "tsconfig.json": json({ files: [], references: [{ path: "./tsconfig.src.json" }, { path: "./tsconfig.test.json" }] }),
  "tsconfig.src.json": json({
    extends: "../../tsconfig.base.json",
    include: ["src"],
    ...(src.length > 0 && { references: src.map(project) })
  }),
  "tsconfig.test.json": json({
    extends: "../../tsconfig.base.json",
    include: ["test"],
    compilerOptions: {
      types: ["node"],
      rootDir: ".",
      outDir: "dist/.test",
      tsBuildInfoFile: "dist/.test/.tsbuildinfo",
      emitDeclarationOnly: true,
      declarationMap: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true
    },
    references: [{ path: "./tsconfig.src.json" }, ...test.map(project)]
  })
})

/** `packages/<name>-types`, without what the code generator writes. */
export const typesPackage = ({ name, title, version }: Names): Files => {
  const folder = `${name}-types`
  return {
    "package.json": json(
      manifest(
        folder,
        `Types and operation table of the API of ${title}, generated from its specification.`,
        [name, "openapi", "types"],
        {
          ...exportsOf({ ...typesEntries(version), "./package.json": "./package.json" }),
          ...scripts(folder, "oxlint -c ../../.oxlintrc.json --no-error-on-unmatched-pattern ."),
          devDependencies: { "@types/node": "catalog:", vitest: "catalog:" }
        }
      )
    ),
    "turbo.json": json({ extends: ["//"], tags: ["types", folder] }),
    ...compiler([], [])
  }
}

/** `packages/<name>` */
export const clientPackage = ({ name, title }: Names): Files => ({
  "package.json": json(
    manifest(
      name,
      `${title} for Effect: the whole API as a typed client, and its tasks as @errand/core tasks.`,
      ["effect", name, "browser-agent", "automation", "client"],
      {
        ...exportsOf({
          ".": "./src/index.ts",
          "./*": "./src/*.ts",
          "./internal/*": null,
          "./package.json": "./package.json"
        }),
        ...scripts(
          name,
          "oxlint -c ../../.oxlintrc.json . && effect-tsgo diagnostics --project tsconfig.json --format text --strict"
        ),
        dependencies: Object.fromEntries(
          [`@errand/${name}-types`, "@errand/core", "@errand/http"].sort().map((one) => [one, "workspace:^"])
        ),
        peerDependencies: { effect: "catalog:peers" },
        devDependencies: {
          "@effect/vitest": "catalog:",
          "@errand/simulator": "workspace:^",
          "@types/node": "catalog:",
          effect: "catalog:",
          vitest: "catalog:"
        }
      }
    )
  ),
  "turbo.json": json({ extends: ["//"], tags: [name] }),
  ...compiler(["core", "http", `${name}-types`], ["core", "http", `${name}-types`, "simulator"])
})
