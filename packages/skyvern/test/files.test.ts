import { Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { input, on } from "./support/simulated.ts"

const tasks = [{ files: [{ name: "prices.csv", content: "pixel,799\n" }], steps: 2 }] as const
const match = { provider: "skyvern", operation: "download" } as const

describe("the files of a run", () => {
  it.effect("are what it downloaded, its recording and its screenshots, as bytes", () =>
    on({ tasks }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        const { files } = yield* Task.await(task)
        assert.deepStrictEqual(
          files.map(({ name }) => name),
          ["prices.csv", "recording.webm", "1.png", "2.png"]
        )
        const [first, recording, screenshot] = files
        assert(first !== undefined && recording !== undefined && screenshot !== undefined)
        assert.strictEqual(yield* Stream.mkString(Stream.decodeText(Task.file(task, first))), "pixel,799\n")
        assert.strictEqual(yield* Stream.mkString(Stream.decodeText(Task.file(task, recording))), "WEBM")
        assert.isAbove(
          yield* Stream.runFold(
            Task.file(task, screenshot),
            () => 0,
            (sum, { length }) => sum + length
          ),
          50
        )
      })
    )
  )

  it.effect("are asked for again when an address has expired, and without the key", () =>
    on({ tasks, faults: [{ match, kind: "status", status: 403 }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        const [file] = (yield* Task.await(task)).files
        assert(file !== undefined)
        const before = yield* simulator.count({ operation: "getRun" })
        assert.strictEqual(yield* Stream.mkString(Stream.decodeText(Task.file(task, file))), "pixel,799\n")
        assert.strictEqual((yield* simulator.count({ operation: "getRun" })) - before, 2)
      })
    )
  )

  it.effect("that are not there, or not any more, fail with a reason", () =>
    on({ tasks, faults: [{ match, kind: "status", status: 403, times: "always" }] }, (skyvern) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, input)
        const [file] = (yield* Task.await(task)).files
        assert(file !== undefined)
        for (const one of [file, { ...file, id: "another" }]) {
          const error = yield* Effect.flip(Stream.runDrain(Task.file(task, one)))
          assert.strictEqual(error.reason._tag, "NotFound")
        }
      })
    )
  )
})
