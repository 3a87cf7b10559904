/**
 * The demo's program: the same for every provider, on the simulator and on the real services.
 */
import type { Cost } from "@errand/core/Snapshot"
import type { Outcome } from "@errand/core/Outcome"
import type { TaskRef } from "@errand/core/TaskRef"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import type { Screen } from "./screen.ts"
import type { Worker } from "./worker.ts"

/** One row of the summary. */
export interface Report {
  readonly errand: string
  readonly outcome: string
  readonly steps: string
  readonly cost: string
  readonly requests: number
}

/** What the scenes need. */
export interface Setup {
  readonly screen: Screen
  readonly workers: ReadonlyArray<Worker>
  /** Names of workers that are two versions of one service, and share its account. */
  readonly accounts: ReadonlyArray<readonly [string, string]>
  /** Requests that were sent to a provider so far. */
  readonly requests: (worker: string) => number
  /** Makes the services misbehave; absent for the real services. */
  readonly faults?: FaultControls
}

/** What only a simulated service offers. */
export interface FaultControls {
  /** How many tasks the account of two versions has room for. */
  readonly room: number
  /** Makes the service fail for a while, and says how. */
  readonly injectFaults: (worker: string) => Effect.Effect<string>
  /** How many tasks there are on the service, whatever clients were answered. */
  readonly tasks: (worker: string) => Effect.Effect<number>
}

/** Tasks on all providers at once, their steps as they happen, typed output at the end. */
export const watch = ({ requests, screen, workers }: Setup) =>
  Effect.andThen(
    screen.title("1. One program, every provider: steps as they happen, typed output at the end"),
    Effect.forEach(
      workers,
      (worker) =>
        Effect.gen(function* () {
          const before = requests(worker.name)
          let steps = 0
          const outcome = yield* worker.runAndWatch({
            started: (ref) => screen.line(worker.name, `started ${ref.id}`, "dim"),
            step: (step) => {
              if (step.revision === 1) steps++
              const state = step.status === undefined ? "" : ` (${step.status})`
              return step.revision === 1 || step.status !== undefined
                ? screen.line(worker.name, `step ${step.number}: ${step.goal}${state}`)
                : Effect.void
            }
          })
          yield* screen.line(worker.name, describeOutcome(outcome), outcome._tag === "Succeeded" ? "green" : "red")
          return report(
            `watch on ${worker.name}`,
            outcome._tag,
            `${steps}`,
            formatCost(outcome.cost),
            requests(worker.name) - before
          )
        }).pipe(screen.during(worker.name, "works")),
      { concurrency: "unbounded" }
    )
  )

/**
 * Two at the same work; the slower one is cancelled, and the service is asked whether it really is.
 */
export const race = ({ requests, screen, workers }: Setup) =>
  Effect.gen(function* () {
    yield* screen.title("2. A race: the loser is cancelled on the server, too")
    const [first, second = first] = workers
    if (first === undefined || second === undefined) return []
    const sum = () => requests(first.name) + (second === first ? 0 : requests(second.name))
    const before = sum()
    const refs = new Map<string, { readonly worker: Worker; readonly ref: TaskRef }>()
    const runner = (label: string, worker: Worker, work?: "slow") =>
      worker
        .run(
          {
            started: (ref) => {
              refs.set(label, { worker, ref })
              return screen.line(label, `started ${ref.id}`, "dim")
            }
          },
          work
        )
        .pipe(
          Effect.map((output) => ({ label, output })),
          screen.during(label, "races")
        )
    const labels = second === first ? (["runner 1", "runner 2"] as const) : ([first.name, second.name] as const)
    const { label: winner, output } = yield* Effect.race(runner(labels[0], first, "slow"), runner(labels[1], second))
    yield* screen.line(winner, `won: ${JSON.stringify(output)}`, "green")
    let end = "won"
    for (const [label, { ref, worker }] of refs) {
      if (label === winner) continue
      const status = yield* worker.statusOf(ref)
      end = `won; ${label} is ${status.native}`
      yield* screen.line(
        label,
        `lost; the server says of ${ref.id}: ${status.native}`,
        status.state === "cancelled" ? "yellow" : "red"
      )
    }
    return [report(`race of ${labels.join(" and ")}`, end, "-", "-", sum() - before)]
  })

/** A run while the service fails in many ways. */
export const survive = ({ faults, requests, screen, workers }: Setup) =>
  Effect.gen(function* () {
    if (faults === undefined) return []
    yield* screen.title("3. A burst of faults: the wait goes on, and nothing is started twice")
    return yield* Effect.forEach(
      workers,
      (worker) =>
        Effect.gen(function* () {
          const before = requests(worker.name)
          const tasks = yield* faults.tasks(worker.name)
          yield* screen.line(worker.name, yield* faults.injectFaults(worker.name), "yellow")
          const output = yield* worker.run({ started: () => Effect.void })
          const started = (yield* faults.tasks(worker.name)) - tasks
          yield* screen.line(worker.name, `survived with ${started} task started: ${JSON.stringify(output)}`, "green")
          return report(`faults on ${worker.name}`, "Succeeded", "-", "-", requests(worker.name) - before)
        }).pipe(screen.during(worker.name, "bears it")),
      { concurrency: "unbounded" }
    )
  })

/** More tasks of two versions of one service than their account has room for. */
export const share = ({ accounts, faults, requests, screen, workers }: Setup) =>
  Effect.gen(function* () {
    const pairs = accounts.flatMap(([first, second]) => {
      const [one, two] = [first, second].map((name) => workers.find((worker) => worker.name === name))
      return one === undefined || two === undefined ? [] : [[one, two] as const]
    })
    if (faults === undefined || pairs.length === 0) return []
    yield* screen.title(`4. Two versions of one service: one account with room for ${faults.room}, one queue`)
    return yield* Effect.forEach(
      pairs,
      (pair) =>
        Effect.gen(function* () {
          const names = pair.map(({ name }) => name).join(" and ")
          const sum = () => pair.reduce((total, { name }) => total + requests(name), 0)
          const before = sum()
          const longest = pair.map(() => 0)
          const look = Effect.forEach(pair, ({ waiting }, at) =>
            Effect.map(waiting, (now) => {
              longest[at] = Math.max(longest[at] ?? 0, now)
            })
          )
          const runs = [...pair, ...pair].map((worker) => worker.run({ started: () => look }))
          const outputs = yield* Effect.raceFirst(
            Effect.all(runs, { concurrency: "unbounded" }),
            Effect.forever(Effect.andThen(look, Effect.sleep("20 millis")))
          )
          for (const [at, { name }] of pair.entries()) {
            yield* screen.line(name, `up to ${longest[at]} of ${runs.length} starts stood in its queue`)
          }
          yield* screen.line(pair[0].name, `all ${outputs.length} are done`, "green")
          return report(`account of ${names}`, "Succeeded", "-", "-", sum() - before)
        }),
      { concurrency: "unbounded" }
    )
  })

/** All scenes and the summary. Fails with errors that no retry can mend, such as a wrong key. */
export const play = Effect.fnUntraced(function* (setup: Setup) {
  const reports = [
    ...(yield* watch(setup)),
    ...(yield* race(setup)),
    ...(yield* survive(setup)),
    ...(yield* share(setup))
  ]
  yield* setup.screen.title("Summary")
  const rows = [
    ["errand", "outcome", "steps", "cost", "requests"],
    ...reports.map(({ cost, errand, outcome, requests, steps }) => [errand, outcome, steps, cost, `${requests}`])
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  for (const [n, row] of rows.entries()) {
    yield* setup.screen.plain(
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
      n === 0 ? "dim" : undefined
    )
  }
  return reports
})

const describeOutcome = (outcome: Outcome<unknown>): string => {
  switch (outcome._tag) {
    case "Succeeded":
      return `succeeded: ${JSON.stringify(outcome.output)}`
    case "Failed":
      return `failed (${outcome.reason}): ${outcome.message}`
    case "Cancelled":
      return `cancelled by ${outcome.by}`
  }
}

const formatCost = ({ credits, usd }: Cost): string =>
  usd !== undefined ? `${BigDecimal.format(usd)} USD` : credits !== undefined ? `${credits} credits` : "unknown"

const report = (errand: string, outcome: string, steps: string, cost: string, requests: number): Report => ({
  errand,
  outcome,
  steps,
  cost,
  requests
})
