/**
 * The matrix, on a real clock: every scenario, on every service, with three clients. See `--help`.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { parseArgs } from "node:util"
import type { Client } from "./client/client.ts"
import { errandClient } from "./client/errandClient.ts"
import { sdkClient } from "./client/sdkClient.ts"
import { fetchClient } from "./client/fetchClient.ts"
import { setClock, monotonic } from "./machineClock.ts"
import { playCell } from "./matrixCell.ts"
import type { Options } from "./matrixCell.ts"
import { matrixTable } from "./matrixTable.ts"
import type { Cell } from "./matrixTable.ts"
import { chapters, onService, stages } from "./scenarios.ts"
import * as FaultScenario from "./faultScenario.ts"
import type { Scenario } from "./faultScenario.ts"

const help = `Usage: pnpm faults [options]

Plays every scenario on simulated Browser Use, BrowserAct, Firecrawl and Skyvern with errand, the official client of Browser Use, and a plain loop
over fetch, ${20} times faster than real, and prints what held.

  --client NAME   errand, browser-use-sdk or fetch; may be given twice. Default: all
  --only TEXT     only scenarios whose name holds this text
  --help          this text
`

const speed = 20
/**
 * A client that has not returned this long after its deadline counts as hanging. Its starts come
 * before that, and on a busy machine take longer than the tasks.
 */
const hangAfterSeconds = 600
const clients = [errandClient, sdkClient, fetchClient]

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: {
    client: { type: "string", multiple: true },
    only: { type: "string" },
    help: { type: "boolean" }
  }
})

/**
 * Sets the client's clock by so many seconds while it works. The service keeps a clock of its own.
 */
const withClockSet = Effect.fnUntraced(function* <A>(work: Effect.Effect<A>, by: number | undefined) {
  if (by === undefined) return yield* work
  const { now } = Date
  const clock = setClock(monotonic, 500, by * 1000)
  Date.now = () => clock.currentTimeMillisUnsafe()
  return yield* Effect.ensuring(
    Effect.provideService(work, Clock.Clock, clock),
    Effect.sync(() => {
      Date.now = now
    })
  )
})

const realTime: Options = {
  speed,
  run: (_, report, { clock, within = FaultScenario.defaultDeadlineSeconds }) =>
    withClockSet(
      Effect.flatMap(Effect.timeoutOption(report, ((within + hangAfterSeconds) * 1000) / speed), (found) =>
        Option.isSome(found) ? Effect.succeed(found.value) : Effect.succeed({ end: "hangs" as const, text: "" })
      ),
      clock
    )
}

const runCell = (client: Client, provider: Cell["provider"], scenario: Scenario): Effect.Effect<Cell> =>
  playCell(client, provider, onService(scenario, provider), realTime).pipe(
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
          .map((client) => ({ scenario, run: runCell(client, provider, scenario) }))
      )
    )
  // The clock is shared, so scenarios that set it run after the others, one by one.
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
  console.log(matrixTable(chapters, chosen, results))
  console.log(
    `${results.length} cells in ${Math.round((Date.now() - began) / 1000)} s, ${speed} times faster than real`
  )
  const failed = results.filter(({ client, wrong }) => client === errandClient.name && wrong.length > 0)
  // Clients that hang would keep the process alive.
  process.exit(failed.length === 0 ? 0 : 1)
}
