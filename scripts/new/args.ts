/** The command's arguments. */

/** What is asked for. */
export interface Wanted {
  readonly name: string
  /** A path or a URL. */
  readonly from: string
  /** As in `v1`; from the document unless given. */
  readonly version?: string
  /** Where the service answers; from the document unless given. */
  readonly baseUrl?: string
  /** The repository; this one unless given. */
  readonly root?: string
}

export type Args =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string }
  | { readonly kind: "provider"; readonly wanted: Wanted }

export const usage = `Usage: pnpm new provider <name> --from <file or URL> [--version v1] [--base-url <URL>]

Writes specs/<name>, packages/<name>-types, packages/<name>, their changesets and entries, from an OpenAPI 3.0 or 3.1
document in JSON or YAML. Nothing that exists is written over.
  --from <file or URL>  the provider's document
  --version <version>   what the API's version is called, as in v1; taken from the document unless given
  --base-url <URL>      where the service answers; taken from the document unless given
  --root <folder>       another repository than this one`

const options = ["from", "version", "base-url", "root"] as const

export const parseArgs = (argv: ReadonlyArray<string>): Args => {
  const given = new Map<string, string>()
  const words: Array<string> = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ""
    if (word === "--help" || word === "-h") return { kind: "help" }
    if (!word.startsWith("-")) words.push(word)
    else if (!options.some((option) => word === `--${option}`)) return wrong(`${word} is no option`)
    else {
      const value = argv[++at]
      if (value === undefined || value.startsWith("--")) return wrong(`${word} needs a value`)
      given.set(word.slice(2), value)
    }
  }
  const [kind, name, ...more] = words
  if (kind !== "provider") return wrong(kind === undefined ? "new what?" : `new ${kind} is not known, new provider is`)
  if (name === undefined) return wrong("the provider needs a name")
  if (more.length > 0) return wrong(`one provider at a time, and ${more.join(" ")} is more`)
  const from = given.get("from")
  if (from === undefined) return wrong("--from is needed: the provider's OpenAPI document")
  const version = given.get("version")
  if (version !== undefined && !/^v\d[a-z0-9-]*$/.test(version)) return wrong(`${version} is no version such as v1`)
  const [baseUrl, root] = [given.get("base-url"), given.get("root")]
  if (baseUrl !== undefined && !isHttp(baseUrl)) return wrong(`${baseUrl} is no URL such as https://api.example.com/v1`)
  return {
    kind: "provider",
    wanted: {
      name,
      from,
      ...(version !== undefined && { version }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(root !== undefined && { root })
    }
  }
}

/** Whether something is fetched and not read from the disk. */
export const isHttp = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text)

const wrong = (message: string): Args => ({ kind: "wrong", message })
