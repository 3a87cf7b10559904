/**
 * Everything that a program emits, as text: logs in every format, spans, metrics, errors in every
 * way to print them, what went to the standard streams. Left out is what is the caller's own to
 * show: values that calls succeeded with, because what a service says in its results is the result;
 * of spans that is the value in memory of a successful exit, which no exporter reads.
 */
import { TaskStore } from "@errand/core"
import { Cause, Effect, Exit, Logger, Metric, References, Tracer } from "effect"
import { inspect } from "node:util"
import { vi } from "vitest"

/** Every string that can be reached from a value, hidden properties included. */
export const everything = (value: unknown, seen = new Set<unknown>()): string => {
  if (typeof value === "function") return ""
  if (typeof value !== "object" || value === null) return String(value)
  if (seen.has(value)) return ""
  seen.add(value)
  const held = value instanceof Map || value instanceof Set ? [...value].flat() : []
  const own = Reflect.ownKeys(value).map((name) => `${String(name)}=${everything(Reflect.get(value, name), seen)}`)
  return [...own, ...held.map((item: unknown) => everything(item, seen))].join("\n")
}

/** An error in every way in which it may be printed. */
const printed = (error: unknown): string =>
  [
    String(error),
    JSON.stringify(error, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    inspect(error, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
    error instanceof Error ? `${error.message}\n${error.stack}\n${printed(error.cause)}` : "",
    everything(error)
  ].join("\n")

/** The failure of an exit in every way; of a success, nothing. */
const failure = (exit: Exit.Exit<unknown, unknown>): string =>
  Exit.isSuccess(exit)
    ? ""
    : [
        Cause.pretty(exit.cause),
        printed(exit.cause),
        ...exit.cause.reasons.map(printed),
        printed(Cause.squash(exit.cause))
      ].join("\n")

/** Runs a program that tells its exits, and gives all that was emitted on the way. */
export const emitted = <A, E, R>(
  program: (
    tell: <B, F, S>(effect: Effect.Effect<B, F, S>) => Effect.Effect<Exit.Exit<B, F>, never, S>
  ) => Effect.Effect<A, E, R>
) =>
  Effect.gen(function* () {
    const out: Array<string> = []
    const spans: Array<Tracer.Span> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const sink = (line: unknown) => void out.push(typeof line === "string" ? line : printed(line))
    const loggers = [
      Logger.map(Logger.formatJson, sink),
      Logger.map(Logger.formatLogFmt, sink),
      Logger.map(Logger.formatSimple, sink),
      Logger.map(Logger.formatStructured, sink),
      Logger.make((entry) => sink(everything([entry.message, entry.cause]))),
      Logger.consolePretty({ colors: false })
    ]
    const tell = <B, F, S>(effect: Effect.Effect<B, F, S>) =>
      Effect.exit(effect).pipe(
        Effect.tap((exit) => {
          out.push(failure(exit))
          return Exit.isFailure(exit) ? Effect.logError("it failed", exit.cause) : Effect.logDebug("it went well")
        })
      )
    const restore = overhear(sink)
    const exit = yield* tell(program(tell)).pipe(
      Effect.tap(() =>
        Effect.flatMap(TaskStore.TaskStore, (store) => Effect.map(store.entries, (all) => sink(JSON.stringify(all))))
      ),
      Effect.withSpan("outer"),
      Effect.provide(TaskStore.layerMemory),
      Effect.withTracer(tracer),
      Effect.provide(Logger.layer(loggers)),
      Effect.provideService(References.MinimumLogLevel, "All"),
      Effect.ensuring(Effect.sync(restore))
    )
    for (const { attributes, links, name, status } of spans) {
      out.push(name, everything([...attributes]), everything(links.map((link) => link.attributes)))
      if (status._tag === "Ended") out.push(failure(status.exit))
    }
    for (const span of spans) if ("events" in span) out.push(everything(span.events))
    out.push(everything(yield* Metric.snapshot))
    return { exit, text: out.join("\n"), spans: spans.length }
  })

/** Listens to what is written to the standard streams, instead of writing it. */
const overhear = (sink: (text: string) => void) => {
  const say = (...parts: ReadonlyArray<unknown>) => sink(parts.map((part) => inspect(part)).join(" "))
  const write = (chunk: unknown) => {
    sink(String(chunk))
    return true
  }
  const spies = [
    ...([process.stdout, process.stderr] as const).map((stream) => vi.spyOn(stream, "write").mockImplementation(write)),
    ...(["log", "error", "warn", "info", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(say)
    )
  ]
  return () => {
    for (const spy of spies) spy.mockRestore()
  }
}
