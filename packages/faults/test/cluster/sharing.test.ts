import { assert, describe, it } from "@effect/vitest"
import { useDatabase } from "@errand/testkit/database"
import { isMany, rounds } from "@errand/testkit/rounds"
import { Effect, Layer } from "effect"
import * as Fleet from "../../src/cluster/fleet.ts"
import { errandsOf } from "../../src/cluster/orders.ts"

const names = (count: number, what: string) => Array.from({ length: count }, (_, n) => `${what} ${n}`)

const startMachines = (fleet: Fleet.Fleet, count: number) =>
  Effect.gen(function* () {
    const machines = yield* Effect.forEach(names(count, "machine"), (name) => fleet.machine(name), {
      concurrency: "unbounded"
    })
    yield* Effect.forEach(machines, ({ ready }) => ready)
    return machines
  })

/** Waits until no account moves any more: machines that join take their part one by one. */
const untilSettled = (fleet: Fleet.Fleet) =>
  Effect.repeat(
    Effect.gen(function* () {
      const { length } = yield* fleet.takeovers
      yield* Effect.sleep("3 seconds")
      return (yield* fleet.takeovers).length === length
    }),
    { until: (isQuiet) => isQuiet }
  )

describe("accounts on several machines", () => {
  const database = useDatabase()
  it.live("spread; those of a machine that leaves move, and each account that moves is taken once", () =>
    Effect.gen(function* () {
      const accounts = names(8, "account")
      const fleet = yield* Fleet.make({
        databaseUrl: database.url(),
        accounts,
        simulator: { speed: 10, browserUse: { concurrency: 50 }, tasks: [{ times: "always", running: "1 second" }] }
      })
      const machines = yield* startMachines(fleet, 3)
      const client = Effect.provide(Fleet.clientLayer(database.url()))
      const doOneOfEach = (key: string) =>
        client(
          Effect.forEach(accounts, (account) => errandsOf(account).run(`${key} of ${account}`, { task: key }), {
            concurrency: "unbounded"
          })
        )
      /** Who did the newest errand of each account. */
      const owners = Effect.map(fleet.effects, (effects) => new Map(effects.map((one) => [one.account, one.machine])))
      // Machines that join take their part: after that each account stays where it is.
      yield* doOneOfEach("first")
      yield* untilSettled(fleet)
      yield* doOneOfEach("second")
      const before = yield* owners
      assert.isAbove(new Set(before.values()).size, 1, "all accounts are on one machine")
      const leaving = machines.find(({ name }) => name === before.get("account 0"))
      if (leaving === undefined) return assert.fail("no machine has the account")
      const { length } = yield* fleet.takeovers
      yield* leaving.signal("SIGTERM")
      yield* leaving.ended
      yield* doOneOfEach("third")
      const after = yield* owners
      const moved = accounts.filter((account) => before.get(account) !== after.get(account))
      const left = accounts.filter((account) => before.get(account) === leaving.name)
      // The cluster may move another one as well, to have all machines bear the same.
      assert.includeMembers(moved, left)
      assert.isBelow(moved.length, accounts.length, "every account has moved")
      const taken = (yield* fleet.takeovers).slice(length).map(({ account }) => account.replace("account of ", ""))
      // One may be on its way after its last errand, so that its new owner has done none yet.
      assert.includeMembers(taken, moved)
      assert.strictEqual(new Set(taken).size, taken.length, `an account was taken twice: ${taken.join(", ")}`)
    })
  )
})

describe("an account on several machines", () => {
  const total = rounds({ few: 30, many: 200 })
  const slots = rounds({ few: 5, many: 25 })
  const keys = names(total, "order")
  const counts = isMany ? [1, 3, 6] : [1, 3]
  const databases = counts.map(useDatabase)

  /** What it takes to do the same with so many machines, of which each sends its share. */
  const work = Effect.fnUntraced(function* (machines: number, databaseUrl: string) {
    const fleet = yield* Fleet.make({
      databaseUrl,
      accounts: ["shop"],
      simulator: {
        speed: 10,
        browserUse: { concurrency: slots },
        tasks: [{ times: "always", running: "10 seconds", output: "done" }]
      }
    })
    yield* startMachines(fleet, machines)
    const errands = errandsOf("shop")
    const senders = yield* Effect.forEach(names(3, "sender"), () => Layer.build(Fleet.clientLayer(databaseUrl)))
    yield* Effect.provideContext(errands.run("warm-up", { task: "warm-up" }), senders[0]!)
    yield* untilSettled(fleet)
    const before = (yield* fleet.simulator.requests).length
    yield* Effect.forEach(keys, (key, n) =>
      Effect.provideContext(errands.send(key, { task: key }), senders[n % senders.length]!)
    )
    yield* fleet.untilHandled(total + 1)
    const requests = (yield* fleet.simulator.requests).slice(before)
    const starts = requests.filter(({ method }) => method === "POST")
    return {
      started: (yield* fleet.simulator.tasks).slice(1).map(({ start }) => start.prompt),
      refused: starts.filter(({ status }) => status === 429).length,
      polls: (requests.length - starts.length) / total,
      counts: yield* Fleet.count(fleet, keys)
    }
  })

  it.live("costs the service no more requests than on one, and is first come, first served", () =>
    Effect.gen(function* () {
      const [alone, ...shared] = yield* Effect.forEach(counts, (machines, n) => work(machines, databases[n]!.url()))
      if (alone === undefined) return assert.fail("nothing was done")
      // Figures that depend on how busy this machine is are held to less where there are few
      // rounds.
      const tolerance = isMany ? 0.1 : 1
      for (const one of shared) {
        assert.deepStrictEqual(one.counts, { lost: [], doubled: [], twice: [], stopped: [] })
        // Requests that leave at the same time may arrive in any order.
        const outOfTurn = one.started.filter((key, n) => Math.abs(keys.indexOf(key) - n) >= slots)
        assert.deepStrictEqual(outOfTurn, [])
        const figures = `polls ${alone.polls} and ${one.polls}, refused ${alone.refused} and ${one.refused}`
        assert.isBelow(one.polls, alone.polls * (1 + tolerance), figures)
        assert.isBelow(one.refused, alone.refused * (1 + tolerance) + slots, figures)
        yield* Effect.logInfo(figures)
      }
    })
  )
})
