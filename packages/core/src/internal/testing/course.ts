/** Where a scripted task stands at a given time. Deterministic: time is an argument. */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Redacted from "effect/Redacted"
import type { Cost, FileRef, Snapshot, StepView } from "../../Snapshot.ts"
import type { Status } from "../../Status.ts"
import { withoutUndefined } from "../task/options.ts"
import type { Script } from "../../testing/Script.ts"

/** What has happened to a task from outside. Times in milliseconds. */
export interface Events {
  readonly id: string
  readonly script: Script
  readonly startedAt: number
  cancelledAt?: number
  resumedAt?: number
}

/** Everything that can be seen of the task now. */
export const at = (task: Events, now: number): Snapshot<Script> => {
  const { id, startedAt } = task
  const takes = millis(task.script.takes, 10_000)
  const end = endOf(task, takes)
  const over = now >= end.at
  const { settles } = task.script
  const isSettling = over && settles !== undefined && now < end.at + Duration.toMillis(settles.after)
  const script = over && !isSettling ? { ...task.script, ...withoutUndefined(settles ?? {}) } : task.script
  const worked = Math.min(takes, workedBy(task, over ? end.at : now))
  const share = takes === 0 || (over && !end.cancelled) ? 1 : takes === Infinity ? 0 : worked / takes
  const status = over ? ending(script, end.cancelled) : midway(task, now, worked)
  return {
    status,
    ...(isSettling ? { isSettling } : {}),
    cost: costOf(script.cost, share, over),
    steps: stepsBy(task, takes, worked).map(({ step }) => step),
    output: over && status.state !== "cancelled" ? textOf(script.output) : null,
    verdict: { claimed: null, judged: null, ...(over ? script.verdict : {}) },
    files: over
      ? (script.files ?? []).map(({ bytes, name }, i): FileRef => ({
          id: `${id}/${i}`,
          name,
          size: bytes.length,
          state: "ready"
        }))
      : [],
    createdAt: DateTime.makeUnsafe(startedAt),
    startedAt: DateTime.makeUnsafe(startedAt),
    ...(over ? { finishedAt: DateTime.makeUnsafe(end.at) } : { liveUrl: liveUrlOf(id) }),
    raw: task.script
  }
}

/** The steps up to now in the order in which they showed up, which is that of their times. */
export const stepLog = (task: Events, now: number): ReadonlyArray<StepView> => {
  const takes = millis(task.script.takes, 10_000)
  const worked = Math.min(takes, workedBy(task, Math.min(now, endOf(task, takes).at)))
  return stepsBy(task, takes, worked)
    .toSorted((a, b) => a.at - b.at)
    .map(({ step }) => step)
}

/** Where a person can watch the task. */
export const liveUrlOf = (id: string) => Redacted.make(`https://live.test/${id}?key=live-view-key`)

/** Whether the service knows the task now, besides the start. */
export const isKnown = ({ script, startedAt }: Events, now: number): boolean =>
  now - startedAt >= millis(script.hiddenFor, 0) && now - startedAt < millis(script.forgottenAt, Infinity)

const millis = (duration: Duration.Input | undefined, otherwise: number): number =>
  duration === undefined ? otherwise : Duration.toMillis(duration)

/** When it goes on after its pause: a person has come, or it no longer waits for one. */
const resumedAtOf = ({ resumedAt, script, startedAt }: Events): number =>
  resumedAt ?? startedAt + millis(script.pausesAt, Infinity) + millis(script.asks?.within, Infinity)

const workedBy = (task: Events, now: number): number => {
  const pause = millis(task.script.pausesAt, Infinity)
  const worked = now - task.startedAt
  return worked < pause ? worked : pause + Math.max(0, now - resumedAtOf(task))
}

const endOf = (task: Events, takes: number): { readonly at: number; readonly cancelled: boolean } => {
  const pause = millis(task.script.pausesAt, Infinity)
  const natural = takes <= pause ? task.startedAt + takes : resumedAtOf(task) + takes - pause
  const stopped = (task.cancelledAt ?? Infinity) + millis(task.script.cancelTakes, 0)
  return stopped < natural ? { at: stopped, cancelled: true } : { at: natural, cancelled: false }
}

const ending = ({ ends = "completed", message }: Script, cancelled: boolean): Status => {
  if (cancelled || ends === "cancelled") return { state: "cancelled", by: "unknown", native: "cancelled" }
  if (ends === "completed") return { state: "completed", native: "completed" }
  return { state: "failed", reason: ends, ...(message === undefined ? {} : { message }), native: "failed" }
}

const midway = (task: Events, now: number, worked: number): Status => {
  const { cancelledAt, id, script, startedAt } = task
  if (cancelledAt !== undefined && now >= cancelledAt)
    return { state: "working", phase: "cancelling", native: "cancelling" }
  const pause = millis(script.pausesAt, Infinity)
  if (worked >= pause && now < resumedAtOf(task)) {
    const { waitsFor, within } = script.asks ?? {}
    return {
      state: "input_required",
      ...(waitsFor === undefined ? {} : { waitsFor }),
      ...(within === undefined ? {} : { until: DateTime.makeUnsafe(startedAt + pause + Duration.toMillis(within)) }),
      liveUrl: liveUrlOf(id),
      native: "paused"
    }
  }
  const said = script.statuses?.filter((word) => millis(word.at, 0) <= worked).at(-1)
  return said === undefined ? { state: "working", phase: "running", native: "running" } : said.status
}

const costOf = (cost: Omit<Cost, "final"> | undefined, share: number, final: boolean): Cost => ({
  ...(cost?.usd === undefined ? {} : { usd: BigDecimal.multiply(cost.usd, BigDecimal.fromNumberUnsafe(share)) }),
  ...(cost?.credits === undefined ? {} : { credits: Math.round(cost.credits * share) }),
  final
})

const textOf = (output: unknown): string | null =>
  output === undefined ? "done" : output === null || typeof output === "string" ? output : JSON.stringify(output)

const stepsBy = (
  { script: { steps = [] } }: Events,
  takes: number,
  worked: number
): ReadonlyArray<{ readonly at: number; readonly step: StepView }> =>
  steps.flatMap(({ at: time, ...step }, i) => {
    const at = millis(time, takes === Infinity ? 1000 * (i + 1) : (takes * (i + 1)) / (steps.length + 1))
    if (worked < at) return []
    return [{ at, step: { key: String(i + 1), number: i + 1, actions: [], raw: step, ...withoutUndefined(step) } }]
  })
