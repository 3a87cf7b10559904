/** The command's arguments. */
export type Args =
  | { readonly kind: "write" | "check" | "help" }
  | {
      readonly kind: "single"
      readonly spec: string
      readonly overlay: string | undefined
      readonly files: string | undefined
      readonly only: ReadonlyArray<string> | undefined
      readonly out: string
    }
  | { readonly kind: "wrong"; readonly message: string }

export const usage = `Usage: codegen [--check]
       codegen <specification> [--overlay <file>] [--files <folder>] [--only <pattern>…] --out <folder>
       codegen init | update | diff …, each with its own --help

Without arguments: generates from every specification that errand-codegen.json lists, or, where there is none, from
specs/<provider>/<version>.yaml into packages/<provider>-types/src/<version>, and writes what differs.
  --check           writes nothing, names every stale or edited file, and fails if there is one
  --out <folder>    generates one OpenAPI 3.0 or 3.1 document, JSON or YAML, into a folder
  --overlay <file>  the vendor hints for that document
  --files <folder>  references of that document may lead to files in this folder; its own unless given
  --only <pattern>  keeps the paths that a regular expression matches, and what they reach; may be given several times.
                    x-errand-only in the hints says the same for every run
  --root <folder>   another repository than this one`

const takesValue = new Set(["--files", "--only", "--out", "--overlay", "--root"])

export const parseArgs = (argv: ReadonlyArray<string>): Args & { readonly root?: string } => {
  const options = new Map<string, string>()
  const flags = new Set<string>()
  const specs: Array<string> = []
  const only: Array<string> = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ""
    if (word === "--check" || word === "--help" || word === "-h") flags.add(word)
    else if (takesValue.has(word)) {
      const value = argv[++at]
      if (value === undefined) return { kind: "wrong", message: `${word} needs a value` }
      if (word === "--only") only.push(value)
      else options.set(word, value)
    } else if (word.startsWith("-")) return { kind: "wrong", message: `${word} is no option` }
    else specs.push(word)
  }
  const root = options.get("--root")
  const common = root === undefined ? {} : { root }
  const [spec, ...more] = specs
  const out = options.get("--out")
  if (flags.has("--help") || flags.has("-h")) return { kind: "help" }
  if (more.length > 0) return { kind: "wrong", message: "one specification at a time" }
  if (spec === undefined) {
    if (only.length > 0) return { kind: "wrong", message: "--only needs a specification" }
    return out === undefined
      ? { kind: flags.has("--check") ? "check" : "write", ...common }
      : { kind: "wrong", message: "--out needs a specification" }
  }
  if (out === undefined) return { kind: "wrong", message: "a single specification needs --out" }
  return {
    kind: "single",
    spec,
    overlay: options.get("--overlay"),
    files: options.get("--files"),
    only: only.length > 0 ? only : undefined,
    out
  }
}
