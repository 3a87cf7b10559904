import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as NativeClient from "../src/nativeClient.ts"
import * as Files from "../src/files.ts"
import * as Many from "../src/many.ts"
import * as Outcome from "../src/outcome.ts"
import * as Race from "../src/race.ts"
import * as Reattach from "../src/reattach.ts"
import * as Resume from "../src/resume.ts"
import * as RunOne from "../src/runOne.ts"
import * as Steps from "../src/steps.ts"
import * as Stream from "../src/stream.ts"
import * as Timeout from "../src/timeout.ts"
import * as TypedOutput from "../src/typedOutput.ts"
import { onSimulator } from "./support/simulated.ts"

const ends = (tasks: ReadonlyArray<{ readonly provider: string; readonly status: string }>) =>
  tasks.map(({ provider, status }) => `${provider} ${status}`).sort()

describe("every promise of the README", () => {
  it.effect(
    "runOne: one line runs one task and gives its output",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ output: "Paris" })
        assert.strictEqual(yield* simulator.drive(RunOne.program), "Paris")
        assert.strictEqual(yield* simulator.count({ operation: "createTask" }), 1)
        assert.strictEqual(yield* simulator.count({ operation: "getTask" }), 1)
      })
    )
  )

  it.effect(
    "typedOutput: the schema reaches the service, and its answer comes back as data",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ output: { product: "Pixel 9", usd: 799 } })
        assert.strictEqual(yield* simulator.drive(TypedOutput.program), "Pixel 9: 799 USD")
        yield* simulator.script({ output: { product: "Pixel 9", usd: "a lot" } })
        assert.match(yield* simulator.drive(TypedOutput.program), /^no price in .*a lot/)
      })
    )
  )

  it.effect(
    "steps: each step and each change of it comes once, in order, the last ones too",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({
          steps: [{ goal: "open" }, { goal: "read", fails: true }, { goal: "answer" }],
          output: "799"
        })
        const { output, said } = yield* simulator.drive(Steps.program)
        assert.strictEqual(output, "799")
        const ended = said.filter((line) => !line.endsWith("running"))
        assert.deepStrictEqual(
          ended.map((line) => line.replace(/\.\d+/, "")),
          ["1 open: succeeded", "2 read: failed", "3 answer: succeeded"]
        )
        assert.strictEqual(new Set(said).size, said.length)
      })
    )
  )

  it.effect(
    "stream: tells what is new and how it ended, and leaving it early cancels the task there",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        const steps = [{ goal: "open" }, { goal: "read" }, { goal: "answer" }]
        yield* simulator.script({ steps, output: "799" })
        const all = yield* simulator.drive(Stream.program(() => false))
        assert.deepStrictEqual(
          // A step whose screenshot comes late is told twice, as two revisions.
          [...new Set(all)].filter((line) => !line.startsWith("is ")),
          ["can be watched", "1. open", "2. read", "3. answer", "gives 799"]
        )
        assert.strictEqual(all.at(-2), "is finished")
        yield* simulator.script({ steps, output: "799" })
        const some = yield* simulator.drive(Stream.program((line) => line === "1. open"))
        assert.strictEqual(some.at(-1), "1. open")
        assert.deepStrictEqual(ends(yield* simulator.tasks), ["browser-use finished", "browser-use stopped"])
      })
    )
  )

  it.effect(
    "many: fifty tasks run, never more than ten at a time",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        const outputs = yield* simulator.drive(Many.program)
        assert.strictEqual(outputs.length, 50)
        const tasks = yield* simulator.tasks
        assert.deepStrictEqual(
          ends(tasks),
          Array.from({ length: 50 }, () => "browser-use finished")
        )
        const most = Math.max(
          ...tasks.map(
            (one) =>
              tasks.filter((other) => other.createdAt <= one.createdAt && (other.endedAt ?? Infinity) > one.createdAt)
                .length
          )
        )
        assert.isAtMost(most, 10)
      })
    )
  )

  it.effect(
    "race: the first answer wins and the loser is cancelled on its server",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ match: { provider: "browser-use" }, running: "1 hour" })
        yield* simulator.script({ match: { provider: "browseract" }, running: "10 seconds", output: "799" })
        assert.strictEqual(yield* simulator.drive(Race.program), "799")
        assert.deepStrictEqual(ends(yield* simulator.tasks), ["browser-use stopped", "browseract finished"])
      })
    )
  )

  it.effect(
    "timeout: a task that takes too long is cancelled on its server",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ end: "never" })
        assert.strictEqual(yield* simulator.drive(Timeout.program), "too slow, cancelled")
        assert.deepStrictEqual(ends(yield* simulator.tasks), ["browser-use stopped"])
      })
    )
  )

  it.effect(
    "reattach: a stored ref leads to the same task, and nothing is started again",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ output: "the ninth" })
        const line = yield* simulator.drive(Reattach.before)
        assert.notInclude(line, simulator.apiKey)
        assert.strictEqual(yield* simulator.drive(Reattach.after(line)), "the ninth")
        assert.strictEqual((yield* simulator.tasks).length, 1)
      })
    )
  )

  it.effect(
    "resume: a workflow that waits for a person goes on when it is resumed",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ pauses: [{ after: 1 }], output: "ordered" })
        assert.strictEqual(yield* simulator.drive(Resume.program), "ordered")
        assert.strictEqual(yield* simulator.count({ operation: "resumeTask" }), 1)
      })
    )
  )

  it.effect(
    "outcome: success, failure and a judge's no are values that carry the cost",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ output: "table 4", steps: 2 })
        assert.strictEqual(yield* simulator.drive(Outcome.program), "done for 0.022 USD: table 4")
        yield* simulator.script({ output: "no table", success: true, judge: { verdict: false }, steps: 2 })
        assert.strictEqual(
          yield* simulator.drive(Outcome.program),
          "failed (goal_not_met) for 0.022 USD; it said: no table"
        )
        yield* simulator.script({ end: "failed", steps: 1 })
        assert.match(yield* simulator.drive(Outcome.program), /^failed \(error\) for 0\.016 USD/)
        yield* simulator.script({ end: "stopped" })
        assert.match(yield* simulator.drive(Outcome.program), /^cancelled by (provider|unknown) after/)
      })
    )
  )

  it.effect(
    "nativeClient: operations beyond tasks are there, and lists are streams",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* simulator.drive(NativeClient.program), ["Log in"])
      })
    )
  )

  it.effect(
    "files: what a task left comes as a stream under a name that is no path",
    onSimulator((simulator) =>
      Effect.gen(function* () {
        yield* simulator.script({ files: [{ name: "../../prices.csv", content: "pixel,799\n" }] })
        const files = yield* simulator.drive(Files.program)
        assert.deepStrictEqual(
          files.map(({ content }) => content),
          ["pixel,799\n"]
        )
        assert.match(files[0]?.name ?? "", /prices\.csv$/)
        assert.notMatch(files[0]?.name ?? "", /[/\\]/)
      })
    )
  )
})
