/**
 * A key, and what a caller gives in confidence, is in nothing that a program emits, whatever goes
 * wrong: one life of tasks for each fault, of which every second request meets it, on a service
 * that repeats what it was sent.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Cadence from "@errand/core/Cadence"
import type { HasFiles, Listable, Provider } from "@errand/core/Provider"
import { isOver } from "@errand/core/Status"
import * as Task from "@errand/core/Task"
import * as TaskRef from "@errand/core/TaskRef"
import type { FaultKind } from "@errand/simulator/Fault"
import { type Provider as Service, Simulator } from "@errand/simulator"
import { rounds } from "@errand/testkit/rounds"
import { Effect, Exit, Stream } from "effect"
import { emitted } from "./emitted.ts"

/** Runs a part of a life, and tells its exit. */
export type Tell = Parameters<Parameters<typeof emitted>[0]>[0]

/** What every provider takes. */
export interface Options {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeout: "3 seconds"
  readonly fetch: (request: Request) => Promise<Response>
}

/** A provider, what is secret of its, and how its service would repeat it. */
export interface SecretsUnderTest<Input, P extends Provider<Input> & Partial<HasFiles & Listable>> {
  /** What is secret, for the reader of the tests' names. */
  readonly what: string
  readonly service: Service
  readonly make: (options: Options) => P
  readonly key: string
  readonly header: readonly [name: string, value: string]
  readonly input: Input
  /** An id of a task that there is not. */
  readonly id: string
  /** Every form in which a secret may show. */
  readonly forms: ReadonlyArray<string>
  /** A form in which the secret was sent: what is looked for was there to be lost. */
  readonly sent: string
  /** The secrets of a request's body, as plain text. */
  readonly secretsOf: (body: unknown) => string
  /** An error body of the service, with these words wherever it can hold some. */
  readonly refusal: (words: string, headers: string, body: unknown) => object
  /** Whether a task that runs tells where its browser can be watched and taken over. */
  readonly hasLiveUrl: boolean
  /** Faults that only this service has. */
  readonly faults: ReadonlyArray<FaultKind>
  /** What else takes or gives a secret. */
  readonly more: (provider: P, tell: Tell, id: string) => Effect.Effect<unknown>
}

/** Stands for all that a request carried, written out by the service that got it. */
const echo = "ECHO"

const faults: ReadonlyArray<FaultKind> = [
  ...[400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 503]
    .filter((_, nth) => nth % rounds({ few: 4, many: 1 }) === 0)
    .map((status) => ({ kind: "status", status, body: echo }) as const),
  { kind: "status", status: 503, body: `you sent ${echo}`, executed: true },
  { kind: "reset" },
  { kind: "reset", executed: true },
  { kind: "hang" },
  { kind: "hang", in: "body" },
  { kind: "cut" },
  { kind: "truncated" },
  { kind: "html" },
  { kind: "html", status: 502, executed: true },
  { kind: "garbage", body: `you sent ${echo}` },
  { kind: "garbage", body: `{"id":${echo}`, executed: true },
  { kind: "slow", delay: "5 seconds" },
  { kind: "late", delay: "5 seconds" }
]

/** Uses everything that takes or gives a secret, from the start to the end, and tells each exit. */
const life = <Input, P extends Provider<Input> & Partial<HasFiles & Listable>>(
  { id, input, more }: SecretsUnderTest<Input, P>,
  provider: P,
  tell: Tell
) =>
  Effect.gen(function* () {
    const wait = { within: "20 seconds", outageFor: "15 seconds" } as const
    const started = yield* tell(Task.start(provider, input, { key: "order-1", queueWithin: "10 seconds" }))
    const { kind, name } = provider
    const task = Exit.isSuccess(started) ? started.value : Task.attach(provider, { v: 1, provider: name, kind, id })
    yield* Effect.logInfo(TaskRef.encode(task.ref))
    // Programs log what they see of a task that runs, and what a wait that gave up tells.
    yield* tell(Task.await(task, { within: "1500 millis", noProgressFor: "1 second" }))
    yield* tell(
      Stream.runForEach(Task.watch(task, { within: "2 seconds" }), (snapshot) =>
        isOver(snapshot.status) ? Effect.void : Effect.logInfo("it runs", snapshot, JSON.stringify(snapshot))
      )
    )
    yield* tell(Stream.runDrain(Task.steps(task, wait)))
    const outcome = yield* tell(Task.await(task, wait))
    const files = Exit.isSuccess(outcome) ? outcome.value.files : [{ id: "f", name: "f", state: "ready" } as const]
    for (const file of files) yield* tell(Stream.runDrain(provider.file?.(task.ref.id, file) ?? Stream.empty))
    yield* tell(Task.cancel(task))
    yield* tell(provider.list?.({ page: 1, limit: 10 }) ?? Effect.void)
    yield* tell(Task.run(provider, input, { ...wait, queueWithin: "10 seconds", cancelWithin: "5 seconds" }))
    yield* tell(Effect.timeout(Task.run(provider, input, { cancelWithin: "5 seconds" }), "2 seconds"))
    yield* more(provider, tell, task.ref.id)
  })

/** The addresses of live views in an answer, whatever the service calls them. */
const liveUrlsIn = (answer: string): ReadonlyArray<string> =>
  [...answer.matchAll(/"live_?(?:view_?)?url":\s*"([^"]+)"/gi)].flatMap(([, address]) => address ?? [])

/** A service that repeats what it was sent, in words, as JSON and as an address would write it. */
const repeating = async <Input, P extends Provider<Input> & Partial<HasFiles & Listable>>(
  { key, refusal, secretsOf }: SecretsUnderTest<Input, P>,
  request: Request,
  answer: Response,
  sent: string
) => {
  const text = await answer.text()
  if (!text.includes(echo)) return new Response(answer.status === 204 ? null : text, answer)
  const headers = [...request.headers].join("\n")
  const body: unknown = sent.startsWith("{") ? JSON.parse(sent) : {}
  const words = `${request.url}\n${headers}\n${sent}\n${secretsOf(body)}`
  const whole = {
    ...refusal(words, headers, body),
    page: encodeURIComponent(words),
    form: new URLSearchParams([["sent", words]]).toString()
  }
  const repeated =
    text === JSON.stringify(echo)
      ? JSON.stringify(whole)
      : text.replace(echo, () => `${words} ${encodeURIComponent(words)}`)
  return new Response(repeated, {
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), "x-request-id": key }
  })
}

/** Where a word is, for the reader of a failure; empty when it is nowhere. */
const around = (text: string, word: string) => {
  const at = text.indexOf(word)
  return at === -1 ? "" : text.slice(Math.max(0, at - 300), at + 100)
}

/** Tests of a provider. */
export const secretsSuite = <Input, P extends Provider<Input> & Partial<HasFiles & Listable>>(
  under: SecretsUnderTest<Input, P>
): void => {
  const every = [...faults, ...under.faults].map((fault) => [JSON.stringify(fault).slice(0, 60), fault] as const)
  describe(under.what, () => {
    it.effect.each(every)("is in nothing that is emitted when every second request meets %s", ([, fault]) =>
      Effect.gen(function* () {
        const simulator = yield* Simulator.Simulator
        let keys = 0
        const signatures = new Set<string>()
        const liveUrls = new Set<string>()
        const bodies: Array<string> = []
        const provider = under.make({
          apiKey: under.key,
          baseUrl: simulator.services[under.service].baseUrl,
          timeout: "3 seconds",
          fetch: async (request) => {
            if (request.headers.get(under.header[0]) === under.header[1]) keys++
            for (const value of new URL(request.url).searchParams.values())
              if (/^[\w-]{20,}$/.test(value)) signatures.add(value)
            const sent = request.headers.get("content-type") === "application/json" ? await request.clone().text() : ""
            bodies.push(sent)
            const answer = await simulator.fetch(request)
            const isText = /json|text/.test(answer.headers.get("content-type") ?? "")
            // The body of an answer that is cut off cannot be read to its end here, either.
            const told = isText
              ? await answer
                  .clone()
                  .text()
                  .catch(() => "")
              : ""
            for (const address of liveUrlsIn(told)) liveUrls.add(address)
            const isRepeated = fault.kind === "status" || fault.kind === "garbage"
            return isRepeated ? repeating(under, request, answer, sent) : answer
          }
        })
        const { exit, spans, text } = yield* simulator.drive(
          Effect.provideService(
            emitted((tell) => life(under, provider, tell)),
            Cadence.Cadence,
            Cadence.every("1 second")
          )
        )
        assert(Exit.isSuccess(exit), text.slice(-2000))
        assert.isAbove(keys, 8)
        assert.isAbove(spans, 8)
        assert.include(bodies.join("\n"), under.sent)
        assert.include(text, "it failed")
        // Where a refusal is the fault, the start itself may be refused.
        if (under.hasLiveUrl && fault.kind !== "status") assert.isAbove(liveUrls.size, 0)
        for (const word of [...under.forms, ...signatures, ...liveUrls]) assert.strictEqual(around(text, word), "")
      }).pipe(
        Effect.provide(
          Simulator.layer({
            tasks: [
              { running: "4 seconds", output: "done", files: [{ name: "a.txt", content: "a" }], times: "always" }
            ],
            faults: [{ ...fault, probability: 0.5, times: "always", match: { provider: under.service } }]
          })
        )
      )
    )
  })
}
