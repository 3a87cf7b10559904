/**
 * The matrix, on a real clock: every scenario, on both services, with three clients. See `--help`.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { parseArgs } from "node:util"
import type { Client } from "./Client.ts"
import { errand } from "./client/errand.ts"
import { official } from "./client/official.ts"
import { plain } from "./client/plain.ts"
import { jumping, monotonic } from "./jumping.ts"
import { play } from "./play.ts"
import type { Options } from "./play.ts"
import { print } from "./print.ts"
import type { Cell } from "./print.ts"
import { chapters, stages } from "./scenarios.ts"
import * as Limits from "./Scenario.ts"
import type { Scenario } from "./Scenario.ts"

const help = `Usage: pnpm faults [options]

Plays every scenario on simulated Browser Use and BrowserAct with errand, the official client of Browser Use, and a plain loop
over fetch, ${20} times faster than real, and prints what held.

  --client NAME   errand, browser-use-sdk or fetch; may be given twice. Default: all
  --only TEXT     only scenarios whose name holds this text
  --help          this text
`

const speed = 20
/** Whoever is not back this long after the deadline that it was given hangs, in seconds. */
const patience = 120
const clients = [errand, official, plain]

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: {
    client: { type: "string", multiple: true },
    only: { type: "string" },
    help: { type: "boolean" }
  }
})

/** The clock of the machine is set under the client's feet; the service has one of its own. */
const set = Effect.fnUntraced(function* <A>(work: Effect.Effect<A>, by: number | undefined) {
  if (by === undefined) return yield* work
  const { now } = Date
  const clock = jumping(monotonic, 500, by * 1000)
  Date.now = () => clock.currentTimeMillisUnsafe()
  return yield* Effect.ensuring(
    Effect.provideService(work, Clock.Clock, clock),
    Effect.sync(() => {
      Date.now = now
    })
  )
})

const real: Options = {
  speed,
  run: (_, told, { clock, within = Limits.within }) =>
    set(
      Effect.flatMap(Effect.timeoutOption(told, ((within + patience) * 1000) / speed), (found) =>
        Option.isSome(found) ? Effect.succeed(found.value) : Effect.succeed({ end: "hangs" as const, text: "" })
      ),
      clock
    )
}

const cell = (client: Client, provider: Cell["provider"], scenario: Scenario): Effect.Effect<Cell> =>
  play(client, provider, scenario, real).pipe(
    (self) => (scenario.clock === undefined ? self : Effect.provideService(self, Clock.Clock, monotonic)),
    Effect.map((verdict) => ({ client: client.name, provider, scenario, ...verdict }))
  )

if (values.help === true) {
  console.log(help)
} else {
  const chosen = clients.filter(({ name }) => values.client === undefined || values.client.includes(name))
  const cells = chapters
    .flatMap(({ scenarios }) => scenarios)
    .filter(({ name }) => values.only === undefined || name.includes(values.only))
    .flatMap((scenario) =>
      stages(scenario).flatMap((provider) =>
        chosen
          .filter(({ providers }) => providers.includes(provider))
          .map((client) => ({ scenario, run: cell(client, provider, scenario) }))
      )
    )
  // Whoever sets the clock sets it for all.
  const [alone, together] = [
    cells.filter(({ scenario }) => scenario.clock !== undefined),
    cells.filter(({ scenario }) => scenario.clock === undefined)
  ]
  const began = Date.now()
  const results = await Effect.runPromise(
    Effect.gen(function* () {
      const many = yield* Effect.forEach(together, ({ run }) => run, { concurrency: 32 })
      return [...many, ...(yield* Effect.forEach(alone, ({ run }) => run))]
    }).pipe(Effect.provide(Logger.layer([])))
  )
  console.log(print(chapters, chosen, results))
  console.log(
    `${results.length} cells in ${Math.round((Date.now() - began) / 1000)} s, ${speed} times faster than real`
  )
  const failed = results.filter(({ client, wrong }) => client === errand.name && wrong.length > 0)
  // Clients that hang are left hanging.
  process.exit(failed.length === 0 ? 0 : 1)
}
