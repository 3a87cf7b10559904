import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it } from "vitest"
import { read } from "../new/document.ts"
import type { Wanted } from "../new/args.ts"
import { type Names, namesOf } from "../new/names.ts"
import { plan } from "../new/providerFiles.ts"
import type { First } from "../new/target.ts"
import { repository } from "./support/workspace.ts"

/**
 * A provider's sources, by path from `src`, with the provider's own name taken out: `<Name>` for
 * `BrowserUse`, `<name>` for `browser-use`.
 */
type Sources = ReadonlyMap<string, string>

const neutral = (text: string, { constant, name, pascal, version }: Names) =>
  text
    .replaceAll(pascal, "<Name>")
    .replaceAll(`${name}-types/${version}`, "<name>-types")
    .replaceAll(constant, "<NAME>")
    .replaceAll(name, "<name>")

const sourcesOf = (names: Names, files: Iterable<readonly [string, string]>): Sources =>
  new Map([...files].map(([path, text]) => [neutral(path, names), neutral(text, names)]))

/** What stands in the repository: the first version of a service, or another one in its folder. */
const written = (name: string, pascal: string, version = "v2", isFirst = version === "v2"): Sources => {
  const folder = join(repository, `packages/${name}/src`, isFirst ? "" : version)
  const names = { ...namesOf(name, name, version), pascal }
  const paths = globSync("**/*.ts", { cwd: folder }).filter((path) => !/^v\d+[/\\]/.test(path))
  return sourcesOf(
    names,
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")])
  )
}

const documentOf = (file: string) => join(import.meta.dirname, "fixtures/new-ferry", file)

/** What `pnpm new` writes, of which nothing is written here. */
const generated = async (wanted: Wanted & { readonly from: string }, first?: First): Promise<Sources> => {
  const target = { site: undefined, version: wanted.version, first }
  const { files, names } = plan(repository, target, await read(wanted.from), wanted)
  const src = `packages/${names.name}/src/${names.folder}`
  return sourcesOf(
    names,
    [...files].flatMap(([path, text]) => (path.startsWith(src) ? [[path.slice(src.length), text]] : []))
  )
}

const all: ReadonlyArray<readonly [string, Sources]> = [
  ["browser-use", written("browser-use", "BrowserUse")],
  ["browser-use/v4", written("browser-use", "BrowserUse", "v4")],
  ["browseract", written("browseract", "BrowserAct")],
  ["browseract/v3", written("browseract", "BrowserAct", "v3")],
  ["firecrawl", written("firecrawl", "Firecrawl")],
  ["skyvern", written("skyvern", "Skyvern", "v1", true)],
  ["a new provider", await generated({ kind: "provider", name: "ferry", from: documentOf("openapi.yaml") })],
  [
    "a new version",
    await generated(
      {
        kind: "version",
        name: "browseract",
        version: "v9",
        from: documentOf("v4.yaml"),
        only: ["^/(?:harbours|crossings)"]
      },
      { pascal: "BrowserAct", baseUrl: undefined }
    )
  ]
]

/**
 * Each role of a file, and the names that it exports at the least; all of them where it says
 * `only`.
 */
const roles: Readonly<Record<string, { readonly names: ReadonlyArray<string>; readonly only?: true }>> = {
  "<Name>.ts": { names: ["<Name>", "<Name>Provider", "Input", "Options", "layer", "layerConfig", "make", "meanings"] },
  "<Name>Error.ts": { names: ["<Name>Error", "<Name>Reason"] },
  "Client.ts": {
    names: ["<Name>Client", "Client", "Options", "config", "defaultBaseUrl", "layer", "layerConfig", "make"]
  },
  "Resources.ts": { names: ["Call"] },
  "index.ts": { names: ["<Name>", "<Name>Client", "<Name>Error", "<Name>Reason", "Client"] },
  "internal/call.ts": { names: ["bind"], only: true },
  "internal/error.ts": { names: ["fail", "fromHttp"] },
  "internal/input.ts": { names: ["Input"] },
  "internal/providerError.ts": { names: ["fail", "from", "name"], only: true },
  "internal/secrets.ts": { names: ["findSecrets"], only: true },
  "internal/start.ts": { names: [] },
  "internal/translate.ts": { names: ["look", "meanings", "snapshot"] }
}

/** Roles that only some services need: the same file and names wherever there is one. */
const optional: typeof roles = {
  "Webhook.ts": {
    names: ["Delivery", "Event", "Options", "WebhookRejected", "handler", "receive", "verify"]
  },
  "internal/files.ts": { names: ["download"] },
  "internal/find.ts": { names: [] }
}

/**
 * What only one service needs, because its ways are its own. A new file is named here, or has a
 * role.
 */
const own: Readonly<Record<string, ReadonlyArray<string>>> = {
  "browser-use": [
    "binding",
    "canonical",
    "collect",
    "liveUrl",
    "paged",
    "providerReason",
    "proxySecrets",
    "sessionLimit",
    "signedWebhook",
    "tag",
    "upload",
    "usd"
  ],
  "browser-use/v4": ["judged", "key", "sessionLimit", "upload"],
  browseract: [
    "answer",
    "binding",
    "callback",
    "candidates",
    "envelope",
    "fetchFile",
    "fileSources",
    "liveUrl",
    "matchCreated",
    "matchInput",
    "paged",
    "parameters",
    "providerReason",
    "recall",
    "startOnce",
    "step",
    "token"
  ],
  "browseract/v3": ["fileSources", "matchInput", "paged", "recall"],
  firecrawl: [],
  skyvern: ["answer", "confidential", "fileSources", "paged", "timeline", "title"],
  "a new provider": [],
  "a new version": []
}

/** Modules that only one service needs: tasks of another kind. */
const kinds: Readonly<Record<string, ReadonlyArray<string>>> = {
  "browseract/v3": ["AgentBot.ts"],
  skyvern: ["TaskV2.ts"]
}

const exported = (source: string): ReadonlyArray<string> => {
  const declared = [...source.matchAll(/^export (?:const|class|interface|type) (<?\w+>?\w*)/gm)].map(([, name]) => name)
  const passedOn = [...source.matchAll(/^export (?:type )?(?:\{([^}]+)\}|\* as (\S+))/gm)].flatMap(([, list, name]) =>
    name === undefined ? (list ?? "").split(",") : [name]
  )
  return [
    ...new Set([...declared, ...passedOn].map((name) => (name ?? "").trim()).filter((name) => name !== ""))
  ].sort()
}

/** What a caller sees of a constant: all up to its body, on one line. */
const signature = (source: string, name: string): string | undefined =>
  new RegExp(`^export const ${name}\\b[^]*?(?:=>|= Connection)`, "m").exec(source)?.[0].replaceAll(/\s+/g, " ")

describe("providers are made alike:", () => {
  it.each(all)("%s has each file in its place, and no file without a role", (name, sources) => {
    const internals = (own[name] ?? []).map((file) => `internal/${file}.ts`)
    const known = [...Object.keys(roles), ...Object.keys(optional), ...internals, ...(kinds[name] ?? [])]
    expect([...sources.keys()].filter((path) => !known.includes(path))).toEqual([])
    expect([...Object.keys(roles), ...internals].filter((path) => !sources.has(path))).toEqual([])
  })

  it.each(all)("%s exports the same names from each", (_, sources) => {
    for (const [path, { names, only }] of Object.entries({ ...roles, ...optional })) {
      const source = sources.get(path)
      if (source === undefined) continue
      const found = exported(source)
      expect([path, ...found]).toEqual(expect.arrayContaining([path, ...names]))
      if (only === true) expect([path, ...found]).toEqual([path, ...names])
    }
  })

  it.each([
    ["<Name>.ts", ["make", "layer", "layerConfig"]],
    ["Client.ts", ["make", "layer", "config", "layerConfig"]],
    ["internal/call.ts", ["bind"]],
    ["internal/providerError.ts", ["from", "fail"]]
  ] as const)("their %s has constants of the same shape", (path, constants) => {
    for (const constant of constants) {
      const shapes = all.map(([, sources]) => signature(sources.get(path) ?? "", constant))
      expect(shapes[0]).toBeDefined()
      expect(new Set(shapes)).toEqual(new Set([shapes[0]]))
    }
  })

  it.each(all)("%s stands on http, and imports no module under another name than its own", (_, sources) => {
    expect(sources.get("Client.ts")).toMatch(/Connection\.make\(options, \{[^}]*baseUrl: defaultBaseUrl, key/)
    expect(sources.get("<Name>.ts")).toContain(
      "Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey)"
    )
    for (const [path, source] of sources) {
      for (const [, alias = "", from = ""] of source.matchAll(/^import (?:type )?\* as (\w+) from "(.+)"/gm)) {
        const file = basename(from, ".ts")
        const name = from.startsWith("@errand/<name>-types") ? "Api" : file
        expect([path, alias.toLowerCase()]).toEqual([path, name.toLowerCase()])
      }
    }
  })

  it("has a table here for every provider of the repository", () => {
    const packages = globSync("packages/*/src/Client.ts", { cwd: repository })
      .map((path) => path.replaceAll("\\", "/").split("/")[1] ?? "")
      .filter((name) => existsSync(join(repository, `packages/${name}-types`)))
    expect(packages.sort()).toEqual(
      Object.keys(own)
        .filter((name) => !/[ /]/.test(name))
        .sort()
    )
  })
})
