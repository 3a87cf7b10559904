/** The provider, as far as it is the same everywhere. */
import type { Names } from "../names.ts"
import type { Job } from "../job.ts"

/** `src/<Name>.ts` */
export const provider = (names: Names, job: Job): string => {
  const { constant, entry, pascal, place, title } = names
  const lists = job.list && (job.list.kind === "cursor" ? cursorList : numberList)
  return `/**
 * ${title} as a provider of tasks: its ${job.kind}s run as \`Task\`s of \`@errand/core\`. What its words
 * mean is in internal/translate.ts.
 */
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type { ${lists === undefined ? "" : `${lists.shape}, `}Provider } from "@errand/core/Provider"
import { BadResponse } from "@errand/core/ProviderError"
import type * as Slots from "@errand/core/Slots"
import * as Status from "@errand/core/Status"
import { isAboutAnother } from "@errand/http/Answer"
import * as Connection from "@errand/http/Connection"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import type { Input } from "./internal/input.ts"
import { fail, from, name } from "./internal/providerError.ts"
import { once } from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

export type { Input } from "./internal/input.ts"
export { meanings } from "./internal/translate.ts"

/** Tasks of ${title}. */
export interface ${pascal}Provider extends Provider<Input, Translate.Raw>${lists === undefined ? "" : `, ${lists.shape}`} {
  readonly name: typeof name
  readonly kind: "${job.kind}"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
${lists === undefined ? "" : `  readonly ${lists.part}: ${lists.shape}["${lists.part}"]\n  readonly pageMax: number\n`}  /** The whole API. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options, Connection.Account {}

/** The provider as a service. */
export class ${pascal} extends Context.Service<${pascal}, ${pascal}Provider>()("${entry}/${pascal}") {}

/** A provider. Makes no request. */
export const make = (options: Options): ${pascal}Provider => {
  const client = Client.make(options)
  return {
    name,
    kind: "${job.kind}",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    ...Account.make({ provider: name }),
    start: (input, how) => once(input, how, Translate.start(client, input), Translate.started),
    status: (id) =>
      Translate.peek(client, id).pipe(
        Effect.mapError(from("status")),
        Effect.flatMap((view) => read("status", id, view, Translate.look))
      ),
    snapshot: (id) =>
      Translate.read(client, id).pipe(
        Effect.mapError(from("snapshot")),
        Effect.flatMap((view) => read("snapshot", id, view, Translate.snapshot))
      ),
    cancel: (id, limits) => RetryPolicy.within(limits?.within ?? Duration.infinity)(cancel(client, id))${
      job.list === undefined || lists === undefined
        ? ""
        : `,
    pageMax: ${job.list.max},
    ${lists.part}: (query) =>
      Translate.list(client, query).pipe(
        Effect.mapError(from("list")),
        Effect.flatMap((page) => orFail("list", Translate.listed(page)))
      )`
    }
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<${pascal}> => Layer.sync(${pascal}, () => make(options))

/** The provider from \`Config\`: \`${constant}_API_KEY\`, and \`${place}_BASE_URL\` where it is set. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<${pascal}, Config.ConfigError> =>
  Layer.effect(
    ${pascal},
    Effect.map(Client.config(given), make)
  )

/**
 * Stops a task. A refusal may only mean that the task has ended by itself, which a look at it tells.
 */
const cancel = (client: Client.Client, id: string) =>
  Translate.stop(client, id).pipe(
    Effect.as("requested" as const),
    Effect.catchReason("${pascal}Error", "Conflict", (_, error) =>
      Effect.flatMap(isOver(client, id), (over) => (over ? Effect.succeed("already-over" as const) : Effect.fail(error)))
    ),
    Effect.mapError(from("cancel"))
  )

const isOver = (client: Client.Client, id: string) =>
  Translate.read(client, id).pipe(
    Effect.map((view) => {
      const seen = isAboutAnother(Translate.shownId(view), id) ? undefined : Translate.look(view)
      return seen !== undefined && Status.isOver(seen.status)
    }),
    Effect.orElseSucceed(() => false)
  )

/**
 * What an answer about a task holds; an error where it is about another one, or does not hold what
 * it must.
 */
const read = <A, B>(operation: string, id: string, view: A, how: (view: A) => B | undefined) =>
  isAboutAnother(Translate.shownId(view), id)
    ? badResponse(operation, "the answer is about another task")
    : orFail(operation, how(view))

const orFail = <A>(operation: string, found: A | undefined) =>
  found === undefined ? badResponse(operation, "the answer does not hold what it must") : Effect.succeed(found)

const badResponse = (operation: string, message: string) => Effect.fail(fail(operation, new BadResponse({ message })))
`
}

/** The part of the port that a list is, by how it goes on. */
const numberList = { shape: "Listable", part: "list" }
const cursorList = { shape: "ListableByCursor", part: "listByCursor" }

/** `src/internal/start.ts` */
export const start = ({ pascal }: Names): string => `/** Starting once. */
import type { Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Secrets from "@errand/http/Secrets"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ${pascal}Error } from "../${pascal}Error.ts"
import { fail, from, name } from "./providerError.ts"

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a task may be
 * running. A service that shows what a task was started with can be asked: give the provider a
 * \`find\`, by which core looks for it.
 */
export const once = Effect.fnUntraced(function* <A>(
  input: unknown,
  { key, since: given }: StartOptions,
  send: Effect.Effect<A, ${pascal}Error>,
  read: (answer: A) => Started | undefined
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const since = given ?? (yield* DateTime.now)
  const answer = yield* Effect.result(Effect.provideService(send, RetryPolicy.RetryPolicy, RetryPolicy.none))
  if (answer._tag === "Failure" && answer.failure.http.executed === "no") return yield* from("start")(answer.failure)
  const started = answer._tag === "Success" ? read(answer.success) : undefined
  if (started !== undefined) return started
  return yield* new StartUnknown({
    provider: name,
    request: Secrets.mask(input),
    since,
    ...optional("key", key),
    cause: answer._tag === "Failure" ? answer.failure : fail("start", new BadResponse({ message: "no id in the answer" }))
  })
})
`

/** `src/internal/providerError.ts` */
export const providerError = ({
  name,
  pascal,
  title,
  version
}: Names): string => `/** The reasons of ${title} in core's: total, so that a new reason has to be placed. */
import * as ProviderError from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type * as Reason from "@errand/http/Reason"
import type { ${pascal}Error, ${pascal}Reason } from "../${pascal}Error.ts"

/** The vendor and version that refs and errors name. */
export const name = "${name}/${version}"

/** What a failed call means to a task. The call's own error is the \`cause\`. */
export const from =
  (operation: string) =>
  (error: ${pascal}Error): ProviderError.ProviderError =>
    new ProviderError.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(error.reason),
      ...optional("traceId", error.requestId),
      cause: error
    })

/** An error for a reason of core's own. */
export const fail = (operation: string, reason: ProviderError.ProviderReason): ProviderError.ProviderError =>
  new ProviderError.ProviderError({ provider: name, operation, reason })

const reasonOf = ({ _tag, message, ...details }: ${pascal}Reason): ProviderError.ProviderReason =>
  new classes[_tag]({ ...details, message })

type Class = new (details: Reason.Details) => ProviderError.ProviderReason

const classes: { readonly [Tag in ${pascal}Reason["_tag"]]: Class } = {
  Unauthorized: ProviderError.Unauthorized,
  PaymentRequired: ProviderError.OutOfCredit,
  Forbidden: ProviderError.Forbidden,
  NotFound: ProviderError.NotFound,
  Conflict: ProviderError.Conflict,
  Invalid: ProviderError.BadRequest,
  RateLimited: ProviderError.RateLimited,
  Unavailable: ProviderError.Unavailable,
  TooLarge: ProviderError.TooLarge,
  BadResponse: ProviderError.BadResponse
}
`
