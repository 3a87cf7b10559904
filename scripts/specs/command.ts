/** The command's arguments, and its exit codes. */
import { parseArgs } from "node:util"
import * as DiffCommand from "@errand/codegen/cli/diffCommand"
import { explainErrors } from "@errand/codegen/cli/subcommand"
import { check } from "./check.ts"
import { update } from "./update.ts"

const usage = `Usage: specs update [<provider>/<version>…] [--from <file or address>] [--only <pattern>…]
       specs check [<provider>/<version>…]
       specs diff <A> <B> [--json] [--overlay <file>] [--exit-code]

update  carries the facts of a provider's document over into specs/, writes the changesets, generates, checks the types,
        and ends with what a person must decide; without --from it reads the addresses in specs/sources.yaml.
        --only, for one specification, keeps the paths that a regular expression matches, and what they reach. It is
        recorded as x-errand-only in the overlay, and every later update and check cuts in the same way
check   says whether the published documents still say what specs/ says; writes nothing
diff    compares two documents, files or addresses, for those who call the API

Exit codes: 0 all is settled, 1 there is drift (check) or something cannot be read, 2 the command was not understood,
3 a document could not be fetched, 4 update has left something for a person to decide`

/** Runs one command on the repository at `root`, and gives its exit code. */
export const command = ([word, ...rest]: ReadonlyArray<string>, root: string): Promise<number> =>
  explainErrors("specs", async () => {
    if (word === "diff") return DiffCommand.run(rest)
    const { positionals, values } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        from: { type: "string" },
        only: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" }
      }
    })
    if (values.help !== true) {
      const isOfOne = values.from !== undefined || values.only !== undefined
      if (word === "update" && (!isOfOne || positionals.length === 1))
        return update(root, positionals, values.from, values.only)
      if (word === "check" && !isOfOne) return check(root, positionals)
    }
    const asked = values.help === true || word === "--help" || word === "-h"
    console[asked ? "log" : "error"](usage)
    return asked ? 0 : 2
  })
