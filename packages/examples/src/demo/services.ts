/**
 * The services of the demo: simulated on this machine, or the real ones with keys from the
 * environment.
 */
import { BrowserUse } from "@errand/browser-use"
import { BrowserUse as BrowserUseV4 } from "@errand/browser-use/v4"
import { BrowserAct } from "@errand/browseract"
import { BrowserAct as BrowserActV3 } from "@errand/browseract/v3"
import { Firecrawl } from "@errand/firecrawl"
import { Simulator } from "@errand/simulator"
import { Skyvern } from "@errand/skyvern"
import * as Effect from "effect/Effect"
import { Price } from "../priceSchema.ts"
import type { Setup } from "./scenes.ts"
import type { Screen } from "./screen.ts"
import * as Worker from "./worker.ts"

export type ProviderName = "browser-use" | "browseract" | "browser-use/v4" | "browseract/v3" | "firecrawl" | "skyvern"

/** What the command line decides. */
export interface Options {
  readonly providers: ReadonlyArray<ProviderName>
  readonly task: string
  /** The workflow to run on BrowserAct. */
  readonly workflow: string
}

/** Counts the requests to each provider. */
const counters = () => {
  const counts = new Map<string, number>()
  return {
    requests: (name: string) => counts.get(name) ?? 0,
    fetch:
      (name: ProviderName): typeof globalThis.fetch =>
      (input, init) => {
        counts.set(name, (counts.get(name) ?? 0) + 1)
        return globalThis.fetch(input, init)
      }
  }
}

const browserUseWorker = (provider: BrowserUse.BrowserUseProvider, { task }: Options) =>
  Worker.make("browser-use", provider, {
    usual: { task },
    slow: { task: `${task}, and double-check it on three other sites` },
    output: Price
  })

const browserUseV4Worker = (provider: BrowserUseV4.BrowserUseProvider, { task }: Options) =>
  Worker.make("browser-use/v4", provider, {
    usual: { task },
    slow: { task: `${task}, and double-check it on three other sites` },
    output: Price
  })

/** Where to begin is named on this machine; of the real service a model is asked. */
const skyvernWorker = (provider: Skyvern.SkyvernProvider, { task }: Options, url: string | null) =>
  Worker.make("skyvern", provider, {
    usual: { prompt: task, url },
    slow: { prompt: `${task}, and double-check it on three other sites`, url },
    output: Price
  })

const browserActInput = (workflow_id: string, work: string) => ({
  workflow_id,
  input_parameters: [{ name: "product", value: work }]
})

/** Without a cap a job may use 2,500 credits. */
const firecrawlWorker = (provider: Firecrawl.FirecrawlProvider, { task }: Options) =>
  Worker.make("firecrawl", provider, {
    usual: { prompt: task, maxCredits: 200 },
    slow: { prompt: `${task}, and double-check it on three other sites`, maxCredits: 200 },
    output: Price
  })

/** How many tasks each simulated account of two versions has room for. */
export const room = 2

/** All services on this machine. Their tasks run five times as fast as scripted. */
export const makeSimulated = Effect.fnUntraced(function* (screen: Screen, options: Options) {
  const simulator = yield* Simulator.Simulator
  const { fetch, requests } = counters()
  const apiKey = simulator.apiKey
  const steps = (site: string) => [
    { goal: `Open ${site}` },
    { goal: "Search for Pixel 9" },
    { goal: "Close the cookie banner" },
    { goal: "Read the price" }
  ]
  const price = { product: "Pixel 9", usd: 799 }
  yield* simulator.script({ times: "always", match: { prompt: "double-check" }, running: "2 minutes", output: price })
  yield* simulator.script({
    times: "always",
    match: { when: ({ provider }) => !provider.startsWith("browseract") },
    steps: steps("a price search"),
    output: price
  })
  yield* simulator.script({
    times: "always",
    match: { when: ({ provider }) => provider.startsWith("browseract") },
    steps: steps("a shop"),
    output: price
  })
  const at = (name: ProviderName) => ({ apiKey, baseUrl: simulator.services[name].baseUrl, fetch: fetch(name) })
  // Both versions of a service are of one account: they wait in one queue, and spend one budget.
  const browserUse = BrowserUse.make(at("browser-use"))
  const browserAct = BrowserAct.make(at("browseract"))
  const make = {
    "browser-use": () => browserUseWorker(browserUse, options),
    "browser-use/v4": () =>
      browserUseV4Worker(BrowserUseV4.make({ ...at("browser-use/v4"), shareWith: browserUse }), options),
    browseract: () =>
      Worker.make("browseract", browserAct, {
        usual: browserActInput(options.workflow, "Pixel 9"),
        slow: browserActInput(options.workflow, "Pixel 9, and double-check it on three other sites"),
        output: Price
      }),
    "browseract/v3": () =>
      Worker.make("browseract/v3", BrowserActV3.make({ ...at("browseract/v3"), shareWith: browserAct }), {
        usual: { bot_id: options.workflow, input: { product: "Pixel 9" } },
        slow: { bot_id: options.workflow, input: { product: "Pixel 9, and double-check it on three other sites" } },
        output: Price
      }),
    firecrawl: () => firecrawlWorker(Firecrawl.make(at("firecrawl")), options),
    skyvern: () => skyvernWorker(Skyvern.make(at("skyvern")), options, "https://shop.example")
  }
  const setup: Setup = {
    screen,
    requests,
    workers: options.providers.map((name) => make[name]()),
    accounts: [
      ["browser-use", "browser-use/v4"],
      ["browseract", "browseract/v3"]
    ],
    faults: {
      room,
      tasks: (worker) =>
        Effect.map(simulator.tasks, (tasks) => tasks.filter(({ provider }) => provider === worker).length),
      injectFaults: Effect.fnUntraced(function* (worker) {
        const provider = options.providers.find((name) => name === worker) ?? "browser-use"
        const { isFound, look, start } = operations[provider]
        const match = { provider, operation: look }
        if (isFound) {
          yield* simulator.fault({ match: { provider, operation: start }, kind: "reset", executed: true })
        }
        yield* simulator.fault({ match, kind: "status", status: 503, nth: 1, times: 2 })
        yield* simulator.fault({ match, kind: "reset", nth: 3 })
        yield* simulator.fault({ match, kind: "status", status: 429, retryAfter: 1, nth: 4 })
        yield* simulator.fault({ match, kind: "html", nth: 5 })
        yield* simulator.fault({ match, kind: "truncated", nth: 6 })
        const lost = isFound ? "the start is carried out but its answer is lost; then " : ""
        return `now: ${lost}503, 503, a reset, 429, HTML, half an answer`
      })
    }
  }
  return setup
})

interface Operations {
  readonly start: string
  readonly look: string
  /** Whether a start can be found again whose answer is lost. */
  readonly isFound: boolean
}

const operations: { readonly [P in ProviderName]: Operations } = {
  "browser-use": { start: "createTask", look: "getTaskStatus", isFound: true },
  "browser-use/v4": { start: "createRun", look: "getRunStatus", isFound: true },
  browseract: { start: "runTask", look: "getTaskStatus", isFound: true },
  "browseract/v3": { start: "createRun", look: "getRunStatus", isFound: true },
  firecrawl: { start: "startAgent", look: "getAgent", isFound: false },
  skyvern: { start: "runTask", look: "getRun", isFound: true }
}

/** The real services. A key that is missing fails with a `ConfigError` that names the variable. */
export const makeLive = Effect.fnUntraced(function* (screen: Screen, options: Options) {
  const { fetch, requests } = counters()
  // Both versions of a service are of one account, also where only the newer one is played.
  const browserUse = yield* Effect.cached(
    Effect.provide(BrowserUse.BrowserUse, BrowserUse.layerConfig({ fetch: fetch("browser-use") }))
  )
  const browserAct = yield* Effect.cached(
    Effect.provide(BrowserAct.BrowserAct, BrowserAct.layerConfig({ fetch: fetch("browseract") }))
  )
  const make = {
    "browser-use": Effect.map(browserUse, (provider) => browserUseWorker(provider, options)),
    "browser-use/v4": Effect.flatMap(browserUse, (shareWith) =>
      Effect.map(
        Effect.provide(
          BrowserUseV4.BrowserUse,
          BrowserUseV4.layerConfig({ fetch: fetch("browser-use/v4"), shareWith })
        ),
        (provider) => browserUseV4Worker(provider, options)
      )
    ),
    // The output of an unknown workflow has an unknown shape, so it stays text.
    browseract: Effect.map(browserAct, (provider) =>
      Worker.make("browseract", provider, {
        usual: { workflow_id: options.workflow },
        slow: { workflow_id: options.workflow }
      })
    ),
    "browseract/v3": Effect.flatMap(browserAct, (shareWith) =>
      Effect.map(
        Effect.provide(BrowserActV3.BrowserAct, BrowserActV3.layerConfig({ fetch: fetch("browseract/v3"), shareWith })),
        (provider) =>
          Worker.make("browseract/v3", provider, {
            usual: { bot_id: options.workflow, input: {} },
            slow: { bot_id: options.workflow, input: {} }
          })
      )
    ),
    firecrawl: Effect.map(
      Effect.provide(Firecrawl.Firecrawl, Firecrawl.layerConfig({ fetch: fetch("firecrawl") })),
      (provider) => firecrawlWorker(provider, options)
    ),
    skyvern: Effect.map(Effect.provide(Skyvern.Skyvern, Skyvern.layerConfig({ fetch: fetch("skyvern") })), (provider) =>
      skyvernWorker(provider, options, null)
    )
  }
  const workers = yield* Effect.forEach(options.providers, (name) => make[name])
  const setup: Setup = { screen, requests, workers, accounts: [] }
  return setup
})
