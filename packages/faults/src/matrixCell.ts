/** One cell of the matrix: a client plays a scenario on a service of its own. */
import { Simulator } from "@errand/simulator"
import type { Fault, Provider } from "@errand/simulator"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Client, ClientReport } from "./client/client.ts"
import * as Hook from "./client/hook.ts"
import { judge } from "./verdict.ts"
import type { Verdict } from "./verdict.ts"
import * as FaultScenario from "./faultScenario.ts"
import type { Scenario, ScenarioFault, FaultTarget } from "./faultScenario.ts"

export interface Options {
  /** How much faster than real everything goes. 1 under a test clock. */
  readonly speed: number
  /**
   * Runs the client. A test turns the virtual clock here; a run in real time sets the client's
   * clock.
   */
  readonly run: (
    simulator: Simulator.Simulator["Service"],
    report: Effect.Effect<ClientReport>,
    scenario: Scenario
  ) => Effect.Effect<ClientReport>
}

/** Plays the scenario, and judges the result. `run` must end a client that hangs. */
export const playCell = (
  client: Client,
  provider: Provider,
  scenario: Scenario,
  { run, speed }: Options
): Effect.Effect<Verdict> =>
  Effect.gen(function* () {
    const millis = (seconds: number) => Math.ceil((seconds * 1000) / speed)
    const hook = scenario.does?.do === "listen" ? yield* Hook.open : undefined
    const simulator = yield* Simulator.make({
      speed,
      ...scenario.settings,
      // They tell of a session, as all of the vendor's own examples do.
      ...(hook !== undefined && { browserUse: { webhook: { url: hook.url, secret: hook.secret, about: "session" } } }),
      ...(scenario.stranger === true && { apiKey: "bu_the_account" })
    })
    const { baseUrl } = simulator.services[provider]
    if (scenario.slotTakenFor !== undefined) yield* occupySlot(simulator, provider, scenario.slotTakenFor)
    yield* simulator.script({
      times: "always",
      queued: "1 second",
      running: `${FaultScenario.taskSeconds} seconds`,
      output: FaultScenario.defaultOutput,
      ...scenario.task
    })
    const extra = extraStartRequests(provider, scenario)
    for (const scenarioFault of scenario.faults ?? [])
      yield* simulator.fault(simulatorFault(scenarioFault, provider, extra, speed))
    const before = (yield* simulator.requests).length
    const apiKey = scenario.stranger === true ? "bu_a_stranger" : simulator.apiKey
    const began = yield* Clock.currentTimeMillis
    const report = yield* run(
      simulator,
      client.play({ provider, baseUrl, apiKey, fetch: simulator.fetch, scenario, millis, hook }),
      scenario
    )
    const took = (((yield* Clock.currentTimeMillis) - began) * speed) / 1000
    const [tasks, requests] = [yield* simulator.tasks, yield* simulator.requests]
    const server = {
      took,
      tasks: tasks.filter(({ start }) => !start.prompt.includes(otherPrompt)),
      requests: requests.slice(before).filter(({ operation }) => operation !== undefined && !besides.has(operation))
    }
    return judge(scenario, report, server, retryAfterMillis(scenario, speed))
  }).pipe(Effect.scoped)

/**
 * Requests of Browser Use v4 that the bounds of the scenarios do not count: other services need
 * none before a start, and tell the files of a task with it.
 */
const besides: ReadonlySet<string> = new Set(["createWorkspace", "deleteWorkspace", "listWorkspaceFiles"])

const otherPrompt = "a task of another program"

/** How another program starts its task: the path and the body. */
const otherTask: { readonly [P in Provider]: readonly [path: string, body: object] } = {
  "browser-use": ["/tasks", { task: otherPrompt }],
  browseract: ["/v2/workflow/run-task", { workflow_id: "9", input_parameters: [{ name: "what", value: otherPrompt }] }],
  "browser-use/v4": ["/runs", { task: otherPrompt }],
  "browseract/v3": ["/v3/bots/9/runs", { input: { what: otherPrompt } }],
  firecrawl: ["/agent", { prompt: otherPrompt }],
  skyvern: ["/v1/run/tasks", { prompt: otherPrompt, url: "https://example.com" }]
}

/** Lets a task of another program take the account's only slot. */
const occupySlot = (simulator: Simulator.Simulator["Service"], provider: Provider, seconds: number) =>
  Effect.gen(function* () {
    yield* simulator.script({ match: { prompt: otherPrompt }, queued: 0, running: `${seconds} seconds` })
    const headers = {
      "content-type": "application/json",
      "x-browser-use-api-key": simulator.apiKey,
      "x-api-key": simulator.apiKey,
      authorization: `Bearer ${simulator.apiKey}`
    }
    const [path, body] = otherTask[provider]
    yield* Effect.promise(() =>
      simulator
        .fetch(`${simulator.services[provider].baseUrl}${path}`, {
          method: "POST",
          headers,
          body: JSON.stringify(body)
        })
        .then((answer) => answer.arrayBuffer())
    )
  })

const operations: { readonly [W in Exclude<FaultTarget, "look">]: { readonly [P in Provider]: string } } = {
  // Only runs of Browser Use v4 need something that is made for them.
  prepare: {
    "browser-use": "createWorkspace",
    "browser-use/v4": "createWorkspace",
    browseract: "createWorkspace",
    "browseract/v3": "createWorkspace",
    firecrawl: "createWorkspace",
    skyvern: "createWorkspace"
  },
  start: {
    "browser-use": "createTask",
    "browser-use/v4": "createRun",
    browseract: "runTask",
    "browseract/v3": "createRun",
    firecrawl: "startAgent",
    skyvern: "runTask"
  },
  result: {
    "browser-use": "getTask",
    "browser-use/v4": "getRun",
    browseract: "getTask",
    "browseract/v3": "getRun",
    firecrawl: "getAgent",
    skyvern: "getRun"
  },
  // Firecrawl has no list of its jobs.
  list: {
    "browser-use": "listTasks",
    "browser-use/v4": "listRuns",
    browseract: "listTasks",
    "browseract/v3": "listRuns",
    firecrawl: "listAgents",
    skyvern: "listRuns"
  },
  stop: {
    "browser-use": "updateTask",
    "browser-use/v4": "cancelRun",
    browseract: "stopTask",
    "browseract/v3": "cancelRun",
    firecrawl: "cancelAgent",
    skyvern: "cancelRun"
  },
  // Only these services have tasks that wait for a person and go on when they are told.
  tell: {
    "browser-use": "resume",
    "browser-use/v4": "resume",
    browseract: "resumeTask",
    "browseract/v3": "resumeRun",
    firecrawl: "resume",
    skyvern: "sendCode"
  },
  download: {
    "browser-use": "download",
    "browser-use/v4": "download",
    browseract: "download",
    "browseract/v3": "download",
    firecrawl: "download",
    skyvern: "download"
  }
}

/**
 * What the starts of a scenario send beside themselves: Browser Use v4 makes a workspace before
 * each.
 */
const extraStartRequests = (provider: Provider, { does }: Scenario): number =>
  provider === "browser-use/v4" ? (does !== undefined && "count" in does ? does.count : 1) : 0

/** A time in seconds for Retry-After, which has whole seconds. */
const wholeSeconds = (seconds: number, speed: number) => Math.max(1, Math.round(seconds / speed))

const retryAfterMillis = ({ faults = [] }: Scenario, speed: number): number =>
  Math.max(0, ...faults.map((one) => ("retryAfter" in one ? wholeSeconds(Number(one.retryAfter), speed) * 1000 : 0)))

/**
 * The scenario's fault as the simulator takes it. The first requests are the start; all that follow
 * count as looks.
 */
const simulatorFault = (scenarioFault: ScenarioFault, provider: Provider, extra: number, speed: number): Fault => {
  const { at, for: lasts, nth = 1, ...rest } = scenarioFault
  const where =
    at === "look"
      ? { match: { provider }, nth: nth + 1 + extra }
      : { match: { provider, operation: operations[at][provider] }, nth }
  const timed: ScenarioFault = { ...rest, at }
  const scaled =
    timed.kind === "slow" || timed.kind === "late"
      ? { ...timed, delay: Duration.toMillis(Duration.fromInputUnsafe(timed.delay)) / speed }
      : timed.kind === "status" && timed.retryAfter !== undefined
        ? { ...timed, retryAfter: wholeSeconds(Number(timed.retryAfter), speed) }
        : timed
  const { at: _, for: __, ...kind } = scaled
  return { ...kind, ...where, ...(lasts !== undefined && { for: (lasts * 1000) / speed }) }
}
