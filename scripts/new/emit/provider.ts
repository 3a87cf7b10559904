/** The provider, as far as it is the same everywhere. */
import type { Names } from "../names.ts"
import type { Job } from "../job.ts"

/** `src/<Name>.ts` */
export const provider = ({ constant, name, pascal, title }: Names, job: Job): string => `/**
 * ${title} as a provider of tasks: its ${job.kind}s run as \`Task\`s of \`@errand/core\`. What its words mean is in internal/translate.ts.
 */
import * as Lookout from "@errand/core/Lookout"
import type { Provider } from "@errand/core/Provider"
import * as Slots from "@errand/core/Slots"
import * as Status from "@errand/core/Status"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import { fail, from, name } from "./internal/providerError.ts"
import { once } from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

/** What a task is made of. */
export type Input = Translate.Input

/** Tasks of ${title}. */
export interface ${pascal}Provider extends Provider<Input, Translate.Raw> {
  readonly name: typeof name
  readonly kind: "${job.kind}"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  /** The whole API. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options {
  /** A name for the account, so that refs stay good when its key is replaced. Without one the key stands for the account. */
  readonly account?: string
}

/** The provider as a service. */
export class ${pascal} extends Context.Service<${pascal}, ${pascal}Provider>()("@errand/${name}/${pascal}") {}

/** A provider. Makes no request. */
export const make = (options: Options): ${pascal}Provider => {
  const client = Client.make(options)
  return {
    name,
    kind: "${job.kind}",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    slots: Slots.make(),
    lookout: Lookout.make(),
    start: (input, how) => once(input, how, Translate.start(client, input), Translate.started),
    status: (id) =>
      Effect.flatMap(Effect.mapError(Translate.peek(client, id), from("status")), (view) =>
        readable("status", Translate.look(view))
      ),
    snapshot: (id) =>
      Effect.flatMap(Effect.mapError(Translate.read(client, id), from("snapshot")), (view) =>
        readable("snapshot", Translate.snapshot(view))
      ),
    cancel: (id) => cancel(client, id)
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<${pascal}> => Layer.sync(${pascal}, () => make(options))

/** The provider from \`Config\`: \`${constant}_API_KEY\`, and \`${constant}_BASE_URL\` where it is set. */
export const layerConfig = (overrides: Partial<Options> = {}): Layer.Layer<${pascal}, Config.ConfigError> =>
  Layer.effect(
    ${pascal},
    Effect.map(Client.config(overrides), (found) => make({ ...overrides, ...found }))
  )

/** How long a cancel waits to hear whether there is anything left to stop, before it stops it anyway. */
const glance = "3 seconds"

/**
 * Looks first, because the answer to a stop may not tell a task that was stopped now from one that was over. When the look fails or
 * takes long it stops nevertheless: stopping matters more than knowing.
 */
const cancel = Effect.fnUntraced(function* (client: Client.Client, id: string) {
  const isOver = Translate.read(client, id).pipe(
    Effect.map((view) => {
      const seen = Translate.look(view)
      return seen !== undefined && Status.isOver(seen.status)
    }),
    Effect.timeoutOrElse({ duration: glance, orElse: () => Effect.succeed(false) }),
    Effect.orElseSucceed(() => false)
  )
  if (yield* isOver) return "already-over"
  const stopped = yield* Effect.result(Translate.stop(client, id))
  if (stopped._tag === "Success") return "requested"
  // It may have ended by itself between the look and the stop.
  if (stopped.failure.reason._tag === "Conflict" && (yield* isOver)) return "already-over"
  return yield* from("cancel")(stopped.failure)
})

const readable = <A>(operation: string, read: A | undefined) =>
  read === undefined ? Effect.fail(fail(operation, "the answer does not hold what it must")) : Effect.succeed(read)
`

/** `src/internal/start.ts` */
export const start = ({ pascal }: Names): string => `/** Starting once. */
import type { Started, StartOptions } from "@errand/core/Provider"
import type { ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { optional } from "@errand/http/Answer"
import * as Confidential from "@errand/http/Confidential"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ${pascal}Error } from "../${pascal}Error.ts"
import { fail, from, name } from "./providerError.ts"

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be interrupted. After a lost answer, a
 * failure of the service or an answer without an id a task may be running, and nobody can tell. A service that shows what a task
 * was started with can be asked: give the provider a \`find\`, and look there before \`StartUnknown\`.
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
    request: Confidential.shown(input),
    since,
    ...optional("key", key),
    cause: answer._tag === "Failure" ? answer.failure : fail("start", "no id in the answer")
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
import * as Core from "@errand/core/ProviderError"
import { optional } from "@errand/http/Answer"
import type { ${pascal}Error, ${pascal}Reason } from "../${pascal}Error.ts"

/** The vendor and version that refs and errors name. */
export const name = "${name}/${version}"

/** What a failed call means to a task. The call's own error is the \`cause\`. */
export const from =
  (operation: string) =>
  (error: ${pascal}Error): Core.ProviderError =>
    new Core.ProviderError({
      provider: name,
      operation,
      reason: reasonOf(error.reason),
      ...optional("traceId", error.requestId),
      cause: error
    })

/** An answer that makes no sense. */
export const fail = (operation: string, message: string): Core.ProviderError =>
  new Core.ProviderError({ provider: name, operation, reason: new Core.BadResponse({ message }) })

const reasonOf = ({ _tag, message, ...told }: ${pascal}Reason): Core.ProviderReason =>
  new classes[_tag]({ ...told, message })

type Class = new (told: { readonly message: string }) => Core.ProviderReason

const classes: { readonly [Tag in ${pascal}Reason["_tag"]]: Class } = {
  Unauthorized: Core.Unauthorized,
  PaymentRequired: Core.OutOfCredit,
  Forbidden: Core.Forbidden,
  NotFound: Core.NotFound,
  Conflict: Core.Conflict,
  Invalid: Core.BadRequest,
  RateLimited: Core.RateLimited,
  Unavailable: Core.Unavailable,
  BadResponse: Core.BadResponse
}
`
