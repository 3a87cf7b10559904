/**
 * A worker of Restate that hands its work to the service. Its one argument is JSON: the orders. It
 * ends when it is told to.
 */
import { BrowserUse } from "@errand/browser-use"
import { Cadence, ProviderError, Task, TaskError, TaskRef } from "@errand/core"
import * as OutcomeJson from "@errand/core/OutcomeJson"
import * as restate from "@restatedev/restate-sdk"
import { Duration, Effect, Logger, Redacted, Schema } from "effect"
import { createServer } from "node:http2"
import type { RestateOrders, RestateSaid } from "./restateOrders.ts"

const { apiKey, baseUrl }: RestateOrders = JSON.parse(process.argv[2] ?? "{}")

const say = (said: RestateSaid): void => void process.stdout.write(`${JSON.stringify(said)}\n`)

const browser = BrowserUse.make({ apiKey: Redacted.make(apiKey), baseUrl })
const cadence = Cadence.make({ first: "200 millis", cap: "1 second", outage: "1 second" })
const outcomeJson = OutcomeJson.make()

/** What is thrown makes the engine ask again, unless no other answer can come of it. */
const run = <A>(effect: Effect.Effect<A, unknown>): Promise<A> =>
  Effect.runPromise(
    effect.pipe(
      Effect.provideService(Cadence.Cadence, cadence),
      Effect.provide(Logger.layer([])),
      Effect.mapError((error) => (isHopeless(error) ? new restate.TerminalError(String(error)) : error))
    )
  )

const isHopeless = (error: unknown): boolean =>
  (error instanceof ProviderError.ProviderError && !error.transient) ||
  (error instanceof TaskError.StartUnknown && error.findable === false)

const start = (key: string) =>
  run(Effect.map(Task.start(browser, { task: key }, { key, lag: "2 seconds" }), ({ ref }) => TaskRef.encode(ref)))

const look = (line: string) =>
  run(
    Effect.gen(function* () {
      const seen = yield* Task.look(Task.attach(browser, yield* TaskRef.decode(line)), { for: "1 second" })
      if (seen._tag === "AtWork") return { pauseMillis: Duration.toMillis(seen.pause) }
      return { outcome: yield* Schema.encodeEffect(outcomeJson)(seen) }
    })
  )

const errands = restate.service({
  name: "errands",
  handlers: {
    run: async (ctx: restate.Context, key: string) => {
      const line = await ctx.run("start", () => start(key))
      for (;;) {
        const seen = await ctx.run("look", () => look(line))
        if ("outcome" in seen) {
          await ctx.run("handle", () => say({ what: "handled", key }))
          return seen.outcome
        }
        await ctx.sleep(seen.pauseMillis)
      }
    }
  }
})

const server = createServer(restate.createEndpointHandler({ services: [errands], logger: () => {} }))
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) say({ what: "ready", port: address.port })
})
