#!/usr/bin/env node
/** `errand-simulator`: both services for programs in other processes. */
import { parseArgs } from "node:util"

const help = `errand-simulator: Browser Use Cloud v2 and v4, and others, on 127.0.0.1

Usage: errand-simulator [options]

  --port N       listen on this port; any free one without it
  --script FILE  JSON with tasks, faults and settings
  --seed N       where ids, words and chances come from (1)
  --speed X      run tasks X times faster (1)
  --key K        let in this API key only; any key without it
  --help         show this

Prints one line of JSON with both base URLs when it is ready, and ends on SIGTERM or SIGINT.
`

/** Says what is wrong with the command line, and ends. */
const exitMisused = (message: string): never => {
  process.stderr.write(`errand-simulator: ${message}\nTry errand-simulator --help.\n`)
  process.exit(2)
}

const parseNumber = (
  flag: string,
  text: string | undefined,
  isFine: (value: number) => boolean,
  what: string
): number | undefined => {
  if (text === undefined) return undefined
  const value = text.trim() === "" ? Number.NaN : Number(text)
  return isFine(value) ? value : exitMisused(`--${flag} takes ${what}, not "${text}"`)
}

const read = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string" },
        script: { type: "string" },
        seed: { type: "string" },
        speed: { type: "string" },
        key: { type: "string" },
        help: { type: "boolean", short: "h" }
      }
    }).values
  } catch (cause) {
    return exitMisused(cause instanceof Error ? cause.message : String(cause))
  }
}

const flags = read()
if (flags.help === true) {
  process.stdout.write(help)
  process.exit(0)
}
const port = parseNumber(
  "port",
  flags.port,
  (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
  "a port"
)
const seed = parseNumber("seed", flags.seed, Number.isSafeInteger, "an integer")
const speed = parseNumber("speed", flags.speed, (value) => Number.isFinite(value) && value > 0, "a number above 0")

// Loaded only now: help and mistakes should not wait for it.
const Effect = await import("effect/Effect")
const Simulator = await import("./Simulator.ts")

const load = async (file: string) => {
  const ScenarioFile = await import("./ScenarioFile.ts")
  return Effect.runPromise(ScenarioFile.load(file)).catch((cause: unknown) =>
    exitMisused(cause instanceof Error ? cause.message : String(cause))
  )
}
const scenario = flags.script === undefined ? {} : await load(flags.script)

const program = Effect.gen(function* () {
  const simulator = yield* Simulator.make({
    ...scenario,
    ...(port === undefined ? {} : { port }),
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
    ...(flags.key === undefined ? {} : { apiKey: flags.key })
  })
  const { apiKey, browserAct, browserUse, firecrawl } = simulator
  const browserUseV4 = simulator.services["browser-use/v4"]
  process.stdout.write(
    `${JSON.stringify({ browserUse, browserUseV4, browserAct, firecrawl, apiKey, pid: process.pid })}\n`
  )
  return yield* Effect.never
})

const stop = new AbortController()
process.once("SIGTERM", () => stop.abort())
process.once("SIGINT", () => stop.abort())
Effect.runPromise(Effect.scoped(program), { signal: stop.signal }).catch((cause: unknown) => {
  if (stop.signal.aborted) process.exit(0)
  process.stderr.write(`errand-simulator: ${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exit(1)
})
