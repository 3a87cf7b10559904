/**
 * Browser Use Cloud v2 and v4, BrowserAct v2 and v3, and the agent of Firecrawl v2 over real HTTP on
 * 127.0.0.1: their state machines, scripted tasks and faults.
 */
import type { CreateTaskRequest } from "@errand/browser-use-types/v2"
import type { RunCreateRequest } from "@errand/browser-use-types/v4"
import type { RunWorkflowTaskRequest } from "@errand/browseract-types/v2"
import type { BotRunCreateRequest } from "@errand/browseract-types/v3"
import type { StartAgentInput } from "@errand/firecrawl-types/v2"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { Fault } from "./Fault.ts"
import { drive } from "./internal/clock/drive.ts"
import type { DriveOptions } from "./internal/clock/drive.ts"
import * as FaultRules from "./internal/server/faultRules.ts"
import * as Quiet from "./internal/clock/quiet.ts"
import type { Service } from "./internal/service.ts"
import * as Server from "./internal/server/server.ts"
import type { Sockets } from "./internal/server/server.ts"
import * as Traffic from "./internal/server/traffic.ts"
import type { RequestRecord } from "./internal/server/traffic.ts"
import * as Services from "./internal/services.ts"
import * as ServerState from "./internal/serverState.ts"
import type { SimulatedTask, Upload } from "./internal/serverState.ts"
import * as Webhooks from "./internal/webhooks/webhooks.ts"
import type { Delivery } from "./internal/webhooks/webhooks.ts"
import * as World from "./internal/world.ts"
import type { Scenario } from "./Scenario.ts"
import type { Provider, TaskScript } from "./TaskScript.ts"

export type { Delivery, DriveOptions, RequestRecord, SimulatedTask, Sockets, Upload }

/** Which requests to count. All that is named must hold. */
export interface CountFilter {
  readonly provider?: Provider
  readonly operation?: string
  readonly task?: string
  readonly status?: number
}

/** What starts a task of each service. */
export interface StartBody {
  readonly "browser-use": CreateTaskRequest
  readonly "browser-use/v4": Partial<RunCreateRequest> & Pick<RunCreateRequest, "task">
  readonly browseract: RunWorkflowTaskRequest
  readonly "browseract/v3": BotRunCreateRequest & { readonly bot_id: string }
  readonly firecrawl: StartAgentInput["body"]
}

/** The services, with what a test needs to script and to observe them. */
export class Simulator extends Context.Service<
  Simulator,
  {
    readonly browserUse: { readonly baseUrl: string }
    /** Where v3 answers, too. */
    readonly browserAct: { readonly baseUrl: string }
    readonly firecrawl: { readonly baseUrl: string }
    /** The same, by the name that scripts and faults have for each service. */
    readonly services: { readonly [P in Provider]: { readonly baseUrl: string } }
    /** A key that is let in. */
    readonly apiKey: string
    /** Sets how coming tasks behave. */
    readonly script: (script: TaskScript) => Effect.Effect<void>
    /**
     * Starts a task as a request with this body would (`createTask`, `runTask`), but without one,
     * so that a test can begin among thousands; gives its id. What the service would refuse is a
     * defect.
     */
    readonly start: <P extends Provider>(provider: P, body: StartBody[P]) => Effect.Effect<string>
    /** Sets what goes wrong with coming requests. */
    readonly fault: (fault: Fault) => Effect.Effect<void>
    /** All that reached the server, in the order of arrival. */
    readonly requests: Effect.Effect<ReadonlyArray<RequestRecord>>
    readonly count: (filter?: CountFilter) => Effect.Effect<number>
    /** Connections to the server, now and at most. */
    readonly sockets: Effect.Effect<Sockets>
    /**
     * Requests that have not been answered to the last byte, those that hang on purpose included.
     */
    readonly inFlight: Effect.Effect<number>
    /**
     * The tasks as the server knows them, in the order of creation, whatever clients were answered.
     */
    readonly tasks: Effect.Effect<ReadonlyArray<SimulatedTask>>
    /** What was uploaded by presigned URL. */
    readonly uploads: Effect.Effect<ReadonlyArray<Upload>>
    /** Webhooks that were sent, one record an attempt. */
    readonly deliveries: Effect.Effect<ReadonlyArray<Delivery>>
    /**
     * `globalThis.fetch`, counted: `drive` waits for what it has under way. Give it to clients
     * under test.
     */
    readonly fetch: typeof globalThis.fetch
    /** Another fetch, counted the same way. */
    readonly counting: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
    /**
     * Runs an effect in virtual time over real sockets. Under a `TestClock` it turns the clock one
     * step whenever nothing more will happen by itself: no request on its way or being answered, no
     * webhook being delivered. Requests that hang or are slow on purpose do not count, so that
     * deadlines pass. Under any other clock it just runs the effect.
     *
     * Work that takes real time elsewhere (disks, DNS, timers of other libraries) is not seen: the
     * clock may turn meanwhile.
     */
    readonly drive: <A, E, R>(effect: Effect.Effect<A, E, R>, options?: DriveOptions) => Effect.Effect<A, E, R>
  }
>()("@errand/simulator/Simulator") {}

/** A scenario, and where to listen. */
export interface Options extends Scenario {
  /** Any free port when left out. */
  readonly port?: number
}

/**
 * Starts the server. Closing the scope ends it, its connections, and its webhooks. A port in use is
 * a defect.
 */
export const make = (options: Options = {}): Effect.Effect<Simulator["Service"], never, Scope.Scope> =>
  Effect.gen(function* () {
    const world = World.make(options, yield* Clock.Clock)
    const traffic = Traffic.make()
    const sockets = { open: 0, peak: 0 }
    const faults = FaultRules.make(world.random.fork("faults"), world.now)
    for (const fault of options.faults ?? []) faults.add(fault)
    const run = yield* FiberSet.makeRuntimePromise()
    const services = byProvider((provider) => Services.services[provider].make(world))
    const wait = (millis: number, signal: AbortSignal) =>
      run(Effect.sleep(millis), { signal }).then(
        () => !signal.aborted,
        () => false
      )
    yield* Effect.acquireRelease(
      Effect.promise(() => Server.listen({ world, services, faults, traffic, sockets, wait }, options.port ?? 0)),
      (server) => Effect.promise(() => Server.close(server))
    )
    const deliveries = yield* Webhooks.attach(world, traffic)
    const quiet = yield* Effect.acquireRelease(
      Effect.sync(() => Quiet.make(traffic)),
      (one) => Effect.sync(one.close)
    )
    const places = byProvider((provider) => ({ baseUrl: `${world.origin}${Services.services[provider].prefix}` }))
    return Simulator.of({
      browserUse: places["browser-use"],
      browserAct: places.browseract,
      firecrawl: places.firecrawl,
      services: places,
      apiKey: options.apiKey ?? "bu_simulated",
      script: (script) => Effect.sync(() => world.scripts.add(script)),
      start: (provider, body) => Effect.sync(() => startTask(services[provider], provider, body)),
      fault: (fault) => Effect.sync(() => faults.add(fault)),
      requests: Effect.sync(() => traffic.records.map((record) => ({ ...record }))),
      count: (filter = {}) => Effect.sync(() => traffic.records.filter((record) => isCounted(record, filter)).length),
      sockets: Effect.sync(() => ({ ...sockets })),
      inFlight: Effect.sync(() => traffic.flights.size),
      tasks: Effect.sync(() => ServerState.tasks(world)),
      uploads: Effect.sync(() => ServerState.uploads(world)),
      deliveries: Effect.sync(() => [...deliveries]),
      fetch: traffic.counting((input, init) => globalThis.fetch(input, init)),
      counting: traffic.counting,
      drive: (effect, how = {}) => drive(effect, how, quiet)
    })
  })

/** The simulator as a layer. */
export const layer = (options: Options = {}): Layer.Layer<Simulator> => Layer.effect(Simulator, make(options))

const byProvider = <A>(make: (provider: Provider) => A): { readonly [P in Provider]: A } => ({
  "browser-use": make("browser-use"),
  browseract: make("browseract"),
  "browser-use/v4": make("browser-use/v4"),
  "browseract/v3": make("browseract/v3"),
  firecrawl: make("firecrawl")
})

const startTask = (service: Service, provider: Provider, body: unknown): string => {
  const { startInput, startOperation } = Services.services[provider]
  const made = service.handle(startOperation, startInput?.({ ...Object(body) }) ?? { path: {}, query: {}, body })
  if (typeof made === "object" && made !== null) {
    if ("id" in made && typeof made.id === "string") return made.id
    if ("task_id" in made && typeof made.task_id === "string") return made.task_id
  }
  throw new Error(`the service refuses to start: ${JSON.stringify(made)}`)
}

const isCounted = (record: RequestRecord, filter: CountFilter): boolean =>
  (filter.provider === undefined || record.provider === filter.provider) &&
  (filter.operation === undefined || record.operation === filter.operation) &&
  (filter.task === undefined || record.task === filter.task) &&
  (filter.status === undefined || record.status === filter.status)
