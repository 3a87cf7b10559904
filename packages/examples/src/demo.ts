/**
 * The demo: one program on all providers. See `--help`.
 */
import * as Cadence from "@errand/core/Cadence"
import { runMain } from "@errand/core/node"
import { Simulator } from "@errand/simulator"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { parseArgs } from "node:util"
import { play } from "./demo/scenes.ts"
import * as Screen from "./demo/screen.ts"
import * as Services from "./demo/services.ts"

const help = `Usage: pnpm demo [options]

Runs tasks on Browser Use (versions 2 and 4), BrowserAct (2 and 3), Firecrawl and Skyvern, served by a simulator on this machine.

  --provider NAME   browser-use, browser-use/v4, browseract, browseract/v3, firecrawl or skyvern; may be given several times.
                    Default: all
  --live            the real services, with BROWSER_USE_API_KEY, BROWSERACT_API_KEY, FIRECRAWL_API_KEY and SKYVERN_API_KEY from
                    the environment. Live tasks cost money.
  --cluster         three machines and PostgreSQL on 127.0.0.1 instead, of which the one at work is killed in the middle
  --task TEXT       what Browser Use, Firecrawl and Skyvern are asked
  --workflow ID     the workflow of BrowserAct, or the bot of its version 3, to run; needed with --live
  --help            this text
`

const names = ["browser-use", "browseract", "browser-use/v4", "browseract/v3", "firecrawl", "skyvern"] as const

/** The options, or what is wrong with them. */
const parse = (
  args: ReadonlyArray<string>
): (Services.Options & { readonly live: boolean; readonly cluster: boolean; readonly help: boolean }) | string => {
  const known = ["--live", "--cluster", "--help", "--provider", "--task", "--workflow"]
  const { tokens, values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      provider: { type: "string", multiple: true },
      live: { type: "boolean" },
      cluster: { type: "boolean" },
      task: { type: "string" },
      workflow: { type: "string" },
      help: { type: "boolean" }
    },
    strict: false,
    tokens: true
  })
  for (const token of tokens) {
    if (token.kind === "positional") return `unexpected argument ${token.value}`
    if (token.kind === "option" && !known.includes(token.rawName)) return `unknown option ${token.rawName}`
  }
  const asked = (values.provider ?? []).map(String)
  const wrong = asked.find((name) => !names.some((known) => known === name))
  if (wrong !== undefined) return `unknown provider ${wrong}; there are ${names.join(", ")}`
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined)
  const options = {
    providers: asked.length === 0 ? names : names.filter((name) => asked.includes(name)),
    live: values.live === true,
    cluster: values.cluster === true,
    help: values.help === true,
    task: text(values.task) ?? "Find the price of a Pixel 9",
    workflow: text(values.workflow) ?? (values.live === true ? "" : "wf_prices")
  }
  return options.live && options.providers.some((name) => name.startsWith("browseract")) && options.workflow === ""
    ? "--live on browseract needs --workflow ID: a workflow of yours"
    : options
}

const main = (options: Services.Options & { readonly live: boolean; readonly cluster: boolean }) =>
  Effect.scoped(
    Effect.gen(function* () {
      const screen = yield* Screen.make(process.stdout)
      if (options.cluster) {
        // Loaded only here: it needs a database, which the other scenes do not.
        const { playCluster } = yield* Effect.promise(() => import("./demo/cluster.ts"))
        return yield* playCluster(screen)
      }
      if (options.live) return yield* Effect.flatMap(Services.makeLive(screen, options), play)
      return yield* Effect.flatMap(Services.makeSimulated(screen, options), play).pipe(
        Effect.provideService(Cadence.Cadence, Cadence.make({ first: "150 millis", cap: "400 millis" })),
        Effect.provide(
          Simulator.layer({
            seed: 1,
            speed: 5,
            browserUse: { concurrency: Services.room },
            browserAct: { concurrency: Services.room }
          })
        )
      )
    })
  )

const explain = <E>(cause: Cause.Cause<E>): string => {
  const error = Cause.squash(cause)
  const message = error instanceof Error ? error.message : String(error)
  const missing = /(BROWSER_USE|BROWSERACT|FIRECRAWL|SKYVERN)_API_KEY/.exec(message)?.[0]
  return missing === undefined ? message : `--live needs a key: set ${missing} in the environment`
}

/** A reader that closes the pipe, as in `demo | head`, ends the demo as a signal does. */
const closedPipe = Effect.callback<never>((resume) => {
  process.stdout.on("error", () => resume(Effect.interrupt))
})

const options = parse(process.argv.slice(2))
if (typeof options === "string") {
  process.stderr.write(`${options}\n\n${help}`)
  process.exitCode = 2
} else if (options.help) {
  process.stdout.write(help)
} else {
  runMain(
    Effect.raceFirst(main(options), closedPipe).pipe(
      Effect.tapCause((cause) =>
        Effect.sync(() => Cause.hasInterruptsOnly(cause) || process.stderr.write(`\n${explain(cause)}\n`))
      )
    ),
    { disableErrorReporting: true }
  )
}
