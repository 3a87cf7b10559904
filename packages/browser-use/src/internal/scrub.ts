/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not come back in an error.
 */
import { at, isRecord } from "./unknown.ts"

/** The confidential strings of a request: the values of `secrets` and the password of a proxy. */
export const secretsOf = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  const secrets = at(body, "secrets")
  return (
    [...(isRecord(secrets) ? Object.values(secrets) : []), at(at(body, "customProxy"), "password")]
      .filter((secret): secret is string => typeof secret === "string" && secret !== "")
      // The longest first: one secret can be part of another.
      .sort((a, b) => b.length - a.length)
  )
}

/** A copy of plain data with every secret replaced in its texts and keys; anything else comes back as it is. */
export const scrub = <A>(value: A, secrets: ReadonlyArray<string>): A => copy(value, secrets) as A

const copy = (value: unknown, secrets: ReadonlyArray<string>): unknown => {
  if (typeof value === "string") return secrets.reduce((text, secret) => text.replaceAll(secret, "<redacted>"), value)
  if (Array.isArray(value)) return value.map((item) => copy(item, secrets))
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [String(copy(key, secrets)), copy(item, secrets)])
  )
}
