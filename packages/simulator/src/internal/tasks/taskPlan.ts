/**
 * Completes a script to the plan of one task, which is fixed at its creation. Durations become
 * milliseconds of the clock.
 */
import * as Duration from "effect/Duration"
import type { Behaviour, FileScript, StepScript, TaskStart, WordScript } from "../../TaskScript.ts"
import type { Random } from "../sample/random.ts"
import { sample } from "../sample/sample.ts"
import type { Course } from "./timeline.ts"

export interface PlannedStep {
  readonly id: string
  readonly goal: string
  readonly memory: string
  readonly evaluation: string
  readonly url: string
  readonly actions: ReadonlyArray<string>
  readonly fails: boolean
  /** How long after the end of the step it appears; undefined for never. */
  readonly screenshot: number | undefined
}

interface PlannedFile {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly content: Buffer
  readonly transfer: number
  readonly error: string | undefined
}

export interface Plan {
  readonly course: Course
  readonly steps: ReadonlyArray<PlannedStep>
  readonly files: ReadonlyArray<PlannedFile>
  readonly output: string
  readonly success: boolean | null
  readonly judge: { readonly verdict: boolean | null; readonly reasoning: string; readonly takes: number }
  readonly dispatchFails: boolean
  readonly failure: {
    readonly code: number
    readonly message: string
    readonly status: "failed" | "terminated" | "timed_out"
  }
  /** In millionths of a USD, so that sums are exact. */
  readonly cost: { readonly start: number; readonly step: number }
  readonly credits: number
  readonly words: ReadonlyArray<{ readonly word: string; readonly from: number; readonly until: number }>
  readonly hidden: number
  readonly stopping: number
  readonly logs: string
}

/** The parts of a start request that the plan depends on, for any provider. */
export interface Wish {
  /** JSON Schema of the output, as text. */
  readonly schema: string | undefined
  readonly startUrl: string | undefined
}

export const make = (behaviour: Behaviour, start: TaskStart, wish: Wish, random: Random, speed: number): Plan => {
  const time = (input: Duration.Input | undefined, otherwise: number): number =>
    (input === undefined ? otherwise : Duration.toMillis(Duration.fromInputUnsafe(input))) / speed
  const dispatchFails = behaviour.dispatchFails === true
  const scripts = dispatchFails
    ? []
    : typeof behaviour.steps === "object"
      ? behaviour.steps
      : Array.from({ length: behaviour.steps ?? random.between("steps", 4, 6) }, (): StepScript => ({}))
  const isEven = behaviour.running !== undefined && scripts.every((step) => step.duration === undefined)
  const natural = scripts.map((step) =>
    time(step.duration, isEven ? 1000 : 1200 + 100 * random.between("duration", 0, 12))
  )
  const sum = natural.reduce((a, b) => a + b, 0)
  const running = behaviour.running === undefined || dispatchFails ? sum : time(behaviour.running, 0)
  const durations = sum === 0 ? natural : natural.map((duration) => (duration * running) / sum)
  let plannedSteps: ReadonlyArray<PlannedStep> | undefined
  return {
    course: {
      queued: time(behaviour.queued, 1000),
      steps: durations,
      tail: sum === 0 ? running : 0,
      pauses: (behaviour.pauses ?? []).map((pause) => ({
        after: pause.after,
        pausing: time(pause.pausing, 500),
        limit: pause.limit === undefined ? undefined : time(pause.limit, 0)
      })),
      end: dispatchFails ? "failed" : (behaviour.end ?? "finished")
    },
    // Made at the first read: most requests ask for the status alone.
    get steps() {
      return (plannedSteps ??= scripts.map((step, index) => ({
        ...words(step, index, scripts.length, start, wish, random),
        fails: step.fails ?? false,
        screenshot:
          step.screenshot === false ? undefined : time(step.screenshot, index === scripts.length - 1 ? 0 : 400)
      })))
    },
    files: (behaviour.files ?? []).map((file) => ({
      id: random.uuid("file"),
      name: file.name,
      contentType: file.contentType ?? contentType(file.name),
      content: content(file, random),
      transfer: time(file.transfer, 0),
      error: file.error
    })),
    output: output(behaviour, start, wish, random),
    success: behaviour.success === undefined ? true : behaviour.success,
    judge: {
      verdict: behaviour.judge === undefined ? true : behaviour.judge.verdict,
      reasoning: behaviour.judge?.reasoning ?? "The output answers what was asked.",
      takes: time(behaviour.judge?.takes, 5000)
    },
    dispatchFails,
    failure: {
      code: behaviour.failure?.code ?? 10500,
      message: behaviour.failure?.message ?? "The browser closed unexpectedly.",
      status: behaviour.failure?.status ?? "failed"
    },
    cost: { start: micros(behaviour.cost?.start ?? 0.01), step: micros(behaviour.cost?.step ?? 0.006) },
    credits: behaviour.credits ?? 5,
    words: (behaviour.words ?? []).map((one: WordScript) => ({
      word: one.word,
      from: time(one.from, 0),
      until: one.until === undefined ? Infinity : time(one.until, 0)
    })),
    hidden: time(behaviour.hidden, 0),
    stopping: time(behaviour.stopping, 0),
    logs: behaviour.logs ?? `Task: ${start.prompt}\nSteps: ${scripts.length}\n`
  }
}

const micros = (usd: number): number => Math.round(usd * 1e6)

const output = (behaviour: Behaviour, start: TaskStart, wish: Wish, random: Random): string => {
  if (behaviour.output !== undefined) {
    const value = typeof behaviour.output === "function" ? behaviour.output(start) : behaviour.output
    return typeof value === "string" ? value : JSON.stringify(value)
  }
  if (wish.schema !== undefined) return JSON.stringify(sample(JSON.parse(wish.schema), random))
  return `Done: ${start.prompt.slice(0, 200)}`
}

const goals = [
  "Open the page to start from",
  "Find the part of the page that the task is about",
  "Search for what is asked",
  "Read the results and keep the relevant ones",
  "Check one detail on its own page",
  "Put the answer together"
] as const

const words = (step: StepScript, index: number, count: number, start: TaskStart, wish: Wish, random: Random) => {
  const goal = step.goal ?? (index === count - 1 && count > 1 ? goals[5] : goals[index % 5]) ?? goals[0]
  const url =
    step.url ?? (index === 0 ? wish.startUrl : undefined) ?? `https://example.com/${index === 0 ? "" : `page/${index}`}`
  return {
    id: random.digits("step", 17),
    goal,
    url,
    memory: step.memory ?? `${index} of ${count} steps towards: ${start.prompt.slice(0, 60)}`,
    evaluation: step.evaluation ?? (index === 0 ? "Nothing to evaluate yet" : "The last step did what it should"),
    actions: step.actions ?? [
      index === count - 1
        ? JSON.stringify({ done: { success: true } })
        : index === 0
          ? JSON.stringify({ go_to_url: { url } })
          : JSON.stringify({ click: { index: random.between("element", 1, 40) } })
    ]
  }
}

const content = (file: FileScript, random: Random): Buffer => {
  if (file.content !== undefined) return Buffer.from(file.content, "utf8")
  const seed = Buffer.from(`${file.name} ${random.hex("content", 32)}\n`)
  return Buffer.alloc(file.size ?? 1024, seed)
}

const types: { readonly [extension: string]: string } = {
  csv: "text/csv",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  md: "text/markdown",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain"
}

const contentType = (name: string): string =>
  types[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream"
