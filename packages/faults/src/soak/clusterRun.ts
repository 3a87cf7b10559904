/**
 * Runs many errands on two services by three machines that are killed and frozen at random, while
 * requests go wrong, and compares the services' tasks with what the handlers wrote.
 */
import { startOwnServer } from "@errand/testkit/postgresServer"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Fleet from "../cluster/fleet.ts"
import { actErrandsOf, errandsOf } from "../cluster/orders.ts"
import { randomFaults } from "./randomFaults.ts"

export interface Options {
  readonly tasks: number
  /** How often a machine is killed, and as often one is frozen. */
  readonly harms: number
  readonly seed: number
  /** The share of all requests that go wrong, from 0 to 1. */
  readonly share: number
  /** An empty database. Default: that of a server of its own. */
  readonly databaseUrl?: string
}

/** What came of it. Nothing was lost or done twice when the first four are empty. */
export interface Report {
  /** Keys whose outcome no handler was given. */
  readonly lost: ReadonlyArray<string>
  /** Keys with two tasks at a service. */
  readonly doubled: ReadonlyArray<string>
  /** Keys with two effects in the database. */
  readonly twice: ReadonlyArray<string>
  /** Tasks that still run when every outcome was handled. */
  readonly running: ReadonlyArray<string>
  readonly tasks: number
  readonly requests: number
  readonly faults: number
  readonly killed: number
  readonly frozen: number
  /** How many machines were started: three, and one for each that ended. */
  readonly machines: number
  readonly takeovers: number
  /** How many outcomes each machine handled. */
  readonly handledBy: Readonly<Record<string, number>>
}

/** Longer than the locks of the cluster last. */
const frozenFor = "12 seconds"

/** What was not handled when so long nothing was is lost; far longer than any takeover. */
const stalledAfter = "3 minutes"

const machineCount = 3

/** A database of a server that ends with the scope. */
const ownDatabase = Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => startOwnServer()),
    ({ stop }) => Effect.promise(() => stop())
  ),
  ({ url }) => url
)

export const soakCluster = ({ databaseUrl: given, harms, seed, share, tasks }: Options): Effect.Effect<Report> =>
  Effect.gen(function* () {
    const databaseUrl = given ?? (yield* ownDatabase)
    const fleet = yield* Fleet.make({
      databaseUrl,
      accounts: ["use"],
      actAccounts: ["act"],
      requestTimeoutMillis: 2000,
      simulator: {
        seed,
        speed: 40,
        faults: randomFaults(share),
        tasks: [{ times: "always", queued: "2 seconds", running: "20 seconds", output: "done" }]
      }
    })
    const machines = new Map<number, Fleet.Machine>()
    let started = 0
    /** Keeps a machine at this place: where one ends, for whichever reason, another begins. */
    const supervise = (place: number) =>
      Effect.forever(
        Effect.gen(function* () {
          const machine = yield* fleet.machine(`machine ${(started += 1)}`)
          // One that ends before it is ready must not keep its place.
          yield* Effect.raceFirst(machine.ready, machine.ended)
          machines.set(place, machine)
          yield* machine.ended
          machines.delete(place)
        })
      )
    for (let place = 0; place < machineCount; place++) yield* Effect.forkScoped(supervise(place))

    const keys = Array.from({ length: tasks }, (_, n) => `order-${n}`)
    yield* Effect.forEach(
      keys,
      (key, n) =>
        n % 2 === 0
          ? errandsOf("use").send(key, { task: key })
          : actErrandsOf("act").send(key, { workflow_id: "17", input_parameters: [{ name: "order", value: key }] }),
      { concurrency: 16, discard: true }
    ).pipe(Effect.provide(Fleet.clientLayer(databaseUrl)), Effect.orDie)

    // A kill and a freeze in turn, spread over the whole run, of whichever machine chance names.
    const total = harms * 2
    let killed = 0
    let frozen = 0
    for (let harm = 1; harm <= total; harm++) {
      if (!(yield* untilHandled(fleet, (tasks * harm) / (total + 1)))) break
      const all = [...machines.values()]
      const victim = all[yield* Random.nextIntBetween(0, all.length, { halfOpen: true })]
      if (victim === undefined) continue
      if (harm % 2 === 1) {
        killed++
        yield* victim.signal("SIGKILL")
        yield* victim.ended
      } else {
        frozen++
        yield* victim.signal("SIGSTOP")
        yield* Effect.sleep(frozenFor)
        yield* victim.signal("SIGCONT")
      }
    }
    yield* untilHandled(fleet, tasks)
    return { ...(yield* report(fleet, keys)), killed, frozen, machines: started }
  }).pipe(Effect.scoped, Random.withSeed(seed), Effect.orDie)

/** Tells whether so many outcomes were handled; they were not when no new one comes any more. */
const untilHandled = Effect.fnUntraced(function* (fleet: Fleet.Fleet, count: number) {
  let before = -1
  while (true) {
    const handled = yield* fleet.handled
    if (handled >= count) return true
    if (handled === before) return false
    before = handled
    yield* Effect.timeoutOption(fleet.untilHandled(Math.min(count, handled + 1)), stalledAfter)
  }
})

const report = Effect.fnUntraced(function* (fleet: Fleet.Fleet, keys: ReadonlyArray<string>) {
  const tasks = yield* fleet.simulator.tasks
  const requests = yield* fleet.simulator.requests
  const effects = yield* fleet.effects
  const started = tally(tasks.map(({ start }) => /order-\d+/.exec(start.prompt)?.[0] ?? ""))
  const handled = tally(effects.map(({ key }) => key))
  const found: Omit<Report, "killed" | "frozen" | "machines"> = {
    lost: keys.filter((key) => handled[key] === undefined),
    doubled: keys.filter((key) => (started[key] ?? 0) > 1),
    twice: keys.filter((key) => (handled[key] ?? 0) > 1),
    running: tasks.filter(({ isOver }) => !isOver).map(({ id }) => id),
    tasks: tasks.length,
    requests: requests.length,
    faults: requests.filter(({ fault }) => fault !== undefined).length,
    takeovers: (yield* fleet.takeovers).length,
    handledBy: tally(effects.map(({ machine }) => machine))
  }
  return found
})

const tally = (texts: ReadonlyArray<string>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}
