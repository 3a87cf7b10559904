/**
 * Errors that say what happened wherever they are printed: message first, and no stack within a
 * field.
 */

const inspect = Symbol.for("nodejs.util.inspect.custom")

/**
 * The class of an error whose JSON, and what `console.log` shows of it, begin with its tag and its
 * message.
 */
export const printable = <Class extends { readonly prototype: object }>(base: Class): Class => {
  const toJSON = function (this: Error & { readonly _tag: string }) {
    const { _tag, cause, message } = this
    const shown = Object.entries(this).map(([name, value]): [string, unknown] => [name, show(value)])
    const fields = { _tag, message, ...Object.fromEntries(shown) }
    // The cause of an error is not among its enumerable properties.
    return cause === undefined ? fields : { ...fields, cause: show(cause) }
  }
  for (const name of ["toJSON", inspect]) Object.defineProperty(base.prototype, name, { value: toJSON })
  return base
}

/** An error within an error, without its stack. */
const show = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(show)
  if (!(value instanceof Error)) return value
  return "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : `${value.name}: ${value.message}`
}
