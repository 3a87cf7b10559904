/** Everything that will be written, before anything is. */
import type { JsonObject } from "@errand/codegen/json"
import { apiOf, baseUrlOf } from "./api.ts"
import type { Wanted } from "./args.ts"
import { modelOf, rehearse, specText } from "./document.ts"
import * as Client from "./emit/client.ts"
import { clientPackage, typesPackage } from "./emit/packages.ts"
import * as Provider from "./emit/provider.ts"
import { providerTest } from "./emit/providerTest.ts"
import * as Tests from "./emit/tests.ts"
import * as Translate from "./emit/translate.ts"
import * as Words from "./emit/words.ts"
import { entries } from "./entries.ts"
import { type Job, jobOf } from "./job.ts"
import type { Names } from "./names.ts"
import { nameOperations, overlayText } from "./operations.ts"
import { Refusal } from "./refusal.ts"
import { wrapComments } from "./wrapComments.ts"

export interface Planned {
  /** By path from the root. */
  readonly files: ReadonlyMap<string, string>
  /** What was guessed. */
  readonly doubts: ReadonlyArray<string>
  /** What does not compile yet. */
  readonly open: string
}

export const plan = (root: string, names: Names, document: JsonObject, wanted: Wanted): Planned => {
  const baseUrl = wanted.baseUrl ?? baseUrlOf(document, wanted.from)
  if (baseUrl === undefined)
    throw new Refusal(`${wanted.from} does not say where the service answers: give --base-url <URL>`)
  const operations = nameOperations(document)
  if (operations.size === 0) throw new Refusal(`${wanted.from} has no operations`)
  const { name, pascal, version } = names
  const spec = specText(document, `specs/${name}/${version}.yaml`, version)
  const overlay = overlayText(names, operations)
  rehearse(spec, overlay)
  const api = apiOf(modelOf(spec, operations))
  const job = jobOf(api)
  const of = (folder: string, files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(
      ([path, text]) => [`packages/${folder}/${path}`, path.endsWith(".ts") ? wrapComments(text) : text] as const
    )
  const files = new Map([
    [`specs/${name}/${version}.yaml`, spec],
    [`specs/${name}/${version}.overlay.yaml`, overlay],
    ...of(`${name}-types`, {
      ...typesPackage(names),
      "README.md": Words.typesReadme(names, api),
      [`test/${version}/index.test.ts`]: Tests.typesTest(names, api)
    }),
    ...of(name, {
      ...clientPackage(names),
      "README.md": Words.readme(names, api, job),
      "src/index.ts": Client.index(names),
      "src/Client.ts": Client.client(names, api, baseUrl),
      "src/Resources.ts": Client.resources(names, api.groups),
      [`src/${pascal}Error.ts`]: Client.error(names),
      [`src/${pascal}.ts`]: Provider.provider(names, job),
      "src/internal/call.ts": Client.call(names),
      "src/internal/error.ts": Client.httpError(names),
      "src/internal/input.ts": Translate.input(names, job),
      "src/internal/providerError.ts": Provider.providerError(names),
      "src/internal/secrets.ts": Client.secrets(),
      "src/internal/start.ts": Provider.start(names),
      "src/internal/translate.ts": Translate.translate(names, job),
      "test/Client.test.ts": Tests.clientTest(names, api),
      [`test/${pascal}Error.test.ts`]: Tests.errorTest(names),
      [`test/${pascal}.test.ts`]: providerTest(names, job)
    }),
    ...Object.entries(Words.changesets(names)),
    ...entries(root, names, wanted.from)
  ])
  return { files, doubts: api.doubt === undefined ? [] : [api.doubt], open: openOf(job) }
}

/** Files that the code generator writes besides. */
export const generated = ({ name, version }: Names): ReadonlyArray<string> => [
  "specs/codegen.lock.json",
  ...["document", "index", "raw"].map((file) => `packages/${name}-types/src/${version}/${file}.ts`)
]

const openOf = ({ read, start, status, stop }: Job): string => {
  const calls = Object.entries({ start, read, stop }).flatMap(([name, found]) => (found === undefined ? [name] : []))
  const words =
    status === undefined || status.words.length === 0 ? "the words of a status" : `what ${status.words.join(", ")} mean`
  return [words, ...calls.map((name) => `how to ${name} a task`)].join("; ")
}
