/** The command's arguments. */
import { type Hint, type Hints, parseHint, type Role, roles } from "./hints.ts"

/** What is asked for. */
export interface Wanted {
  /** A new service, or another version of one that is here. */
  readonly kind: "provider" | "version"
  readonly name: string
  /** A path or a URL; not given where the specification is here already. */
  readonly from?: string
  /** Patterns of the paths that are wanted; all unless given. */
  readonly only?: ReadonlyArray<string>
  /** As in `v1`; from the document unless given. */
  readonly version?: string
  /** What people call the service; from the document's title unless given. */
  readonly title?: string
  /** Where the service answers; from the document unless given. */
  readonly baseUrl?: string
  /** Which operation has which role. */
  readonly hints?: Hints
  /** Whether only the guesses are wanted, and nothing is written. */
  readonly isDry?: boolean
  /** The repository; this one unless given. */
  readonly root?: string
}

export type Args =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string }
  | { readonly kind: "wanted"; readonly wanted: Wanted }

export const usage = `Usage: pnpm new provider <name> --from <file or URL> [--only <pattern>…] [--version v1] [--title <text>] [--base-url <URL>] [hints]
       pnpm new provider <name> [--version v1] [--title <text>] [--base-url <URL>] [hints]
       pnpm new version <service> <version> [--from <file or URL>] [--only <pattern>…] [--title <text>] [--base-url <URL>] [hints]

provider  writes specs/<name>, packages/<name>-types, packages/<name>, their changesets and entries, from an OpenAPI 3.0
          or 3.1 document in JSON or YAML. Where specification and types are here already, it writes the provider only,
          and --from is not given
version   writes another version beside the first: @errand/<service>-types/<version>, and the provider
          @errand/<service>/<version> in src/<version>; nothing of the first version changes. Where specification and
          types of that version are here already, it writes the provider only
Nothing that exists is written over.
  --from <file or URL>  the provider's document
  --only <pattern>      keeps the paths that a regular expression matches, and what they reach; recorded in the overlay,
                        and every later update and check cuts in the same way. May be given several times
  --version <version>   what the API's version is called, as in v1; taken from the document unless given
  --title <text>        what people call the service, as in "Acme Cloud"; taken from the document unless given
  --base-url <URL>      where the service answers; taken from the document unless given
  --dry-run             says which operation is taken for what, and writes nothing
  --root <folder>       another repository than this one
Hints, where guessing fails; each names an operation of the document:
  --start 'POST /runs'               starts a task
  --read 'GET /runs/{run_id}'        tells everything about a task
  --status 'GET /runs/{run_id}/status'
                                     tells whether a task is over, for less
  --stop 'POST /runs/{run_id}/stop'  stops a task; a JSON body may follow: 'PATCH /runs/{run_id} {"action":"stop"}'
  --list 'GET /runs'                 lists tasks, page by page`

const options: ReadonlyArray<string> = ["from", "only", "version", "title", "base-url", "root", ...roles]

export const parseArgs = (argv: ReadonlyArray<string>): Args => {
  const given = new Map<string, string>()
  const only: Array<string> = []
  const hints: { [role in Role]?: Hint } = {}
  const words: Array<string> = []
  let isDry = false
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ""
    if (word === "--help" || word === "-h") return { kind: "help" }
    if (word === "--dry-run") {
      isDry = true
      continue
    }
    const option = word.slice(2)
    if (!word.startsWith("-")) words.push(word)
    else if (!word.startsWith("--") || !options.includes(option)) return wrong(`${word} is no option`)
    else {
      const value = argv[++at]
      if (value === undefined || value.startsWith("--")) return wrong(`${word} needs a value`)
      const role = roles.find((each) => each === option)
      if (role !== undefined) {
        const hint = parseHint(role, value)
        if (typeof hint === "string") return wrong(hint)
        hints[role] = hint
      } else if (option === "only") only.push(value)
      else given.set(option, value)
    }
  }
  const [kind, name, ...more] = words
  if (kind !== "provider" && kind !== "version")
    return wrong(kind === undefined ? "new what?" : `new ${kind} is not known, new provider and new version are`)
  if (name === undefined) return wrong(`the ${kind === "provider" ? "provider" : "service"} needs a name`)
  const [second, ...others] = kind === "version" ? more : [given.get("version"), ...more]
  if (kind === "version" && second === undefined) return wrong(`which version of ${name}, as in v2?`)
  if (kind === "version" && given.has("version")) return wrong(`the version is said once: new version ${name} v2`)
  if (others.length > 0) return wrong(`one ${kind} at a time, and ${others.join(" ")} is more`)
  if (second !== undefined && !/^v\d[a-z0-9-]*$/.test(second)) return wrong(`${second} is no version such as v1`)
  const [from, baseUrl, root] = [given.get("from"), given.get("base-url"), given.get("root")]
  const title = given.get("title")
  if (from === undefined && only.length > 0) return wrong("--only cuts the document that --from gives")
  if (baseUrl !== undefined && !isHttp(baseUrl)) return wrong(`${baseUrl} is no URL such as https://api.example.com/v1`)
  return {
    kind: "wanted",
    wanted: {
      kind,
      name,
      only,
      hints,
      isDry,
      ...(from !== undefined && { from }),
      ...(second !== undefined && { version: second }),
      ...(title !== undefined && { title }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(root !== undefined && { root })
    }
  }
}

/** Whether something is fetched and not read from the disk. */
export const isHttp = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text)

const wrong = (message: string): Args => ({ kind: "wrong", message })
