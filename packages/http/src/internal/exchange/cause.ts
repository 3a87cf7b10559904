/**
 * What is kept of the error of a failed connection: names, codes and messages. The errors of
 * libraries carry sockets, options and headers, which may hold keys.
 */

const inspect = Symbol.for("nodejs.util.inspect.custom")

/**
 * An error of the transport without the request; without a stack, which would be that of a library.
 */
export class ConnectionError extends Error {
  declare readonly code?: string

  constructor(name: string, message: string, code: string | undefined, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = name
    if (code !== undefined) this.code = code
    this.stack = `${name}: ${message}`
  }

  toJSON(): unknown {
    const { cause, code, message, name } = this
    return { name, message, code, cause }
  }

  /** One line, also where it is a cause of causes. */
  [inspect](): string {
    const code = this.code === undefined || this.message.includes(this.code) ? "" : ` (${this.code})`
    const inner = this.cause instanceof ConnectionError ? ` <- ${this.cause[inspect]()}` : ""
    return `${this.stack}${code}${inner}`
  }
}

/** A copy of `cause` that is safe to log; `scrub` takes keys out of its texts. */
export const sanitize = (cause: unknown, scrub: (text: string) => string, depth = 4): unknown => {
  if (depth === 0 || cause === undefined || cause === null) return undefined
  const clean = (text: string) => clip(scrub(text).replace(address, "$1$2"))
  if (!(cause instanceof Error))
    return new ConnectionError("Error", clean(typeof cause === "string" ? cause : "unknown"), undefined, undefined)
  const inner = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause.cause
  const code = codeOf(cause)
  return new ConnectionError(
    clean(cause.name),
    clean(cause.message),
    code === undefined ? undefined : clean(code),
    sanitize(inner, scrub, depth - 1)
  )
}

const codeOf = (cause: object): string | undefined =>
  "code" in cause && typeof cause.code === "string" ? cause.code : undefined

const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

/**
 * Of an address only scheme and host are kept: its path and its query can hold names and tokens.
 */
const address = /(https?:\/\/)(?:[^\s/?#]*@)?([^\s/?#"'<>)]+)[^\s"'<>)]*/gi
