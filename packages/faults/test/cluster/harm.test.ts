import { assert, describe, it } from "@effect/vitest"
import { useDatabase } from "@errand/testkit/database"
import { makeProxy, type Proxy } from "@errand/testkit/postgresProxy"
import { startOwnServer } from "@errand/testkit/postgresServer"
import { isMany } from "@errand/testkit/rounds"
import { Effect, Fiber, Schedule, Semaphore, Stream } from "effect"
import type { Scope } from "effect"
import * as Fleet from "../../src/cluster/fleet.ts"
import { errandsOf } from "../../src/cluster/orders.ts"

const total = 20
const keys = Array.from({ length: total }, (_, n) => `order ${n}`)
const errands = errandsOf("shop")

/** Fights at a time: each has two processes of its own, which wait most of the time. */
const ring = Semaphore.makeUnsafe(2)

const nothingWrong: Fleet.Counts = { lost: [], doubled: [], twice: [], stopped: [] }

/** Two machines, and errands that are sent and awaited by this process, which has no runner. */
const fight = (options: {
  readonly databaseUrl: string
  readonly handlerMillis?: number
  /** Whether each machine reaches the database by a proxy of its own. */
  readonly proxied?: boolean
  /** What is done to the owner of the account, in the middle of its work. */
  readonly harm: (
    fleet: Fleet.Fleet,
    owner: Fleet.Machine,
    proxy: Proxy | undefined
  ) => Effect.Effect<void, unknown, Scope.Scope>
}) =>
  Effect.gen(function* () {
    const { databaseUrl, handlerMillis = 20, harm, proxied = false } = options
    const fleet = yield* Fleet.make({
      databaseUrl,
      accounts: ["shop"],
      handlerMillis,
      simulator: {
        speed: 10,
        browserUse: { concurrency: 5 },
        tasks: [{ times: "always", running: "5 seconds", output: "done" }]
      }
    })
    const machines = yield* Effect.forEach(
      ["a", "b"],
      Effect.fnUntraced(function* (name) {
        const proxy = proxied ? yield* makeProxy(databaseUrl) : undefined
        const machine = yield* fleet.machine(name, proxy === undefined ? {} : { databaseUrl: proxy.url })
        yield* machine.ready
        return { machine, proxy }
      }),
      { concurrency: "unbounded" }
    )
    const outcomes = yield* Effect.forkChild(
      Effect.forEach(keys, (key) => errands.run(key, { task: key }), { concurrency: "unbounded" }).pipe(
        Effect.provide(Fleet.clientLayer(databaseUrl))
      )
    )
    yield* fleet.untilHandled(total * 0.3)
    const [last] = (yield* fleet.effects).slice(-1)
    const owner = machines.find(({ machine }) => machine.name === last?.machine)
    if (owner === undefined) return yield* Effect.die("no machine has the account")
    const before = (yield* fleet.takeovers).length
    const harmedAt = yield* fleet.now
    yield* harm(fleet, owner.machine, owner.proxy)
    // Every caller has an outcome, whatever became of the machine that it was sent to.
    assert.lengthOf(
      (yield* Fiber.join(outcomes)).filter(({ _tag }) => _tag === "Succeeded"),
      total
    )
    assert.deepStrictEqual(yield* Fleet.count(fleet, keys), nothingWrong)
    const [next] = (yield* fleet.takeovers).slice(before)
    const takenAfter = next === undefined ? undefined : next.at - harmedAt
    if (isMany) yield* Effect.logInfo(`the next owner had the account after ${Math.round(takenAfter ?? NaN)} ms`)
    return { fleet, owner: owner.machine, takenAfter }
  }).pipe(Semaphore.withPermit(ring))

/** Times are asserted only where many rounds are asked for: this machine may be busy. */
const assertTakenWithin = (millis: number, takenAfter: number | undefined) => {
  assert.isDefined(takenAfter)
  if (isMany) assert.isBelow(takenAfter ?? Infinity, millis)
}

const untilTakenOver = (fleet: Fleet.Fleet) =>
  Effect.flatMap(fleet.takeovers, (before) =>
    Effect.repeat(fleet.takeovers, {
      until: (now) => now.length > before.length,
      schedule: Schedule.spaced("50 millis")
    })
  )

/**
 * A request to start that is between the proof of ownership and the wire can leave after the
 * freeze: that gap is known, and is not what these tests are about.
 */
const untilNoStart = ({ changes }: Fleet.Machine) =>
  Effect.repeat(changes, {
    until: (all) => Date.now() - (all.at(-1) ?? 0) > quietMillis,
    schedule: Schedule.spaced("20 millis")
  })

const quietMillis = 150

/** With few rounds a kill and a freeze stand for the other ways to harm an owner. */
describe.concurrent("the owner of an account, in the middle of its work,", () => {
  const killed = useDatabase()
  it.live("is killed: another has the account within ten seconds, nothing is lost or done twice", () =>
    Effect.gen(function* () {
      const harm = (_: Fleet.Fleet, owner: Fleet.Machine) => owner.signal("SIGKILL")
      const { takenAfter } = yield* fight({ databaseUrl: killed.url(), harm })
      assertTakenWithin(10_000, takenAfter)
    })
  )

  const stopped = useDatabase()
  it.live.skipIf(!isMany)("is told to end: another has the account at once, and no task is cancelled", () =>
    Effect.gen(function* () {
      const harm = (_: Fleet.Fleet, owner: Fleet.Machine) => owner.signal("SIGTERM")
      const { owner, takenAfter } = yield* fight({ databaseUrl: stopped.url(), harm })
      assertTakenWithin(5_000, takenAfter)
      yield* owner.ended
    })
  )

  const frozen = useDatabase()
  it.live("is frozen for longer than its lock lasts: it starts nothing and asks no handler when it goes on", () =>
    Effect.gen(function* () {
      const { fleet, owner, takenAfter } = yield* fight({
        databaseUrl: frozen.url(),
        harm: Effect.fnUntraced(function* (fleet, owner) {
          yield* untilNoStart(owner)
          yield* owner.signal("SIGSTOP")
          yield* untilTakenOver(fleet)
          yield* owner.signal("SIGCONT")
        })
      })
      assertTakenWithin(12_000, takenAfter)
      yield* assertQuiet(fleet, owner)
    })
  )

  const handling = useDatabase()
  it.live.skipIf(!isMany)(
    "is frozen in the transaction of a handler: its locks hold nobody up, what it wrote is undone",
    () =>
      Effect.gen(function* () {
        const { takenAfter } = yield* fight({
          databaseUrl: handling.url(),
          handlerMillis: 300,
          harm: Effect.fnUntraced(function* (fleet, owner) {
            const inTransaction = fleet.sql`select 1 from pg_stat_activity
            where datname = current_database() and state = 'idle in transaction' and query ilike 'insert into effect%'`
            const isBetween = Effect.andThen(untilNoStart(owner), inTransaction)
            yield* Effect.repeat(isBetween, { until: ({ length }) => length > 0 })
            yield* owner.signal("SIGSTOP")
            yield* untilTakenOver(fleet)
            yield* owner.signal("SIGCONT")
          })
        })
        assertTakenWithin(12_000, takenAfter)
      })
  )

  const parted = useDatabase()
  it.live.skipIf(!isMany)(
    "is cut off from the database alone: another takes over, and the two disturb each other in nothing",
    () =>
      Effect.gen(function* () {
        const { fleet, owner, takenAfter } = yield* fight({
          databaseUrl: parted.url(),
          proxied: true,
          harm: Effect.fnUntraced(function* (fleet, _, proxy) {
            if (proxy === undefined) return
            yield* proxy.part
            yield* untilTakenOver(fleet)
            yield* proxy.heal
          })
        })
        assertTakenWithin(12_000, takenAfter)
        yield* assertQuiet(fleet, owner)
      })
  )

  it.live.skipIf(!isMany)(
    "loses its database for three seconds: nothing is sent that was not written, all is delivered",
    () =>
      Effect.gen(function* () {
        const server = yield* Effect.acquireRelease(
          Effect.promise(() => startOwnServer()),
          ({ stop }) => Effect.promise(stop)
        )
        yield* fight({
          databaseUrl: server.url,
          harm: Effect.fnUntraced(function* () {
            yield* Effect.promise(server.crash)
            yield* Effect.sleep("3 seconds")
            yield* Effect.promise(server.start)
          })
        })
      })
  )
})

describe("the steps of an errand whose owner is killed", () => {
  const database = useDatabase()
  it.live("are told on by the next owner, each once", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make({
        databaseUrl: database.url(),
        accounts: ["shop"],
        simulator: { speed: 10, tasks: [{ times: "always", running: "2 minutes", steps: 8, output: "done" }] }
      })
      const machines = yield* Effect.forEach(["a", "b"], (name) => fleet.machine(name), { concurrency: "unbounded" })
      yield* Effect.forEach(machines, ({ ready }) => ready)
      const told: Array<string> = []
      const follow = Effect.gen(function* () {
        yield* errands.send("order 1", { task: "order 1" })
        yield* Stream.runForEach(errands.steps("order 1"), ({ number, revision }) =>
          Effect.gen(function* () {
            told.push(`${number}.${revision}`)
            if (told.length !== 2) return
            const { machine } = yield* errands.stats
            const owner = machines.find(({ address }) => address === machine)
            yield* owner?.signal("SIGKILL") ?? Effect.die("no machine has the account")
          })
        )
      })
      yield* Effect.provide(follow, Fleet.clientLayer(database.url()))
      assert.deepStrictEqual(
        told.filter((one) => one.endsWith(".1")),
        Array.from({ length: 8 }, (_, n) => `${n + 1}.1`)
      )
      assert.strictEqual(new Set(told).size, told.length)
    }).pipe(Semaphore.withPermit(ring))
  )
})

/** After the account was taken from it and before it has it again, a machine changed nothing. */
const assertQuiet = Effect.fnUntraced(function* (fleet: Fleet.Fleet, machine: Fleet.Machine) {
  const effects = yield* fleet.effects
  const takeovers = yield* fleet.takeovers
  const changes = yield* machine.changes
  for (const [n, { at }] of takeovers.entries()) {
    const until = takeovers[n + 1]?.at ?? Infinity
    const owner = effects.find((effect) => effect.at > at && effect.at < until)?.machine
    if (owner === undefined || owner === machine.name) continue
    // Half a second: a request may be on its way while the account is taken.
    assert.deepStrictEqual(
      changes.filter((change) => change > at + 500 && change < until),
      []
    )
  }
})
