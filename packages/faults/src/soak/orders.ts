/**
 * Many pieces of work with a key each, over services on which a lost start can be found, done by a
 * process that may die at any moment.
 */
import { BrowserUse } from "@errand/browser-use"
import { BrowserUse as BrowserUseV4 } from "@errand/browser-use/v4"
import { BrowserAct } from "@errand/browseract"
import { BrowserAct as BrowserActV3 } from "@errand/browseract/v3"
import * as Cadence from "@errand/core/Cadence"
import type { Handler, Recovered } from "@errand/core/OutcomeDelivery"
import type { StoreError } from "@errand/core/StoreError"
import * as Task from "@errand/core/Task"
import { TaskStore } from "@errand/core/TaskStore"
import { Skyvern } from "@errand/skyvern"
import * as Effect from "effect/Effect"

/** The input of the process. */
export interface Orders {
  readonly total: number
  readonly apiKey: string
  readonly browserUse: string
  readonly browserUseV4: string
  readonly browserAct: string
  readonly skyvern: string
}

/**
 * The services that do the work, in turn. They are not five, for of each five tasks one fails and
 * one is stopped: so each service has tasks of every end.
 */
export const services = ["browser-use", "browseract", "skyvern", "browser-use/v4", "browseract/v3", "skyvern"] as const

/** The key of a piece of work, and the service that does it. */
export const order = (n: number) => ({
  key: `order-${n}`,
  provider: services[n % services.length] ?? "browser-use"
})

/** Rounds of recovery and starts. What is undelivered after them counts as lost. */
const maxRounds = 20

const waitOptions = { within: "5 minutes", unrecognisedFor: "1 minute" } as const

/**
 * Takes up what an earlier process left, starts what is missing, and comes back when every outcome
 * was handled. Work that fails is started again in the next round, which its key makes safe.
 */
export const fulfil = <R>(
  { apiKey, browserAct, browserUse, browserUseV4, skyvern, total }: Orders,
  handler: Handler<unknown, unknown, never, R>
): Effect.Effect<void, StoreError, TaskStore | R> =>
  Effect.gen(function* () {
    const store = yield* TaskStore
    const options = { apiKey, timeout: "2 seconds" } as const
    const use = BrowserUse.make({ ...options, baseUrl: browserUse })
    // The limits are the account's, whichever version is asked.
    const useV4 = BrowserUseV4.make({ ...options, baseUrl: browserUseV4, shareWith: use })
    const act = BrowserAct.make({ ...options, baseUrl: browserAct })
    const actV3 = BrowserActV3.make({ ...options, baseUrl: browserAct, shareWith: act })
    const sky = Skyvern.make({ ...options, baseUrl: skyvern })
    // Every key is in this store, so the provider's list need not be searched.
    const starting = { lag: "3 seconds", lookBack: 0 } as const
    const recovery = { ...waitOptions, lag: "3 seconds", concurrency: 200 } as const

    const fulfilOne = Effect.fnUntraced(function* (n: number) {
      const { key, provider } = order(n)
      if (provider === "browser-use") {
        const task = yield* Task.start(use, { task: `Fulfil ${key}` }, { ...waitOptions, ...starting, key })
        return yield* Task.deliver(task, handler, waitOptions)
      }
      if (provider === "browser-use/v4") {
        const task = yield* Task.start(useV4, { task: `Fulfil ${key}` }, { ...waitOptions, ...starting, key })
        return yield* Task.deliver(task, handler, waitOptions)
      }
      if (provider === "browseract/v3") {
        const input = { bot_id: "17", input: { order: key } }
        const task = yield* Task.start(actV3, input, { ...waitOptions, ...starting, key })
        return yield* Task.deliver(task, handler, waitOptions)
      }
      if (provider === "skyvern") {
        const input = { prompt: `Fulfil ${key}`, url: "https://shop.example" }
        const task = yield* Task.start(sky, input, { ...waitOptions, ...starting, key })
        return yield* Task.deliver(task, handler, waitOptions)
      }
      const input_parameters = [{ name: "order", value: key }]
      const task = yield* Task.start(act, { workflow_id: "17", input_parameters }, { ...waitOptions, ...starting, key })
      return yield* Task.deliver(task, handler, waitOptions)
    })

    for (let round = 0; round < maxRounds; round++) {
      const recoveries = [
        Task.recover(use, handler, recovery),
        Task.recover(useV4, handler, recovery),
        Task.recover(act, handler, recovery),
        Task.recover(actV3, handler, recovery),
        Task.recover(sky, handler, recovery)
      ] as const
      yield* Effect.all(recoveries, { concurrency: 5 }) satisfies Effect.Effect<
        readonly [Recovered, Recovered, Recovered, Recovered, Recovered],
        StoreError,
        TaskStore | R
      >
      const known = new Map((yield* store.works).map((work) => [work.key, work.state]))
      const missing = Array.from({ length: total }, (_, n) => n).filter((n) => {
        const state = known.get(order(n).key)
        return state === undefined || state === "refused"
      })
      if (missing.length === 0 && [...known.values()].every((state) => state === "delivered")) return
      // What could not be started or delivered is left to the next round.
      yield* Effect.forEach(missing, (n) => Effect.exit(fulfilOne(n)), { concurrency: 160, discard: true })
    }
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.make({ first: "300 millis", cap: "1 second", outage: "2 seconds" }))
  )
