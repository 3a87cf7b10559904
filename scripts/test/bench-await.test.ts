import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundle } from "../bench/await/bundle.ts"
import { names } from "../bench/await/contenders.ts"
import { idle } from "../bench/await/machine.ts"
import { mean, measure, percentile } from "../bench/await/measure.ts"
import type { Measure } from "../bench/await/measure.ts"
import { aimsOf, remarks, rows } from "../bench/await/report.ts"
import { prepare } from "../bench/await/run.ts"
import { waves } from "../bench/await/waves.ts"
import { aims } from "../bench/table.ts"

const sample: Measure = {
  tasks: 1000,
  polls: 10,
  requests: { getTaskStatus: 10, getTask: 1 },
  refused: 0,
  mean: 1,
  p99: 2,
  cpu: 9,
  memory: 300e6,
  sockets: 1001,
  lost: 0,
  why: {},
  service: { cpu: 1, busy: 0.2 }
}

describe("the figures of a wait", () => {
  it("percentiles are of the nearest rank, and of nothing there is none", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    assert.deepStrictEqual(
      [0, 0.5, 0.99, 1].map((share) => percentile(hundred, share)),
      [1, 50, 99, 100]
    )
    assert.strictEqual(percentile([7], 0.99), 7)
    assert.isNaN(percentile([], 0.5))
    assert.strictEqual(mean([1, 2, 6]), 3)
  })

  it("polls are what was asked beyond one reading of each result, and only waits that ended have a delay", () => {
    const { lost, mean, p99, polls, requests } = measure(
      { noticed: [1500, 4000, null, 7000], lost: { ECONNRESET: 1 }, cpu: 1, memory: 1 },
      {
        ended: [1000, 2000, 3000, null],
        requests: { getTaskStatus: 8, getTask: 6 },
        refused: 0,
        sockets: 1,
        cpu: 1,
        busy: 0
      }
    )
    assert.deepStrictEqual({ lost, mean, p99, polls }, { lost: 2, mean: 1.25, p99: 2, polls: 10 / 4 })
    assert.deepStrictEqual(requests, { getTaskStatus: 2, getTask: 1.5 })
  })

  it("the machine's idle share is that of the time between", () => {
    assert.strictEqual(idle({ idle: 100, all: 1000 }, { idle: 150, all: 1200 }), 0.25)
  })
})

describe("the table", () => {
  it("sets each contender beside the official client", () => {
    const results = new Map([
      ["errand", { ...sample, polls: 0.2, requests: { listTasks: 0.15, getTask: 1, getAccountBilling: 0.05 }, cpu: 3 }],
      ["official", sample]
    ] as const)
    const [header, ours, theirs] = rows(results)
    const cell = (row: ReadonlyArray<string> | undefined, column: string) => row?.[header?.indexOf(column) ?? -1]
    assert.deepStrictEqual(
      ["requests/task", "polls", "list", "other", "mean s", "CPU s", "sockets"].map((column) => cell(ours, column)),
      ["1.20 (0.11x)", "0.200 (1/50)", "0.150", "0.050", "1.00 (1.00x)", "3.0 (0.33x)", "1001"]
    )
    assert.strictEqual(cell(theirs, "polls"), "10.0 (1.00x)")
    for (const row of [ours, theirs]) assert.strictEqual(row?.length, header?.length)
  })

  it("says what was lost and why, and when the simulator was the bottleneck", () => {
    const spoilt = { ...sample, lost: 3, why: { EMFILE: 3 }, refused: 2, service: { cpu: 60, busy: 0.95 } }
    assert.deepStrictEqual(remarks(new Map([["official", spoilt]])), [
      "browser-use-sdk lost 3 waits: 3 × EMFILE",
      "browser-use-sdk: 2 requests were not answered 200",
      "browser-use-sdk: the simulator was busy, so the delays are partly its own"
    ])
    assert.deepStrictEqual(remarks(new Map([["errand", sample]])), [])
  })
})

describe("the aims", () => {
  const official = ["official", sample] as const
  const verdicts = (tasks: number, ours: Measure) =>
    aims(aimsOf(tasks, new Map([["errand", ours], official]))).match(/reached|MISSED/g)

  it("hold at 1,000 only with a fiftieth of the polls, a third of the CPU, half of the memory, and no more delay", () => {
    const just = { ...sample, polls: 0.2, cpu: 3, memory: 150e6, mean: 1 }
    assert.deepStrictEqual(
      verdicts(1000, just),
      Array.from({ length: 5 }, () => "reached")
    )
    const worse = { polls: 0.21, cpu: 3.1, memory: 151e6, mean: 1.1, lost: 1 }
    for (const [figure, value] of Object.entries(worse)) {
      const said = verdicts(1000, { ...just, [figure]: value })
      assert.strictEqual(said?.filter((word) => word === "MISSED").length, 1, figure)
    }
  })

  it("are others at 10,000, and at 50,000 only that nothing is lost", () => {
    assert.deepStrictEqual(verdicts(10_000, { ...sample, mean: 1.5, cpu: 2.25, sockets: 64 }), [
      "reached",
      "reached",
      "reached",
      "reached"
    ])
    assert.deepStrictEqual(verdicts(10_000, { ...sample, mean: 1.51, cpu: 2.26, sockets: 65 }), [
      "MISSED",
      "MISSED",
      "MISSED",
      "reached"
    ])
    assert.deepStrictEqual(verdicts(50_000, { ...sample, lost: 1 }), ["MISSED"])
  })

  it("need both contenders, or say less; a figure that is none is missed", () => {
    assert.deepStrictEqual(aimsOf(1000, new Map([official])), [])
    assert.lengthOf(aimsOf(1000, new Map([["errand", sample]])), 1)
    assert.include(verdicts(1000, { ...sample, cpu: Number.NaN }) ?? [], "MISSED")
  })
})

describe("the waves", () => {
  it("run small loads side by side, and the many loops of a large one alone", () => {
    assert.deepStrictEqual(waves([10_000, 100, 1000], ["errand", "official", "fetch"]), [
      [100, 1000].flatMap((tasks) => (["errand", "official", "fetch"] as const).map((name) => ({ name, tasks }))),
      [{ name: "errand", tasks: 10_000 }],
      [{ name: "official", tasks: 10_000 }],
      [{ name: "fetch", tasks: 10_000 }]
    ])
  })

  it("take in only those who share a list beyond 10,000, unless others are asked for", () => {
    const who = (only?: Parameters<typeof waves>[1]) =>
      waves([50_000], only).map((wave) => wave.map(({ name }) => name))
    assert.deepStrictEqual(who(), [["errand"], ["errand-fetch"], ["list"]])
    assert.deepStrictEqual(who(["official"]), [["official"]])
    assert.sameMembers(
      waves([100], undefined).flatMap((wave) => wave.map(({ name }) => name)),
      [...names]
    )
  })
})

describe("a run", () => {
  it("waits for every task with real processes and real sockets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "errand-bench-"))
    try {
      const load = { tasks: 20, seconds: [0.2, 1], seed: 1, pace: 250, patience: 600 } as const
      const crews = await Promise.all(
        (["errand", "fetch"] as const).map(async (name) => prepare({ ...load, file: await bundle(name, folder) }))
      )
      for (const { lost, requests, sockets, why } of await Promise.all(crews.map((crew) => crew.go()))) {
        assert.deepStrictEqual([lost, why], [0, {}])
        assert.isAbove(
          Object.values(requests).reduce((a, b) => a + b, 0),
          0
        )
        assert.isAtLeast(sockets, 1)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
