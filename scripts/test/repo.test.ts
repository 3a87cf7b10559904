import { execFileSync } from "node:child_process"
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { describe, expect, it } from "vitest"

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports: Readonly<Record<string, string | null>>
  readonly publishConfig?: {
    readonly exports: Readonly<Record<string, string | null | { readonly types: string; readonly default: string }>>
  }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly [key: string]: unknown
}

interface DryTask {
  readonly taskId: string
  readonly hash: string
  readonly inputs: Readonly<Record<string, string>>
  readonly dependencies: ReadonlyArray<string>
}

const root = join(import.meta.dirname, "../..")
const json = <A>(path: string): A => JSON.parse(readFileSync(join(root, path), "utf8"))
const manifests = globSync(["packages/*/package.json", "scripts/package.json"], { cwd: root })
  .sort()
  .map((path) => ({ path, folder: dirname(path), manifest: json<Manifest>(path) }))
const published = manifests.filter(({ manifest }) => manifest.private !== true)
const dependencies = ({ dependencies, devDependencies, peerDependencies }: Manifest) =>
  Object.entries({ ...peerDependencies, ...devDependencies, ...dependencies })

/** The cluster of Effect needs a newer Node than the rest. */
const oldestNode = (name: unknown) => (name === "@errand/cluster" ? ">=22.19" : ">=20.19")

describe("a package", () => {
  it("keeps no version of its own: all stand in the workspace's catalogs", () => {
    const loose = [...manifests.map(({ manifest }) => manifest), json<Manifest>("package.json")].flatMap((manifest) =>
      dependencies(manifest)
        .filter(([, version]) => !/^(catalog:|workspace:\^$)/.test(version))
        .map(([name, version]) => `${manifest.name} asks for ${name}@${version}`)
    )
    expect(loose).toEqual([])
  })

  it.each(published)(
    "$manifest.name is ESM without side effects, and effect is its only peer",
    ({ folder, manifest }) => {
      expect(manifest).toMatchObject({ type: "module", sideEffects: false, license: "MIT" })
      expect(manifest).toMatchObject({
        engines: { node: oldestNode(manifest["name"]) },
        repository: { directory: folder }
      })
      expect(manifest["description"]).toMatch(/\.$/)
      expect(manifest["keywords"]).not.toEqual([])
      expect(Object.keys(manifest.peerDependencies ?? {}).filter((name) => name !== "effect")).toEqual([])
      expect(manifest.dependencies ?? {}).not.toHaveProperty("effect")
    }
  )

  it.each(published)("$manifest.name publishes, under the same names, what the repository imports", ({ manifest }) => {
    const expected = Object.entries(manifest.exports).map(([name, path]) => {
      if (path === null || !path.startsWith("./src/")) return [name, path]
      const built = path.replace("./src/", "./dist/").replace(/\.ts$/, "")
      return [name, { types: `${built}.d.ts`, default: `${built}.js` }]
    })
    expect(Object.entries(manifest.publishConfig!.exports)).toEqual(expected)
  })

  it.each(manifests.filter(({ folder }) => folder !== "scripts"))(
    "$manifest.name has the compiler look where its package.json looks",
    ({ folder, manifest }) => {
      const file = ["tsconfig.test.json", "tsconfig.src.json", "tsconfig.json"].find((name) =>
        existsSync(join(root, folder, name))
      )
      const config = json<{ references?: ReadonlyArray<{ path: string }> }>(`${folder}/${file}`)
      const referenced = (config.references ?? [])
        .map(({ path }) => path.split("/")[1]!)
        .filter((name) => !name.startsWith("tsconfig"))
      const named = dependencies(manifest).flatMap(([name]) =>
        name.startsWith("@errand/") ? [name.slice("@errand/".length)] : []
      )
      expect(referenced.sort()).toEqual(named.sort())
    }
  )
})

describe("the check of types", () => {
  it("takes every package, and the scripts", () => {
    const { references } = json<{ references: ReadonlyArray<{ path: string }> }>("tsconfig.all.json")
    const folders = manifests.map(({ folder }) => `./${folder}`)
    expect(references.map(({ path }) => path).sort()).toEqual(folders.sort())
  })
})

describe("the lockfile", () => {
  it("names no registry", () => {
    expect(readFileSync(join(root, "pnpm-lock.yaml"), "utf8")).not.toMatch(/https?:\/\/|tarball:/)
  })
})

describe("the task graph", () => {
  const turbo = join(root, "node_modules/turbo/bin/turbo")
  const plan = new Map<string, DryTask>()
  const args = [turbo, "run", "build", "check", "lint", "test", "codegen", "--dry=json"]
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" }
  const options = { cwd: root, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const
  const { tasks } = JSON.parse(execFileSync(process.execPath, args, options)) as {
    readonly tasks: ReadonlyArray<DryTask>
  }
  for (const task of tasks) plan.set(task.taskId, task)

  /** The tasks whose hash changes with the task's. */
  const rerun = (id: string, found = new Set<string>()): ReadonlySet<string> => {
    for (const task of plan.values()) {
      if (found.has(task.taskId) || !task.dependencies.includes(id)) continue
      rerun(task.taskId, found.add(task.taskId))
    }
    return found
  }
  const packages = (ids: ReadonlySet<string>) => [...new Set([...ids].map((id) => id.split("#")[0]!))].toSorted()

  it("checks again, after an edit, what depends on the package and nothing else", () => {
    const all = (...names: ReadonlyArray<string>) => names.map((name) => `@errand/${name}`)
    // A service may have its types before it has a provider.
    const providers = globSync("packages/*-types", { cwd: root })
      .map((path) => basename(path, "-types"))
      .filter((name) => existsSync(join(root, "packages", name)))
    expect(providers).toEqual(expect.arrayContaining(["browser-use", "browseract"]))
    expect(packages(rerun("@errand/core#build"))).toEqual(
      all(
        ...providers,
        "cluster",
        "core",
        "examples",
        "faults",
        "postgres",
        "provider-testkit",
        "scripts",
        "store"
      ).toSorted()
    )
    expect(packages(rerun("@errand/scripts#check"))).toEqual(all("scripts"))
    expect(packages(rerun("@errand/browseract-types#build"))).not.toContain("@errand/core")
    expect(packages(rerun("@errand/browseract-types#build"))).toContain("@errand/browseract")
  })

  it("reads for a package's types that package's own files alone", () => {
    const { inputs } = plan.get("@errand/core#check")!
    const names = Object.keys(inputs)
    expect(names).toContain("package.json")
    expect(names).toContain("src/index.ts")
    expect(names.filter((name) => name.startsWith("..") || !existsSync(join(root, "packages/core", name)))).toEqual([])
  })

  it("generates again when a spec, the generator or a generated file was edited", () => {
    const names = Object.keys(plan.get("@errand/scripts#codegen")!.inputs).map((name) => join("scripts", name))
    expect(names).toEqual(
      expect.arrayContaining([
        "specs/browser-use/v2.yaml",
        "specs/browseract/v2.overlay.yaml",
        "scripts/codegen.ts",
        "packages/codegen/src/generate.ts",
        "packages/browser-use-types/src/v2/index.ts"
      ])
    )
  })
})
