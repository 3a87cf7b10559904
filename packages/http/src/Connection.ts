/**
 * How a client reaches its service: an address, a key in a header, a deadline; from plain options
 * or from `Config`.
 */
import * as Config from "effect/Config"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { optional } from "./Answer.ts"
import * as Http from "./Http.ts"
import type { OperationTypes } from "./Operation.ts"

/** What a client needs to know. */
export interface Options {
  /** The key, sent to the base URL and nowhere else. A plain string is wrapped at once. */
  readonly apiKey: Redacted.Redacted<string> | string
  /** Another place that speaks the same API: a proxy, a simulator. */
  readonly baseUrl?: string
  /** The global fetch unless given; on Node, the one of `@errand/http/node` is cheaper. */
  readonly fetch?: NonNullable<Http.Options["fetch"]>
  /** How long one request may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input
}

/** Where a service answers, how it wants its key, and whether it refuses with a 2xx. */
export interface Service extends Pick<Http.Options, "disguised"> {
  readonly baseUrl: string
  /** The header of the key; with a scheme, as in `Bearer`, the key comes after it. */
  readonly key: { readonly header: string; readonly scheme?: string }
}

/**
 * One operation as a method of a client: its input may be left out where nothing in it is required.
 */
export type Call<T extends OperationTypes, E> =
  Partial<T["input"]> extends T["input"]
    ? (input?: T["input"]) => Effect.Effect<T["success"], E>
    : (input: T["input"]) => Effect.Effect<T["success"], E>

/** A connection. Makes no request, and holds nothing that must be closed. */
export const make = (options: Options, service: Service): Http.Http => {
  const { header, scheme } = service.key
  const key = textOf(options.apiKey)
  return Http.make({
    baseUrl: options.baseUrl ?? service.baseUrl,
    headers: { [header]: Redacted.make(scheme === undefined ? key : `${scheme} ${key}`) },
    ...optional("disguised", service.disguised),
    ...optional("fetch", options.fetch),
    ...optional("timeout", options.timeout)
  })
}

/** What is given in a program, and what `Config` holds of the rest. */
export type Found<O> = O & Pick<Options, "apiKey" | "baseUrl">

/**
 * Options from `Config`: `<PREFIX>_API_KEY`, and `<PREFIX>_BASE_URL` where it is set. What is given
 * is not looked up; a missing key is a `ConfigError` that names the variable.
 */
export const config =
  (prefix: string) =>
  <O extends Partial<Options>>(given: O): Config.Config<Found<O>> =>
    Config.all({
      apiKey: given.apiKey === undefined ? key(`${prefix}_API_KEY`) : Config.succeed(given.apiKey),
      baseUrl: given.baseUrl === undefined ? url(`${prefix}_BASE_URL`) : Config.succeed(given.baseUrl)
    }).pipe(Config.map(({ apiKey, baseUrl }) => ({ ...given, apiKey, ...optional("baseUrl", baseUrl) })))

/**
 * Which account at which place, as in `api.example.com/v1#1a2b3c4d`: the same in every process and
 * version, fit for a ref that is stored for long. It holds 32 bits of a hash over a key of far
 * more, which do not help to guess the key.
 */
export const fingerprint = (baseUrl: string, account: Redacted.Redacted<string> | string): string => {
  const place = baseUrl.replace(/^https?:\/\//, "").replace(/^[^/]*@/, "")
  // FNV-1a.
  let hash = 0x811c9dc5
  for (const char of `${place}\n${textOf(account)}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return `${place}#${hash.toString(16).padStart(8, "0")}`
}

const textOf = (key: Redacted.Redacted<string> | string): string =>
  typeof key === "string" ? key : Redacted.value(key)

const key = (name: string) =>
  Config.schema(Schema.String.check(Schema.isPattern(/\S/, { expected: "an API key" })), name).pipe(
    Config.map((text) => Redacted.make(text.trim()))
  )

// Set to nothing is not set.
const url = (name: string) =>
  Config.String(name).pipe(
    Config.withDefault(""),
    Config.map((text) => text.trim() || undefined)
  )
