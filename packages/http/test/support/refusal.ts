import { assert } from "@effect/vitest"

/** Place and message of a request that could not be written. */
export const refusal = (value: unknown): string => {
  assert.isObject(value)
  return `${(value as { where: string }).where} ${(value as { message: string }).message}`
}

/** A value that JSON cannot hold. */
export const makeCycle = (): unknown => {
  const value: { self?: unknown } = {}
  value.self = value
  return value
}
