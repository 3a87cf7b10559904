/** Script files: scenarios in JSON, checked before anything starts. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { readFile } from "node:fs/promises"
import { ScenarioSchema, toScenario } from "./internal/scenarioSchema.ts"
import type { Scenario } from "./Scenario.ts"

/**
 * A script file that cannot be read, is no JSON, or says something that the simulator does not
 * understand.
 */
export class InvalidScenario extends Data.TaggedError("InvalidScenario")<{
  readonly file: string
  /** One problem a line, with its place in the file. */
  readonly problem: string
}> {
  override get message(): string {
    return `${this.file}: ${this.problem}`
  }
}

const decode = Schema.decodeUnknownEffect(ScenarioSchema, { errors: "all", onExcessProperty: "error" })

/** Checks what a script file holds. `file` is for the message. */
export const parse = (text: string, file: string): Effect.Effect<Scenario, InvalidScenario> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: (cause) =>
      new InvalidScenario({ file, problem: `no JSON: ${cause instanceof Error ? cause.message : String(cause)}` })
  }).pipe(
    Effect.flatMap((value) =>
      Effect.mapError(decode(value), (error) => new InvalidScenario({ file, problem: error.message }))
    ),
    Effect.map(toScenario)
  )

/** Reads a script file. */
export const load = (file: string): Effect.Effect<Scenario, InvalidScenario> =>
  Effect.tryPromise({
    try: () => readFile(file, "utf8"),
    catch: (cause) => new InvalidScenario({ file, problem: cause instanceof Error ? cause.message : String(cause) })
  }).pipe(Effect.flatMap((text) => parse(text, file)))
