/** Everything that will be written, before anything is. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { JsonObject } from "@errand/codegen/json"
import { type Api, apiOf } from "./api.ts"
import type { Wanted } from "./args.ts"
import * as Client from "./emit/client.ts"
import { clientManifest, clientPackage, typesManifest, typesPackage } from "./emit/packages.ts"
import * as Provider from "./emit/provider.ts"
import { providerTest } from "./emit/providerTest.ts"
import * as Tests from "./emit/tests.ts"
import * as Translate from "./emit/translate.ts"
import * as Words from "./emit/words.ts"
import { entries } from "./entries.ts"
import { place } from "./guess/resource.ts"
import { type Job, jobOf } from "./job.ts"
import type { Names } from "./names.ts"
import { specOf } from "./spec.ts"
import type { Target } from "./target.ts"
import { wrapComments } from "./wrapComments.ts"

export interface Planned {
  readonly names: Names
  /** By path from the root. */
  readonly files: ReadonlyMap<string, string>
  /** Files that the code generator writes besides; none where the types are here already. */
  readonly generated: ReadonlyArray<string>
  /** Which operation was taken for what, and what is doubtful. */
  readonly notes: ReadonlyArray<string>
  /** What does not compile yet. */
  readonly open: string
}

type Files = ReadonlyArray<readonly [path: string, text: string]>

/** @param document the published document; `undefined` where the specification is here already */
export const plan = (root: string, target: Target, document: JsonObject | undefined, wanted: Wanted): Planned => {
  const { baseUrl, files, model, names, notes } = specOf(root, target, document, wanted)
  const api = apiOf(model)
  const job = jobOf(api, wanted.hints)
  const isTyped = target.site !== undefined
  return {
    names,
    files: new Map([
      ...(isTyped ? [] : [...files, ...typesFiles(root, names, api)]),
      ...providerFiles(root, names, api, job, baseUrl),
      ...(target.first === undefined ? entries(root, names) : [])
    ]),
    generated: isTyped ? [] : generatedFiles(names),
    notes: [
      ...guessesOf(job),
      `the service is called ${names.title} in what is written; --title says it otherwise`,
      ...notes,
      ...(api.doubt === undefined ? [] : [api.doubt.replace("src/", `src/${names.folder}`)]),
      ...job.notes
    ],
    open: openOf(job)
  }
}

/** Files of a package, by path from the root. */
const inPackage = (folder: string, files: Readonly<Record<string, string>>): Files =>
  Object.entries(files).map(([path, text]) => [
    `packages/${folder}/${path}`,
    path.endsWith(".ts") ? wrapComments(text) : text
  ])

const typesFiles = (root: string, names: Names, api: Api): Files => {
  const folder = `${names.name}-types`
  const text = (path: string) => readFileSync(join(root, "packages", folder, path), "utf8")
  return [
    ...inPackage(folder, {
      ...(names.folder === ""
        ? { ...typesPackage(names), "README.md": Words.typesReadme(names, api) }
        : {
            "package.json": typesManifest(text("package.json"), names),
            "README.md": `${text("README.md").trimEnd()}\n${Words.versionTypesReadme(names, api)}`
          }),
      [`test/${names.version}/index.test.ts`]: Tests.typesTest(names, api)
    }),
    Words.typesChangeset(names)
  ]
}

const providerFiles = (root: string, names: Names, api: Api, job: Job, baseUrl: string): Files => {
  const { folder, name, pascal } = names
  const text = (path: string) => readFileSync(join(root, "packages", name, path), "utf8")
  const [src, test] = [`src/${folder}`, `test/${folder}`]
  return [
    ...inPackage(name, {
      ...(folder === ""
        ? { ...clientPackage(names), "README.md": Words.readme(names, api, job) }
        : {
            "package.json": clientManifest(text("package.json"), names),
            "README.md": `${text("README.md").trimEnd()}\n${Words.versionReadme(names, api, job)}`
          }),
      [`${src}index.ts`]: Client.index(names),
      [`${src}Client.ts`]: Client.client(names, api, baseUrl),
      [`${src}Resources.ts`]: Client.resources(names, api.groups),
      [`${src}${pascal}Error.ts`]: Client.error(names),
      [`${src}${pascal}.ts`]: Provider.provider(names, job),
      [`${src}internal/call.ts`]: Client.call(names),
      [`${src}internal/error.ts`]: Client.httpError(names),
      [`${src}internal/input.ts`]: Translate.input(names, job),
      [`${src}internal/providerError.ts`]: Provider.providerError(names),
      [`${src}internal/secrets.ts`]: Client.secrets(),
      [`${src}internal/start.ts`]: Provider.start(names),
      [`${src}internal/translate.ts`]: Translate.translate(names, job),
      [`${test}Client.test.ts`]: Tests.clientTest(names, api),
      [`${test}${pascal}Error.test.ts`]: Tests.errorTest(names),
      [`${test}${pascal}.test.ts`]: providerTest(names, job)
    }),
    Words.clientChangeset(names)
  ]
}

const generatedFiles = ({ name, version }: Names): ReadonlyArray<string> => [
  "specs/codegen.lock.json",
  ...["document", "index", "raw"].map((file) => `packages/${name}-types/src/${version}/${file}.ts`)
]

/** Which operation was taken for what. */
const guessesOf = (job: Job): ReadonlyArray<string> =>
  Object.entries({ start: job.start, read: job.read, status: job.peek, stop: job.stop, list: job.list }).flatMap(
    ([role, found]) => (found === undefined ? [] : [`${role.padEnd(6)} ${place(found.method.operation)}`])
  )

const openOf = ({ read, start, status, stop }: Job): string => {
  const calls = Object.entries({ start, read, stop }).flatMap(([name, found]) => (found === undefined ? [name] : []))
  const words =
    status === undefined || status.words.length === 0 ? "the words of a status" : `what ${status.words.join(", ")} mean`
  return [words, ...calls.map((name) => `how to ${name} a task`)].join("; ")
}
