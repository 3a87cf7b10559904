/** The schema of a script file. It finds the mistakes in one and says where they are. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Scenario } from "../Scenario.ts"

const optional = Schema.optionalKey
const list = <S extends Schema.Top>(of: S) => Schema.Array(of)

const isDuration = (input: number | string): boolean =>
  typeof input === "number"
    ? Number.isFinite(input) && input >= 0
    : Option.isSome(Duration.fromInput(input as Duration.Input)) && !input.trim().startsWith("-")

/** Milliseconds, or a text such as `2 seconds`. */
const Time = Schema.Union([Schema.Number, Schema.String]).check(
  Schema.makeFilter((input) => isDuration(input) || 'Expected a duration: milliseconds, or a text such as "2 seconds"')
)
const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const Times = Schema.Union([Count, Schema.Literal("always")])
const Status = Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 }))
const Provider = Schema.Literals([
  "browser-use",
  "browser-use/v4",
  "browseract",
  "browseract/v3",
  "firecrawl",
  "skyvern"
])
const Amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
const Texts = Schema.Record(Schema.String, Schema.String)

const Step = Schema.Struct({
  goal: optional(Schema.String),
  memory: optional(Schema.String),
  evaluation: optional(Schema.String),
  url: optional(Schema.String),
  actions: optional(list(Schema.String)),
  duration: optional(Time),
  fails: optional(Schema.Boolean),
  screenshot: optional(Schema.Union([Time, Schema.Literal(false)]))
})

const File = Schema.Struct({
  name: Schema.String,
  content: optional(Schema.String),
  size: optional(Count),
  contentType: optional(Schema.String),
  transfer: optional(Time),
  error: optional(Schema.String)
})

const Task = Schema.Struct({
  match: optional(
    Schema.Struct({
      provider: optional(Provider),
      prompt: optional(Schema.String),
      workflow: optional(Schema.String),
      metadata: optional(Texts)
    })
  ),
  times: optional(Times),
  queued: optional(Time),
  running: optional(Time),
  steps: optional(Schema.Union([Count, list(Step)])),
  output: optional(Schema.Json),
  success: optional(Schema.NullOr(Schema.Boolean)),
  judge: optional(
    Schema.Struct({
      verdict: Schema.NullOr(Schema.Boolean),
      reasoning: optional(Schema.String),
      takes: optional(Time)
    })
  ),
  dispatchFails: optional(Schema.Boolean),
  end: optional(Schema.Literals(["finished", "failed", "stopped", "never"])),
  failure: optional(
    Schema.Struct({
      code: optional(Schema.Int),
      message: optional(Schema.String),
      status: optional(Schema.Literals(["failed", "terminated", "timed_out"]))
    })
  ),
  cost: optional(Schema.Struct({ start: optional(Amount), step: optional(Amount) })),
  credits: optional(Count),
  files: optional(list(File)),
  pauses: optional(list(Schema.Struct({ after: Count, pausing: optional(Time), limit: optional(Time) }))),
  words: optional(list(Schema.Struct({ word: Schema.String, from: optional(Time), until: optional(Time) }))),
  hidden: optional(Time),
  stopping: optional(Time),
  logs: optional(Schema.String)
})

const rule = {
  match: optional(
    Schema.Struct({ provider: optional(Provider), operation: optional(Schema.String), task: optional(Schema.String) })
  ),
  nth: optional(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))),
  times: optional(Times),
  for: optional(Time),
  probability: optional(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })))
}
const executed = { executed: optional(Schema.Boolean) }

const Fault = Schema.Union([
  Schema.Struct({
    ...rule,
    ...executed,
    kind: Schema.Literal("status"),
    status: Status,
    retryAfter: optional(Schema.Union([Amount, Schema.String])),
    body: optional(Schema.Json)
  }),
  Schema.Struct({
    ...rule,
    ...executed,
    kind: Schema.Literal("envelope"),
    code: Schema.Int,
    message: optional(Schema.String),
    status: optional(Status)
  }),
  Schema.Struct({ ...rule, ...executed, kind: Schema.Literal("reset") }),
  Schema.Struct({
    ...rule,
    ...executed,
    kind: Schema.Literal("hang"),
    in: optional(Schema.Literals(["headers", "body"]))
  }),
  Schema.Struct({ ...rule, kind: Schema.Literal("cut") }),
  Schema.Struct({ ...rule, kind: Schema.Literal("truncated") }),
  Schema.Struct({ ...rule, ...executed, kind: Schema.Literal("html"), status: optional(Status) }),
  Schema.Struct({ ...rule, ...executed, kind: Schema.Literal("garbage"), body: optional(Schema.String) }),
  Schema.Struct({ ...rule, kind: Schema.Literal("slow"), delay: Time }),
  Schema.Struct({ ...rule, kind: Schema.Literal("late"), delay: Time }),
  Schema.Struct({ ...rule, kind: Schema.Literal("word"), word: Schema.String })
])

const Workflow = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  description: optional(Schema.String),
  parameters: optional(list(Schema.String))
})

/** What a script file holds. */
export const ScenarioSchema = Schema.Struct({
  $schema: optional(Schema.String),
  seed: optional(Schema.Int),
  speed: optional(Schema.Finite.check(Schema.isGreaterThan(0))),
  apiKey: optional(Schema.String),
  browserUse: optional(
    Schema.Struct({
      concurrency: optional(Count),
      credits: optional(Schema.Finite),
      zdr: optional(Schema.Boolean),
      closedToV4: optional(Schema.Boolean),
      enabledSkills: optional(Count),
      generation: optional(Time),
      uploadExpiry: optional(Time),
      downloadExpiry: optional(Time),
      webhook: optional(
        Schema.Struct({
          url: Schema.String,
          secret: Schema.String,
          about: optional(Schema.Literals(["task", "session"]))
        })
      )
    })
  ),
  browserAct: optional(
    Schema.Struct({
      concurrency: optional(Count),
      disguised: optional(Schema.Boolean),
      forgiving: optional(Schema.Boolean),
      workflows: optional(list(Workflow))
    })
  ),
  browserActV3: optional(
    Schema.Struct({
      concurrency: optional(Count),
      disguised: optional(Schema.Boolean),
      resuming: optional(Time),
      bots: optional(
        list(
          Schema.Struct({
            id: Schema.String,
            name: Schema.String,
            type: optional(Schema.Literals(["workflow", "agent"]))
          })
        )
      )
    })
  ),
  firecrawl: optional(
    Schema.Struct({
      concurrency: optional(Count),
      disguised: optional(Schema.Boolean),
      strict: optional(Schema.Boolean),
      keeps: optional(Time),
      secret: optional(Schema.String)
    })
  ),
  skyvern: optional(
    Schema.Struct({
      concurrency: optional(Count),
      engine: optional(Schema.String),
      rewrites: optional(Schema.Boolean),
      withoutUrl: optional(Time),
      failsWithWebhook: optional(Schema.Boolean),
      worksOn: optional(Schema.Boolean)
    })
  ),
  tasks: optional(list(Task)),
  faults: optional(list(Fault))
})

/**
 * A checked file as a scenario. Durations are typed as any text in the schema, though the checks
 * let only durations through.
 */
export const toScenario = (file: typeof ScenarioSchema.Type): Scenario => {
  const { $schema: _, ...scenario } = file
  return scenario as Scenario
}
