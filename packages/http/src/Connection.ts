/**
 * How a client reaches its service: an address, a key in a header, a deadline; from plain options
 * or from `Config`.
 */
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { optional } from "./Answer.ts"
import * as BaseUrl from "./BaseUrl.ts"
import * as Http from "./Http.ts"
import { HttpError } from "./HttpError.ts"
import type { Given, Operation, OperationTypes } from "./Operation.ts"

/** What a client needs to know. An option that is undefined is one that is not given. */
export interface Options {
  /** The key, sent to the base URL and nowhere else. A plain string is wrapped at once. */
  readonly apiKey: Redacted.Redacted<string> | string
  /** Another place that speaks the same API: a proxy, a simulator. */
  readonly baseUrl?: string | undefined
  /** The global fetch unless given; on Node, the one of `@errand/http/node` is cheaper. */
  readonly fetch?: Http.Options["fetch"] | undefined
  /** How long one request may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input | undefined
  /** The longest answer that is read, in bytes; 64 MiB unless given. */
  readonly maxBodyBytes?: number | undefined
}

/** Where a service answers, how it wants its key, and whether it refuses with a 2xx. */
export interface Service extends Pick<Http.Options, "disguised"> {
  readonly baseUrl: string
  readonly key: {
    /** The header of the key. */
    readonly header: string
    /** As in `Bearer`: the key comes after it. */
    readonly scheme?: string
    /** The variable that usually holds the key, named where there is none. */
    readonly variable?: string
  }
}

/** The name for an account that a provider can be given. */
export interface Account {
  /**
   * A name for the account, so that refs stay good when its key is replaced. Without one the key
   * stands for the account.
   */
  readonly account?: string | undefined
}

/** Options of which some are given; one that is undefined is one that is not given. */
export type Some<O> = { readonly [K in keyof O]?: O[K] | undefined }

/**
 * One operation as a method of a client: its input may be left out where nothing in it is required.
 */
export type Call<T extends OperationTypes, E> =
  Partial<T["input"]> extends T["input"]
    ? (input?: Given<T["input"]>) => Effect.Effect<T["success"], E>
    : (input: Given<T["input"]>) => Effect.Effect<T["success"], E>

/**
 * A connection. Makes no request, and holds nothing that must be closed. Without a key, or with an
 * address that is none, every call fails with `InvalidRequest`.
 */
export const make = (options: Options, service: Service): Http.Http => {
  const { header, scheme, variable } = service.key
  const key = textOf(options.apiKey).trim()
  const http = Http.make({
    baseUrl: options.baseUrl ?? service.baseUrl,
    headers: { [header]: Redacted.make(scheme === undefined ? key : `${scheme} ${key}`) },
    disguised: service.disguised,
    fetch: options.fetch,
    timeout: options.timeout,
    maxBodyBytes: options.maxBodyBytes
  })
  if (key !== "") return http
  const message = `there is no API key: give it as \`apiKey\`${variable === undefined ? "" : `, or set ${variable}`}`
  return { ...http, call: (operation) => Effect.fail(notSent(operation, "apiKey", message)) }
}

const notSent = ({ id, method, path }: Operation, where: string, message: string): HttpError<never> =>
  new HttpError<never>({
    operation: id,
    method,
    path,
    attempts: 0,
    executed: "no",
    reason: { _tag: "InvalidRequest", where, message }
  })

/** What is given in a program, and what `Config` holds of the rest. */
export type Found<O> = Omit<O, "apiKey" | "baseUrl"> & Pick<Options, "apiKey" | "baseUrl">

/**
 * Options from `Config`: `<PREFIX>_API_KEY`, and `<PREFIX>_BASE_URL` where it is set. What is given
 * is not looked up. A missing key, or an address that is none, is a `ConfigError` that names the
 * variable. `place` is the prefix of the address, where versions of a service have one key and
 * several addresses.
 */
export const config =
  (prefix: string, place = prefix) =>
  <O extends Some<Options>>(given: O): Config.Config<Found<O>> =>
    Config.all({
      apiKey: given.apiKey === undefined ? key(`${prefix}_API_KEY`) : Config.succeed(given.apiKey),
      baseUrl: given.baseUrl === undefined ? url(`${place}_BASE_URL`) : checkUrl("baseUrl", given.baseUrl)
    }).pipe(
      Config.map(({ apiKey, baseUrl }) => {
        const { apiKey: _key, baseUrl: _url, ...rest } = given
        return { ...rest, apiKey, ...optional("baseUrl", baseUrl) }
      })
    )

/**
 * Which account at which place, as in `api.example.com/v1#1a2b3c4d`: the same in every process and
 * version, fit for a ref that is stored for long. It holds 32 bits of a hash over a key of far
 * more, which do not help to guess the key.
 */
export const fingerprint = (baseUrl: string, account: Redacted.Redacted<string> | string): string => {
  const place = baseUrl.replace(/^https?:\/\//, "").replace(/^[^/]*@/, "")
  const [host, ...path] = place.split("/")
  const shown = [host, ...path.map((part) => (usualPart.test(part) ? part : "…"))].join("/")
  // FNV-1a.
  let hash = 0x811c9dc5
  for (const char of `${place}\n${textOf(account)}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return `${shown}#${hash.toString(16).padStart(8, "0")}`
}

/** A part of an address that is a word or a version, and no token. */
const usualPart = /^(?:[a-z]+(?:-[a-z]+)*|v\d{1,4}(?:\.\d{1,4})*(?:(?:alpha|beta)\d{0,2})?)?$/i

const textOf = (key: Redacted.Redacted<string> | string): string =>
  typeof key === "string" ? key : Redacted.value(key)

const key = (name: string) =>
  Config.schema(Schema.String.check(Schema.isPattern(/\S/, { expected: "an API key" })), name).pipe(
    Config.map((text) => Redacted.make(text.trim()))
  )

// Set to nothing is not set.
const url = (name: string): Config.Config<string | undefined> =>
  Config.String(name).pipe(
    Config.withDefault(""),
    Config.flatMap((text) => (text.trim() === "" ? Config.succeed(undefined) : checkUrl(name, text.trim())))
  )

const checkUrl = (name: string, text: string): Config.Config<string> => {
  const parsed = BaseUrl.parse(text)
  return Result.isSuccess(parsed)
    ? Config.succeed(text)
    : Config.fail(new ConfigProvider.SourceError({ message: `${name}: ${parsed.failure.message}` }))
}
