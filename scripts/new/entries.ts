/**
 * What the rest of the repository has to know of a new provider: who may import whom, what is
 * linted how, what is checked.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { isHttp } from "./args.ts"
import type { Names } from "./names.ts"

interface Turbo {
  readonly boundaries: {
    readonly tags: Record<string, { readonly dependencies?: { readonly allow: Array<string> } }>
  }
}

interface Lint {
  readonly overrides: ReadonlyArray<{ readonly files: Array<string> }>
}

interface Knip {
  readonly workspaces: { readonly scripts: { readonly ignoreDependencies: Array<string> } }
}

interface Manifest {
  readonly devDependencies: Record<string, string>
}

interface Project {
  readonly references: Array<{ readonly path: string }>
}

/** The changed files, by path. */
export const entries = (root: string, { name }: Names): ReadonlyMap<string, string> =>
  new Map([
    change<Turbo>(root, "turbo.json", ({ boundaries: { tags } }) => {
      tags[name] = { dependencies: { allow: ["core", "http", "types", "simulator", "provider-testkit", "testkit"] } }
      add(tags["examples"]?.dependencies?.allow ?? [], name)
    }),
    change<Lint>(root, ".oxlintrc.json", ({ overrides }) => {
      for (const { files } of overrides)
        files.forEach((glob, at) => {
          files[at] = glob.replace(/\{([^}]*\bhttp\b[^}]*\bbrowseract)\b/, (_, list: string) => `{${list},${name}`)
        })
    }),
    change<Manifest>(root, "scripts/package.json", ({ devDependencies }) => {
      devDependencies[`@errand/${name}`] = devDependencies[`@errand/${name}-types`] = "workspace:^"
      const sorted = Object.entries(devDependencies).sort(([a], [b]) => (a < b ? -1 : 1))
      for (const [key, value] of sorted) {
        delete devDependencies[key]
        devDependencies[key] = value
      }
    }),
    // The programs of the READMEs import both; nothing else in the scripts need do so.
    change<Knip>(root, "knip.json", ({ workspaces: { scripts } }) => {
      add(scripts.ignoreDependencies, `@errand/${name}`)
      add(scripts.ignoreDependencies, `@errand/${name}-types`)
    }),
    change<Project>(root, "tsconfig.all.json", ({ references }) => {
      for (const folder of [`${name}-types`, name]) {
        const path = `./packages/${folder}`
        if (!references.some((known) => known.path === path)) references.push({ path })
      }
    }),
    change<Project>(root, "scripts/tsconfig.json", ({ references }) => {
      for (const folder of [`${name}-types`, name]) {
        const path = `../packages/${folder}/tsconfig.src.json`
        if (!references.some((known) => known.path === path)) references.push({ path })
      }
    })
  ])

/** Where the document is published, for those who look for drift. */
export const sourceEntry = (
  root: string,
  { name, version }: Names,
  from: string
): ReadonlyArray<readonly [string, string]> => {
  const path = "specs/sources.yaml"
  if (!existsSync(join(root, path))) return []
  const line = `${name}/${version}: ${isHttp(from) ? from : "null"}`
  return [[path, `${readFileSync(join(root, path), "utf8").trimEnd()}\n${line}\n`]]
}

const change = <A>(root: string, path: string, edit: (value: A) => void): readonly [string, string] => {
  const value = JSON.parse(readFileSync(join(root, path), "utf8")) as A
  edit(value)
  return [path, `${JSON.stringify(value, null, 2)}\n`]
}

const add = (list: Array<string>, name: string): void => {
  if (!list.includes(name)) list.push(name)
}
