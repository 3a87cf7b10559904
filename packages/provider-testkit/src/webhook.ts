/**
 * Webhooks, mounted in Node's http: the news of one wakes the waits for its task, and is not
 * believed; what is forged wakes none.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Cadence from "@errand/core/Cadence"
import * as Inbox from "@errand/core/Inbox"
import type { Provider } from "@errand/core/Provider"
import * as Task from "@errand/core/Task"
import { Simulator } from "@errand/simulator"
import { Clock, Effect, Fiber } from "effect"
import type { Scope } from "effect"
import { mount } from "./mount.ts"

type Service = Simulator.Simulator["Service"]
type Handler = (request: Request) => Promise<Response>

/** A provider, and how its service sends webhooks. */
export interface WebhookUnderTest<Input> {
  readonly handler: Effect.Effect<Handler, never, Inbox.Inbox>
  readonly provider: (simulator: Service) => Provider<Input>
  /** What the simulator must know of the receiver at this address. */
  readonly simulator: (address: string) => Simulator.Options
  /** A start whose task reports to this address. */
  readonly input: (address: string) => Input
  /** Posts a genuine webhook that says of a task, or of its session, what is not true, yet. */
  readonly lie: (address: string, id: string, now: number, sessionId: string | undefined) => Post
  /** Posts that must be refused, with the status of each refusal. */
  readonly forged: (address: string, id: string, now: number) => ReadonlyArray<readonly [Post, number]>
  /** The words of the webhooks that a task's life sends. */
  readonly words: ReadonlyArray<string>
  /** What the task of the suite gives; `42 EUR` if left out. */
  readonly output?: string
  /**
   * The operations of a look and of the result; those of Browser Use and BrowserAct if left out.
   */
  readonly operations?: { readonly status: string; readonly snapshot: string }
}

/** A request to the receiver. */
export interface Post {
  readonly url: string
  readonly method?: string
  readonly headers?: { readonly [name: string]: string }
  readonly body: string
}

const tasks = [{ queued: "1 second", running: "29 seconds", output: "42 EUR" }] as const
const seconds = Effect.map(Clock.currentTimeMillis, (now) => now / 1000)

/**
 * A receiver in Node's http, a simulator that reports to it, and a provider that polls once an
 * hour.
 */
const stage = Effect.fnUntraced(function* <Input>(under: WebhookUnderTest<Input>) {
  const address = yield* mount(yield* under.handler)
  const simulator = yield* Simulator.make({ tasks, ...under.simulator(address) })
  return {
    address,
    looks: simulator.count({ operation: under.operations?.status ?? "getTaskStatus" }),
    results: simulator.count({ operation: under.operations?.snapshot ?? "getTask" }),
    provider: under.provider(simulator),
    simulator
  }
})

/** Tests of a provider whose tasks report by webhook. */
export const webhookSuite = <Input>(what: string, under: WebhookUnderTest<Input>): void => {
  const { output = "42 EUR" } = under
  const rarely = Effect.provideService(Cadence.Cadence, Cadence.every("1 hour"))
  const staged = <A, E>(test: Effect.Effect<A, E, Inbox.Inbox | Scope.Scope>) =>
    test.pipe(rarely, Effect.scoped, Effect.provide(Inbox.layer))

  describe(what, () => {
    it.effect("wake the wait when the task ends, long before the poll would", () =>
      Effect.gen(function* () {
        const { address, looks, provider, results, simulator } = yield* stage(under)
        yield* simulator.drive(
          Effect.gen(function* () {
            const began = yield* seconds
            assert.strictEqual(yield* Task.run(provider, under.input(address)), output)
            const took = (yield* seconds) - began
            assert.isTrue(took >= 30 && took < 32, `it took ${took} seconds`)
            // One at the start, and one for each webhook; then the result, which may be read by the
            // same operation.
            const isOne = under.operations !== undefined && under.operations.status === under.operations.snapshot
            assert.strictEqual((yield* looks) - (isOne ? 1 : 0), 1 + under.words.length)
            assert.strictEqual(yield* results, isOne ? yield* looks : 1)
          })
        )
        assert.deepStrictEqual(
          (yield* simulator.deliveries).map(({ status, word }) => [word, status]),
          under.words.map((word) => [word, 204])
        )
      }).pipe(staged)
    )

    it.effect("are not needed: without them the poll finds the end", () =>
      Effect.gen(function* () {
        const simulator = yield* Simulator.make({ tasks })
        const run = Task.run(under.provider(simulator), under.input("https://example.test/hooks"))
        const took = yield* simulator.drive(Effect.andThen(run, seconds), { step: "1 minute" })
        assert.isTrue(took >= 3600, `it took ${took} seconds`)
      }).pipe(staged)
    )

    it.effect(
      "are refused when they are forged, and then nothing looks; a genuine lie is one look more, and no end",
      () =>
        Effect.gen(function* () {
          const { address, looks, provider, simulator } = yield* stage(under)
          const post = ({ url, ...init }: Post) =>
            Effect.promise(async () => {
              const answer = await simulator.fetch(url, { method: "POST", ...init })
              return [answer.status, await answer.text()]
            })
          yield* simulator.drive(
            Effect.gen(function* () {
              const task = yield* Task.start(provider, under.input(address))
              const wait = yield* Effect.forkChild(Task.join(task))
              yield* Effect.sleep("10 seconds")
              const before = yield* looks
              const now = Math.floor(yield* seconds)
              for (const [forged, status] of under.forged(address, task.ref.id, now))
                assert.deepStrictEqual(yield* post(forged), [status, ""])
              yield* Effect.sleep("1 second")
              assert.strictEqual(yield* looks, before)
              assert.deepStrictEqual(yield* post(under.lie(address, task.ref.id, now, task.ref.scope?.sessionId)), [
                204,
                ""
              ])
              yield* Effect.sleep("1 second")
              assert.strictEqual(yield* looks, before + 1)
              assert.isUndefined(wait.pollUnsafe())
              assert.strictEqual(yield* Fiber.join(wait), output)
            })
          )
        }).pipe(staged)
    )
  })
}
