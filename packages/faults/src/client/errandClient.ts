/** errand: the same program on all services. */
import { BrowserUse, Webhook } from "@errand/browser-use"
import { BrowserUse as BrowserUseV4 } from "@errand/browser-use/v4"
import { BrowserAct } from "@errand/browseract"
import { BrowserAct as BrowserActV3 } from "@errand/browseract/v3"
import * as Cadence from "@errand/core/Cadence"
import * as Lookout from "@errand/core/Lookout"
import type { Outcome } from "@errand/core/Outcome"
import * as Inbox from "@errand/core/Inbox"
import type { Continuable, HasFiles, Provider } from "@errand/core/Provider"
import { Firecrawl } from "@errand/firecrawl"
import { Skyvern, TaskV2 } from "@errand/skyvern"
import * as Task from "@errand/core/Task"
import type { TaskRef } from "@errand/core/TaskRef"
import * as TaskStore from "@errand/core/TaskStore"
import type { Ended, StartUnknown, WaitError } from "@errand/core/TaskError"
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartOptions } from "@errand/core/TaskOptions"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Stream from "effect/Stream"
import { inspect } from "node:util"
import type { Provider as Service } from "@errand/simulator"
import type { Client, ClientSetup, ClientReport } from "./client.ts"
import { Price, prompt, url, workflow } from "./clientInput.ts"
import * as FaultScenario from "../faultScenario.ts"
import type { End } from "../faultScenario.ts"

type Failure = ProviderError | StartUnknown | Ended | WaitError

type Provided<Input, Raw> = Provider<Input, Raw> & HasFiles

export const errandClient: Client = {
  name: "errand",
  providers: ["browser-use", "browser-use/v4", "browseract", "browseract/v3", "firecrawl", "skyvern"],
  play: (setup) => {
    const { apiKey, baseUrl, fetch, millis, provider, scenario } = setup
    const options = {
      apiKey,
      baseUrl,
      fetch,
      timeout: millis(FaultScenario.requestTimeoutSeconds),
      maxBodyBytes: scenario.largest
    }
    const programs: { readonly [P in Service]: () => Effect.Effect<ClientReport> } = {
      "browser-use": () => {
        const browserUse = BrowserUse.make(options)
        const input = { task: prompt, ...(scenario.judged === true && { judge: true }) }
        const session = Effect.orDie(browserUse.client.sessions.create())
        const inSession = Effect.map(session, ({ id }) => ({ ...input, sessionId: id }))
        return scenario.does?.do === "follow"
          ? Effect.flatMap(inSession, (first) => follow(browserUse, first, input, setup))
          : play(browserUse, input, setup, inSession)
      },
      "browser-use/v4": () => {
        const browserUse = BrowserUseV4.make(options)
        const input = { task: prompt, ...(scenario.judged === true && { judge: {} }) }
        return scenario.does?.do === "follow" ? follow(browserUse, input, input, setup) : play(browserUse, input, setup)
      },
      browseract: () => {
        const browserAct = BrowserAct.make(options)
        return play(browserAct, workflow, setup, undefined, (ref) => Task.resume(Task.attach(browserAct, ref)))
      },
      "browseract/v3": () => {
        const browserAct = BrowserActV3.make(options)
        const input = { bot_id: workflow.workflow_id, input: { what: prompt } }
        return play(browserAct, input, setup, undefined, (ref) => Task.resume(Task.attach(browserAct, ref)))
      },
      // Its jobs leave no files, and the scenarios with files are not played on it.
      firecrawl: () =>
        Effect.map(play({ ...Firecrawl.make(options), file: () => Stream.empty }, { prompt }, setup), unwrapText),
      // Only its engine 2.0 tells steps.
      skyvern: () => {
        if (scenario.does?.do === "steps") return play(TaskV2.make(options), { prompt, url }, setup)
        const skyvern = Skyvern.make(options)
        const code = { totp_identifier: "me", content: "123456" }
        const deaf = scenario.isDeaf === true && { webhook_url: deafAddress }
        const input = { prompt, url, totp_identifier: code.totp_identifier, ...deaf }
        return play(skyvern, input, setup, undefined, (ref) => Task.answer(Task.attach(skyvern, ref), code))
      }
    }
    const played = programs[provider]()
    // Many waits are left to the look-out.
    if (scenario.does !== undefined && "count" in scenario.does) {
      const aim = { meanDelay: millis(1.2), maxDetectionDelay: millis(30), watchdog: millis(60) }
      return Effect.provideService(played, Lookout.Options, aim)
    }
    const pace = Cadence.make({ first: millis(1), cap: millis(5), idle: millis(10), outage: millis(30) })
    return Effect.provideService(played, Cadence.Cadence, pace)
  }
}

/** No service has this port, and no system gives it to a program that asks for any. */
const deafAddress = "http://127.0.0.1:2/hooks"

/** What Firecrawl's agent finds is an object: the text of a scenario is the `result` in it. */
const unwrapText = (report: ClientReport): ClientReport => {
  const text = typeof report.output === "string" ? /^\{"result":(".*")\}$/s.exec(report.output)?.[1] : undefined
  return text === undefined ? report : { ...report, output: JSON.parse(text) }
}

/** A task, and another one in the same session, from its ref alone. */
const follow = <Input, Raw>(
  provider: Provided<Input, Raw> & Continuable<Input>,
  first: Input,
  next: Input,
  setup: ClientSetup
): Effect.Effect<ClientReport> => {
  const options = startOptions(setup)
  return reportEnd(
    Effect.gen(function* () {
      const task = yield* Task.start<Input, Provided<Input, Raw> & Continuable<Input>, unknown>(
        provider,
        first,
        options
      )
      yield* Task.join(task)
      const again = Task.attach(provider, task.ref, options)
      const second = yield* Task.continue<Input, Provided<Input, Raw> & Continuable<Input>, unknown>(
        again,
        next,
        options
      )
      return reportOutcome(yield* Task.await(second))
    })
  )
}

const startOptions = ({ millis, scenario }: ClientSetup): StartOptions<unknown> => ({
  within: millis(scenario.within ?? FaultScenario.defaultDeadlineSeconds),
  unrecognisedFor: millis(300),
  ...(scenario.personWithin !== undefined && { personWithin: millis(scenario.personWithin) }),
  lag: millis(30),
  ...(scenario.typed === true && { output: Price })
})

const play = <Input, Raw>(
  provider: Provided<Input, Raw>,
  input: Input,
  setup: ClientSetup,
  /** The same input in a new session, where the service has sessions. */
  inSession: Effect.Effect<Input> = Effect.succeed(input),
  /** Lets a task go on that waits for a person, where the service can be told. */
  tell: (ref: TaskRef) => Effect.Effect<void, ProviderError> = () => Effect.void
): Effect.Effect<ClientReport> => {
  const { millis, scenario } = setup
  const options = startOptions(setup)
  // Pauses between attempts to stop are not scaled down, so the time for all attempts has a lower
  // bound.
  const limits = { cancelWithin: Math.max(millis(30), 5000), queueWithin: millis(3600) }
  const start = Task.start<Input, Provided<Input, Raw>, unknown>(provider, input, options)
  const run = (key?: string, given = input) =>
    Task.run<Input, Raw, Provided<Input, Raw>, unknown>(provider, given, {
      ...options,
      ...limits,
      ...(key !== undefined && { key })
    })
  const does = scenario.does ?? { do: "run" }
  switch (does.do) {
    case "run":
      return reportEnd(Effect.map(run(), (output) => ({ end: "output", output, text: inspect(output) })))
    case "many":
      return reportEnd(
        Effect.gen(function* () {
          const tasks = yield* Effect.forEach(Array.from({ length: does.count }), () => start)
          const outputs = yield* Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" })
          return { end: "output", output: outputs[0], text: inspect(outputs) }
        })
      )
    case "recover":
      return reportEnd(
        Effect.gen(function* () {
          const life = yield* processes
          yield* life(Effect.forEach(Array.from({ length: does.count }), () => start))
          const ends: Array<Outcome<unknown>> = []
          const handler = (end: Outcome<unknown>) => Effect.sync(() => void ends.push(end))
          const recovery = Task.recover<Provided<Input, Raw>, Raw, never, never, unknown>(provider, handler, options)
          yield* Effect.orDie(life(recovery))
          const [first] = ends
          return first === undefined || ends.length < does.count
            ? { end: "error", text: `${ends.length} of ${does.count} outcomes` }
            : reportOutcome(first)
        })
      )
    case "leave":
      return withLogReport(
        Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(run())
          yield* Effect.sleep(millis(does.after))
          yield* Fiber.interrupt(fiber)
          return { end: "left", text: "" }
        })
      )
    case "stop":
      return reportEnd(
        Effect.gen(function* () {
          const task = yield* start
          yield* Effect.sleep(millis(does.after))
          yield* Task.cancel(task)
          return reportOutcome(yield* Task.await(task))
        })
      )
    case "steps":
      return reportEnd(
        Effect.gen(function* () {
          const task = yield* start
          const steps = yield* Stream.runCollect(Task.steps(task))
          return {
            ...reportOutcome(yield* Task.await(task)),
            steps: steps.map(({ number, revision }) => `${number}.${revision}`),
            screenshots: steps.flatMap(({ number, screenshot }) => (screenshot === undefined ? [] : [number]))
          }
        })
      )
    case "enough":
      return withLogReport(
        Effect.gen(function* () {
          const stream = Task.stream<Input, Raw, Provided<Input, Raw>, unknown>(provider, input, {
            ...options,
            ...limits
          })
          const steps = Stream.filter(stream, ({ _tag }) => _tag === "Step")
          yield* Effect.ignore(Stream.runDrain(Stream.take(steps, does.steps)))
          return { end: "left", text: "" }
        })
      )
    case "file":
      return reportEnd(
        Effect.gen(function* () {
          const task = yield* start
          const end = yield* Task.await(task)
          const [file] = end.files
          if (file === undefined) return { end: "error", text: "no file" }
          return { ...reportOutcome(end), content: yield* Stream.mkString(Stream.decodeText(Task.file(task, file))) }
        })
      )
    case "follow":
      return Effect.succeed({ end: "error", text: "its tasks are in no session" })
    case "tell":
      return reportEnd(
        Effect.gen(function* () {
          const task = yield* start
          const told = Effect.delay(Effect.ignore(tell(task.ref)), millis(does.after))
          const [end] = yield* Effect.all([Task.await(task), told], { concurrency: "unbounded" })
          return reportOutcome(end)
        })
      )
    case "late":
      return reportEnd(
        Effect.gen(function* () {
          const { ref } = yield* start
          yield* Effect.sleep(millis(does.after))
          return reportOutcome(yield* Task.await(Task.attach(provider, ref, options)))
        })
      )
    case "listen":
      return reportEnd(
        Effect.gen(function* (): Effect.fn.Return<ClientReport, Failure, Inbox.Inbox> {
          if (setup.hook === undefined) return { end: "error", text: "no webhooks" }
          yield* setup.hook.serve(yield* Webhook.handler({ secret: Redacted.make(setup.hook.secret) }))
          const output = yield* run()
          return { end: "output", output, text: inspect(output) }
        }).pipe(
          Effect.provideService(Cadence.Cadence, Cadence.every(millis(3600))),
          Effect.provide(Layer.fresh(Inbox.layer))
        )
      )
    case "again":
      return reportEnd(
        Effect.gen(function* () {
          const given = does.inSession === true ? inSession : Effect.succeed(input)
          const again = Effect.gen(function* () {
            const output = yield* run("order-7", yield* given)
            return { end: "output", output, text: inspect(output) } as const
          })
          if (does.dies === undefined) {
            const first = yield* given
            yield* Task.start<Input, Provided<Input, Raw>, unknown>(provider, first, { ...options, key: "order-7" })
            return yield* again
          }
          const life = yield* processes
          const dying = killedAtStart(provider, does.dies)
          yield* life(Effect.exit(Task.start(dying, input, { ...limits, key: "order-7" })))
          return yield* life(again)
        })
      )
  }
}

/** Processes, one after the other, that share a file. */
const processes = Effect.map(
  TaskStore.memory(),
  (journal) =>
    <A, E>(work: Effect.Effect<A, E, TaskStore.TaskStore>): Effect.Effect<A, E> =>
      Effect.provide(work, Layer.orDie(Layer.fresh(TaskStore.layer(Effect.succeed(journal)))))
)

/**
 * The same provider in a process that dies before its start leaves, or that never hears the answer.
 */
const killedAtStart = <Input, Raw>(
  provider: Provided<Input, Raw>,
  dies: "queued" | "sending"
): Provided<Input, Raw> => ({
  ...provider,
  ...(dies === "queued" &&
    provider.slots !== undefined && { slots: { ...provider.slots, run: () => Effect.die("killed") } }),
  start: (input, how) => Effect.andThen(Effect.exit(provider.start(input, how)), Effect.die("killed"))
})

const reportEnd = (work: Effect.Effect<ClientReport, Failure>): Effect.Effect<ClientReport> =>
  Effect.catch(work, (error) =>
    Effect.succeed({ end: endOf(error), text: `${error.message}\n${inspect(error, { depth: 10 })}` })
  )

const reportOutcome = (end: Outcome<unknown>): ClientReport => ({
  end: end._tag === "Succeeded" ? "output" : end._tag === "Failed" ? "failed" : "cancelled",
  ...(end._tag === "Succeeded" && { output: end.output }),
  text: inspect(end, { depth: 10 })
})

const refusals: ReadonlyArray<string> = [
  "Unauthorized",
  "Forbidden",
  "OutOfCredit",
  "BadRequest",
  "NotFound",
  "Conflict"
]

const endOf = (error: Failure): End => {
  switch (error._tag) {
    case "TaskFailed":
      return "failed"
    case "TaskCancelled":
      return "cancelled"
    case "OutputMismatch":
      return "mismatch"
    case "WaitTimeout":
      return "deadline"
    case "TaskStalled":
      return "stalled"
    case "PersonTimeout":
      return "nobody came"
    case "StartUnknown":
      return "unknown"
    case "ProviderError":
      return refusals.includes(error.reason._tag) ? "refused" : "error"
    default:
      return "error"
  }
}

/**
 * A caller that leaves gets no result: a task that could not be stopped is reported in the log
 * alone.
 */
const withLogReport = (work: Effect.Effect<ClientReport>): Effect.Effect<ClientReport> => {
  const lines: Array<string> = []
  const logger = Logger.make(({ fiber, logLevel, message }) => {
    if (logLevel === "Error")
      lines.push(inspect([message, fiber.getRef(References.CurrentLogAnnotations)], { depth: 6 }))
  })
  return work.pipe(
    Effect.map((one) => ({
      ...one,
      text: lines.join("\n"),
      reported: lines.some((line) => line.includes("errand.ref"))
    })),
    Effect.provide(Logger.layer([logger]))
  )
}
