import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { createHmac } from "node:crypto"
import { createServer } from "node:http"
import type { IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { vi } from "vitest"
import { Simulator } from "@errand/simulator"
import { canonical, sign } from "../../../src/internal/webhooks/signature.ts"
import { act, use } from "../../support/requests.ts"

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  // oxlint-disable-next-line no-explicit-any
  readonly json: any
}

/** A receiver that answers with the given statuses, and then with 200. */
const receiver = (...statuses: ReadonlyArray<number>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const received: Array<Received> = []
      const left = [...statuses]
      const server = createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .on("end", () => {
            const body = Buffer.concat(chunks).toString()
            received.push({ headers: request.headers, body, json: JSON.parse(body) })
            response.writeHead(left.shift() ?? 200).end()
          })
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { server, received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  )

describe("signature of Browser Use", () => {
  // The expected text and digest are what Python's json.dumps and hmac give for the same body.
  const body = {
    type: "agent.task.status_update",
    timestamp: "2026-03-01T00:00:00Z",
    payload: {
      task_id: "t",
      session_id: "s",
      status: "finished",
      metadata: { "10": "a", "9": "b", name: "Zoë 東京 😀", quote: 'a"b\\c\n\u007f\u2028', "😀": "x", "\uffff": "y" }
    }
  }

  it("is over sorted keys without spaces, everything beyond ASCII escaped", () => {
    assert.strictEqual(
      canonical(body),
      String.raw`{"payload":{"metadata":{"10":"a","9":"b","name":"Zo\u00eb \u6771\u4eac \ud83d\ude00","quote":"a\"b\\c\n\u007f\u2028","\uffff":"y","\ud83d\ude00":"x"},"session_id":"s","status":"finished","task_id":"t"},"timestamp":"2026-03-01T00:00:00Z","type":"agent.task.status_update"}`
    )
    assert.strictEqual(
      sign("whsec", 1772323200, body),
      "92869541f29e409fab42389a98f8308442f3aab95c0d486d07a3d009aee5fa17"
    )
  })
})

describe("webhooks", () => {
  it.effect("Browser Use signs one for the start and one for the end", () =>
    Effect.gen(function* () {
      const hook = yield* receiver()
      const options = { browserUse: { webhook: { url: hook.url, secret: "whsec" } } }
      yield* Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        const { json } = yield* use(simulator, "POST", "/tasks", { body: { task: "t", metadata: { who: "Zoë" } } })
        yield* simulator.drive(Effect.sleep("1 minute"))
        assert.deepStrictEqual(
          hook.received.map((one) => one.json.payload.status),
          ["started", "finished"]
        )
        for (const { headers, json: body } of hook.received) {
          assert.deepStrictEqual(
            [body.type, body.payload.task_id, body.payload.session_id],
            ["agent.task.status_update", json.id, json.sessionId]
          )
          const timestamp = headers["x-browser-use-timestamp"]
          const expected = createHmac("sha256", "whsec")
            .update(`${String(timestamp)}.${canonical(body)}`)
            .digest("hex")
          assert.strictEqual(headers["x-browser-use-signature"], expected)
        }
        assert.deepStrictEqual(
          (yield* simulator.deliveries).map((one) => [one.word, one.status, one.at]),
          [
            ["started", 200, 1000],
            ["finished", 200, (yield* simulator.tasks)[0]?.endedAt]
          ]
        )
      }).pipe(Effect.provide(Simulator.layer(options)))
    })
  )

  it.effect("BrowserAct sends the whole task: changes to one URL, the end to the other", () =>
    Effect.gen(function* () {
      const changes = yield* receiver()
      const ends = yield* receiver()
      yield* Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        yield* simulator.script({ pauses: [{ after: 1 }] })
        const { json } = yield* act(simulator, "POST", "/run-task", {
          body: { workflow_id: "w", callback_url: ends.url, status_change_callback_url: changes.url }
        })
        yield* simulator.drive(Effect.sleep("1 minute"))
        assert.deepStrictEqual(
          changes.received.map((one) => one.json.status),
          ["running", "pausing", "paused"]
        )
        yield* act(simulator, "PUT", "/resume-task", { query: { task_id: json.id } })
        yield* simulator.drive(Effect.sleep("1 minute"))
        assert.deepStrictEqual(
          changes.received.map((one) => one.json.status),
          ["running", "pausing", "paused", "running", "finished"]
        )
        assert.deepStrictEqual(
          ends.received.map((one) => one.json.status),
          ["finished"]
        )
        const view = yield* act(simulator, "GET", "/get-task", { query: { task_id: json.id } })
        assert.deepStrictEqual(ends.received[0]?.json, view.json)
      }).pipe(Effect.provide(Simulator.layer()))
    })
  )

  it.effect("a change within a millisecond is waited for, and not looked for all the time", () =>
    Effect.gen(function* () {
      const hook = yield* receiver()
      const looks = vi.spyOn(yield* Clock.Clock, "currentTimeMillisUnsafe")
      yield* Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        // Its steps end at thirds of a second.
        yield* simulator.script({ running: "4 seconds", steps: 6 })
        yield* act(simulator, "POST", "/run-task", {
          body: { workflow_id: "w", callback_url: hook.url, status_change_callback_url: hook.url }
        })
        yield* simulator.drive(Effect.sleep("1 minute"))
        assert.include(
          hook.received.map((one) => one.json.status),
          "finished"
        )
      }).pipe(Effect.provide(Simulator.layer()))
      assert.isBelow(looks.mock.calls.length, 5000)
      looks.mockRestore()
    })
  )

  it.effect("a stop is told at once", () =>
    Effect.gen(function* () {
      const hook = yield* receiver()
      yield* Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        const { json } = yield* act(simulator, "POST", "/run-task", {
          body: { workflow_id: "w", callback_url: hook.url }
        })
        yield* act(simulator, "PUT", "/stop-task", { query: { task_id: json.id } })
        yield* simulator.drive(Effect.sleep(1))
        assert.deepStrictEqual(
          hook.received.map((one) => one.json.status),
          ["canceled"]
        )
      }).pipe(Effect.provide(Simulator.layer()))
    })
  )

  it.effect("BrowserAct tries three times more after 5xx, never after 4xx", () =>
    Effect.gen(function* () {
      const down = yield* receiver(500, 502, 503, 500, 500)
      const gone = yield* receiver(410)
      yield* Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        for (const url of [down.url, gone.url]) {
          yield* act(simulator, "POST", "/run-task", { body: { workflow_id: "w", callback_url: url } })
        }
        yield* simulator.drive(Effect.sleep("2 minutes"))
        assert.deepStrictEqual([down.received.length, gone.received.length], [4, 1])
        const attempts = (yield* simulator.deliveries).filter((one) => one.url === down.url)
        assert.deepStrictEqual(
          attempts.map((one) => [one.attempt, one.status]),
          [
            [1, 500],
            [2, 502],
            [3, 503],
            [4, 500]
          ]
        )
      }).pipe(Effect.provide(Simulator.layer()))
    })
  )

  it.effect("nothing is sent to other machines", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* act(simulator, "POST", "/run-task", {
        body: { workflow_id: "w", callback_url: "https://example.com/hook" }
      })
      yield* simulator.drive(Effect.sleep("1 minute"))
      assert.deepStrictEqual(
        (yield* simulator.deliveries).map((one) => one.status),
        ["refused"]
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
