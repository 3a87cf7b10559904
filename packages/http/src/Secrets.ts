/**
 * The secrets in a caller's input, found by the names that such things have. A service that refuses
 * a request likes to repeat it, and a secret must not come back in an error.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { at, fields, isFields, text } from "./Answer.ts"
import type { CallOptions, Http } from "./Http.ts"
import type { HttpError } from "./HttpError.ts"
import type { Given, Operation, OperationTypes } from "./Operation.ts"

/**
 * As in `password`, `client_secret`, `apiKey`, `accessToken`; what stands below such a name is
 * secret, too.
 */
const secretName = /pass(?:word|phrase|code)|secret|token|credential|api[_-]?key|private[_-]?key|authorization|cookie/i

/** Shorter values are not redacted: they would blank out ordinary words. */
const minSecretLength = 4

/** The secret texts in an input, for `CallOptions.secrets`. */
export const find = (input: unknown, isSecret = false): ReadonlyArray<string> => {
  if (typeof input === "string") return isSecret && input.length >= minSecretLength ? [input] : []
  if (typeof input !== "object" || input === null) return []
  return Object.entries(input).flatMap(([name, value]) => find(value, isSecret || secretName.test(name)))
}

/** An input as an error may show it: without the secret texts. */
export const mask = (input: unknown, isSecret = false): unknown => {
  if (typeof input === "string") return isSecret ? "<redacted>" : input
  if (Array.isArray(input)) return input.map((item) => mask(item, isSecret))
  if (typeof input !== "object" || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, mask(value, isSecret || secretName.test(name))])
  )
}

/** A text of an answer that is as good as a key, such as the address of a live view. */
export const read = (value: unknown): Redacted.Redacted<string> | undefined => {
  const secret = text(value)
  return secret === undefined ? undefined : Redacted.make(secret)
}

/**
 * The same answer, without the texts at the ends of these paths: `hide(task, ["live", "url"])`.
 * For what {@link read} has read.
 */
export const hide = <A>(answer: A, ...paths: ReadonlyArray<ReadonlyArray<string>>): A =>
  // A text stands for a text, so the shape stays.
  paths.reduce<unknown>(hideAt, answer) as A

const hideAt = (value: unknown, [name, ...rest]: ReadonlyArray<string>): unknown => {
  if (name === undefined) return typeof value === "string" && value !== "" ? "<redacted>" : value
  if (!isFields(value) || !Object.hasOwn(value, name)) return value
  return { ...value, [name]: hideAt(value[name], rest) }
}

/** What is kept of the secrets of starts, for errors of later requests. */
export interface Memory {
  /**
   * A request goes out: the secrets that its errors must not show. These are its own, those of the
   * tasks that it names, and those of starts of which no task is known (yet). `ended` takes its
   * answer, `undefined` where there is none.
   */
  readonly begin: (input: unknown) => {
    readonly texts: ReadonlyArray<string>
    readonly ended: (answer: unknown) => void
    /** It was certainly not executed. */
    readonly refused: () => void
  }
}

/** How many tasks, and how many secrets of starts without a known task, are remembered. */
const maxTasks = 10_000
const maxTexts = 100

/**
 * Remembers the secrets of starts by the ids in their answers: a service that fails later may
 * repeat what a task was started with. `secretsIn` finds the secrets in an input.
 */
export const makeMemory = (secretsIn: (input: unknown) => ReadonlyArray<string>): Memory => {
  const byTask = new Map<string, ReadonlyArray<string>>()
  const open = new Map<string, number>()
  const close = (texts: ReadonlyArray<string>): void => {
    for (const text of texts) {
      const count = (open.get(text) ?? 1) - 1
      if (count > 0) open.set(text, count)
      else open.delete(text)
    }
  }
  return {
    begin: (input) => {
      const own = secretsIn(input)
      const named = byTask.size === 0 ? [] : idsIn([at(input, "path"), at(input, "query")])
      const texts = [...new Set([...own, ...named.flatMap((id) => byTask.get(id) ?? []), ...open.keys()])]
      for (const text of own) open.set(text, (open.get(text) ?? 0) + 1)
      trim(open, maxTexts)
      return {
        texts,
        ended: (answer) => {
          const made = own.length === 0 ? [] : idsIn([answer])
          if (made.length === 0) return
          for (const id of made) byTask.set(id, own)
          trim(byTask, maxTasks)
          close(own)
        },
        refused: () => close(own)
      }
    }
  }
}

/** How a client finds the secrets of its calls. */
export interface CallSecrets {
  /** The secrets in an input; such as {@link find}. */
  readonly find: (input: unknown) => ReadonlyArray<string>
  /** Makes of an answer what callers are given; the ids of tasks are looked for in that. */
  readonly read?: <A>(answer: A) => A
}

/** Calls an operation; see {@link makeCall}. */
export type Call = <T extends OperationTypes>(
  operation: Operation<T>,
  input: Given<T["input"]> | undefined,
  options?: Pick<CallOptions, "retry" | "timeout">
) => Effect.Effect<T["success"], HttpError<T["error"]>>

/**
 * The `call` of a connection with a memory of its own: no error shows what the caller gave in
 * confidence, nor does one of a later request about the same task.
 */
export const makeCall = (http: Http, { find, read = (answer) => answer }: CallSecrets): Call => {
  const memory = makeMemory(find)
  return <T extends OperationTypes>(
    operation: Operation<T>,
    input: Given<T["input"]> | undefined,
    options?: Pick<CallOptions, "retry" | "timeout">
  ) =>
    Effect.suspend(() => {
      const { ended, refused, texts } = memory.begin(input)
      // The cast: what is undefined is not sent.
      return http.call(operation, input as T["input"], { ...options, secrets: texts }).pipe(
        Effect.map(read),
        Effect.tap((answer) => Effect.sync(() => ended(answer))),
        Effect.tapError(({ executed }) => (executed === "no" ? Effect.sync(refused) : Effect.void))
      )
    })
}

/** The texts under names of ids, as in `id`, `task_id` and `jobId`. */
const idsIn = (values: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  values.flatMap((value) =>
    Object.entries(fields(value)).flatMap(([name, id]) =>
      typeof id === "string" && /(?:^id|_id|[a-z0-9]Id)$/.test(name) ? [id] : []
    )
  )

const trim = (all: Map<string, unknown>, size: number): void => {
  for (const oldest of all.keys()) {
    if (all.size <= size) break
    all.delete(oldest)
  }
}
