/** One cell of the matrix: a client plays a scenario on a service of its own. */
import { Simulator } from "@errand/simulator"
import type { Fault, Provider } from "@errand/simulator"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Client, Told } from "./Client.ts"
import { judge } from "./judge.ts"
import type { Verdict } from "./judge.ts"
import * as Scenarios from "./Scenario.ts"
import type { Scenario, Strike, Where } from "./Scenario.ts"

export interface Options {
  /** How much faster than real everything goes. 1 under a test clock. */
  readonly speed: number
  /** Runs the client; a test turns the clock here, and a real run sets the client's. */
  readonly run: (
    simulator: Simulator.Simulator["Service"],
    told: Effect.Effect<Told>,
    scenario: Scenario
  ) => Effect.Effect<Told>
}

/** What came of it. A client that does not come back is interrupted by `run`, and so never gets here. */
export const play = (
  client: Client,
  provider: Provider,
  scenario: Scenario,
  { run, speed }: Options
): Effect.Effect<Verdict> =>
  Effect.gen(function* () {
    const millis = (seconds: number) => Math.ceil((seconds * 1000) / speed)
    const simulator = yield* Simulator.make({
      speed,
      ...scenario.settings,
      ...(scenario.stranger === true && { apiKey: "bu_the_account" })
    })
    const baseUrl = simulator[provider === "browser-use" ? "browserUse" : "browserAct"].baseUrl
    if (scenario.crowd !== undefined) yield* occupy(simulator, provider, scenario.crowd)
    yield* simulator.script({
      times: "always",
      queued: "1 second",
      running: `${Scenarios.running} seconds`,
      output: Scenarios.output,
      ...scenario.task
    })
    for (const strike of scenario.faults ?? []) yield* simulator.fault(fault(strike, provider, speed))
    const before = (yield* simulator.requests).length
    const apiKey = scenario.stranger === true ? "bu_a_stranger" : simulator.apiKey
    const told = yield* run(
      simulator,
      client.play({ provider, baseUrl, apiKey, fetch: simulator.fetch, scenario, millis }),
      scenario
    )
    const [tasks, requests] = [yield* simulator.tasks, yield* simulator.requests]
    const truth = {
      tasks: tasks.filter(({ start }) => !start.prompt.includes(crowd)),
      requests: requests.slice(before).filter(({ operation }) => operation !== undefined)
    }
    return judge(scenario, told, truth, silence(scenario, speed))
  }).pipe(Effect.scoped)

const crowd = "somebody else's errand"

/** Somebody else takes the account's only slot. */
const occupy = (simulator: Simulator.Simulator["Service"], provider: Provider, seconds: number) =>
  Effect.gen(function* () {
    yield* simulator.script({ match: { prompt: crowd }, queued: 0, running: `${seconds} seconds` })
    const headers = {
      "content-type": "application/json",
      "x-browser-use-api-key": simulator.apiKey,
      authorization: `Bearer ${simulator.apiKey}`
    }
    const [url, body] =
      provider === "browser-use"
        ? [`${simulator.browserUse.baseUrl}/tasks`, { task: crowd }]
        : [
            `${simulator.browserAct.baseUrl}/v2/workflow/run-task`,
            { workflow_id: "9", input_parameters: [{ name: "what", value: crowd }] }
          ]
    yield* Effect.promise(() =>
      simulator
        .fetch(url, { method: "POST", headers, body: JSON.stringify(body) })
        .then((answer) => answer.arrayBuffer())
    )
  })

const operations: { readonly [W in Exclude<Where, "look">]: { readonly [P in Provider]: string } } = {
  start: { "browser-use": "createTask", browseract: "runTask" },
  result: { "browser-use": "getTask", browseract: "getTask" },
  stop: { "browser-use": "updateTask", browseract: "stopTask" },
  download: { "browser-use": "download", browseract: "download" }
}

/** A Retry-After has whole seconds. */
const whole = (seconds: number, speed: number) => Math.max(1, Math.round(seconds / speed))

const silence = ({ faults = [] }: Scenario, speed: number): number =>
  Math.max(0, ...faults.map((one) => ("retryAfter" in one ? whole(Number(one.retryAfter), speed) * 1000 : 0)))

/** The simulator's fault. The first request is the start; all that follow are looks, whatever they look at. */
const fault = (strike: Strike, provider: Provider, speed: number): Fault => {
  const { at, for: lasts, nth = 1, ...rest } = strike
  const where =
    at === "look"
      ? { match: { provider }, nth: nth + 1 }
      : { match: { provider, operation: operations[at][provider] }, nth }
  const timed: Strike = { ...rest, at }
  const scaled =
    timed.kind === "slow" || timed.kind === "late"
      ? { ...timed, delay: Duration.toMillis(Duration.fromInputUnsafe(timed.delay)) / speed }
      : timed.kind === "status" && timed.retryAfter !== undefined
        ? { ...timed, retryAfter: whole(Number(timed.retryAfter), speed) }
        : timed
  const { at: _, for: __, ...kind } = scaled
  return { ...kind, ...where, ...(lasts !== undefined && { for: (lasts * 1000) / speed }) }
}
