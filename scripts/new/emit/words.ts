/** What is read by people: READMEs and changesets. */
import type { Model } from "@errand/codegen/model/model"
import type { Api, Group } from "../api.ts"
import type { Job } from "../job.ts"
import { type Names, withArticle } from "../names.ts"

const fence = "```"

/** `packages/<name>/README.md` */
export const readme = (names: Names, api: Api, job: Job): string => {
  const { name, title, version } = names
  return `# @errand/${name}

${title} for [Effect](https://effect.website): its ${job.kind}s as tasks of \`@errand/core\`, and the whole API, ${version}, as a typed client.

${fence}sh
npm install @errand/${name} @errand/core effect
npx tsx program.mts   # runs a program of this page; on Node 24, node program.mts does, too
${fence}

## Tasks

${tasks(names, job)}
## The API

${methods(names, api)}`
}

/** The section of `packages/<name>/README.md` about another version than the first. */
export const versionReadme = (names: Names, api: Api, job: Job): string => {
  const { entry, title, version } = names
  return `
## ${version}

\`${entry}\` is ${title} ${version}: its ${job.kind}s as tasks, and the whole API as a typed client, under the same names as
above. A program may hold both versions.

${tasks(names, job)}
${methods(names, api)}`
}

const tasks = ({ constant, entry, pascal, place }: Names, job: Job): string => `${fence}ts
import { Effect } from "effect"
import { Task } from "@errand/core"
import { ${pascal} } from "${entry}"

const program = (input: ${pascal}.Input) =>
  Effect.gen(function*() {
    const provider = yield* ${pascal}.${pascal}
    return yield* Task.run(provider, input)
  }).pipe(Effect.provide(${pascal}.layerConfig()))
${fence}

\`${pascal}.layerConfig()\` reads \`${constant}_API_KEY\`, and \`${place}_BASE_URL\` where it is set; \`${pascal}.layer({ apiKey })\` and
\`${pascal}.make({ apiKey })\` take them from you. A task is stopped there when the program leaves \`Task.run\`; \`Task.start\`, \`Task.await\`,
\`Task.attach\` and all the rest are core's.

A start is sent once. When its answer is lost it fails with \`StartUnknown\`, because ${withArticle(job.kind)} may run.
`

const methods = ({ entry, pascal }: Names, { groups }: Api): string => `${example(entry, pascal, groups)}
| resource | methods |
|---|---|
${groups
  .map(
    ({ methods, name }) =>
      `| \`${name}\` | ${methods
        .flatMap((method) => [method.name, ...(method.stream === undefined ? [] : [method.stream.name])])
        .map((each) => `\`${each}\``)
        .join(", ")} |`
  )
  .join("\n")}

Methods take what the operation takes (\`path\`, \`query\`, \`body\`) and fail with \`${pascal}Error\`, whose \`reason\` says why: \`Unauthorized\`,
\`PaymentRequired\`, \`Forbidden\`, \`NotFound\`, \`Conflict\`, \`Invalid\`, \`RateLimited\`, \`Unavailable\` or \`BadResponse\`. \`http\` holds the answer
itself, typed by the specification. What may be repeated is repeated as \`@errand/http\`'s \`RetryPolicy\` says.
`

/** The first thing that can be asked without an input, the whole of a list if there is one. */
const example = (entry: string, pascal: string, groups: ReadonlyArray<Group>): string => {
  const free = groups.flatMap((group) =>
    group.methods
      .filter(
        ({ operation: { method, parameters, request } }) =>
          method === "GET" && request === undefined && !parameters.some(({ required }) => required)
      )
      .map((method) => ({ group, method }))
  )
  const list = free.find(({ method }) => method.stream !== undefined)
  const one = list ?? free[0]
  if (one === undefined) return ""
  const call = `client.${one.group.name}.${one.method.stream?.name ?? one.method.name}()`
  return `${fence}ts
import { ${list === undefined ? "Effect" : "Effect, Stream"} } from "effect"
import { Client } from "${entry}"

const client = Client.make({ apiKey: "key" })
const program = ${list === undefined ? call : `Stream.runCollect(${call})`}.pipe(
  Effect.catchReason("${pascal}Error", "RateLimited", (reason) => Effect.fail(reason.retryAfter))
)
${fence}
`
}

/** `packages/<name>-types/README.md` */
export const typesReadme = (names: Names, { model }: Api): string => {
  const { name, title, version } = names
  return `# @errand/${name}-types

The API of ${title} as TypeScript: types, enum values, and a small table of the operations. Generated from
[the specification](https://github.com/errand-dev/errand/blob/main/specs/${name}/${version}.yaml), never edited; it moves at the
provider's pace. \`@errand/${name}\` calls the API with it; on its own it has no dependency and sends nothing.

${fence}sh
npm install @errand/${name}-types
npx tsx program.mts   # runs a program of this page; on Node 24, node program.mts does, too
${fence}
${typesExample(names, model)}
${typesTable(version)}

\`package.json\` records the specification's hash and version under \`errand\`.
`
}

const typesExample = ({ name, version }: Names, { operations: [operation] }: Model): string =>
  operation === undefined
    ? ""
    : `
${fence}ts
import { ${operation.value} } from "@errand/${name}-types/${version}"

console.log(${operation.value}.method, ${operation.value}.path)
${fence}
`

const typesTable = (version: string): string => `| entry | holds | stable |
|---|---|---|
| \`/${version}\` | types, values, operations | by semver |
| \`/${version}/document\` | the specification as a value, without its prose, for validation | by semver, as far as the provider is |
| \`/${version}/raw\` | openapi-typescript's \`paths\`, \`components\`, \`operations\` | no: the escape hatch |`

/** The section of `packages/<name>-types/README.md` about another version than the first. */
export const versionTypesReadme = (names: Names, { model }: Api): string => {
  const { name, title, version } = names
  return `
## ${version}

${title} ${version}, generated from [its specification](https://github.com/errand-dev/errand/blob/main/specs/${name}/${version}.yaml).
${typesExample(names, model)}
${typesTable(version)}
`
}

/** The changeset of the types package, by file name. */
export const typesChangeset = (names: Names): readonly [string, string] => {
  const { folder, name, title, version } = names
  const beside = folder === "" ? "" : ", beside what there was"
  return changeset(
    names,
    `${name}-types`,
    `Types and the operation table of the API of ${title}, ${version}, generated from its specification${beside}.`
  )
}

/** The changeset of the provider's package, by file name. */
export const clientChangeset = (names: Names): readonly [string, string] => {
  const { entry, folder, name, title, version } = names
  const all = "as a typed client, and run its tasks as tasks of @errand/core"
  return changeset(
    names,
    name,
    folder === "" ? `Call all of ${title} ${all}.` : `Call all of ${title} ${version} ${all}, by ${entry}.`
  )
}

const changeset = ({ folder, version }: Names, of: string, sentence: string): readonly [string, string] => [
  folder === "" ? `.changeset/first-${of}.md` : `.changeset/${of}-${version}.md`,
  `---\n"@errand/${of}": minor\n---\n\n${sentence}\n`
]
