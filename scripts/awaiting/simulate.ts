/**
 * What a policy costs: requests per task, and how long after its end a task is noticed. Only time
 * and requests are simulated; the service takes 0.2 s to answer and tells what was true half-way.
 * What plans here is the code that plans in the library.
 */
// @boundaries-ignore the pictures show what the planner does, and nobody else may lean on it
import * as Hazard from "../../packages/core/src/internal/lookout/model/hazard.ts"
// @boundaries-ignore the pictures show what the planner does, and nobody else may lean on it
import * as LookPrice from "../../packages/core/src/internal/lookout/model/lookPrice.ts"
// @boundaries-ignore the pictures show what the planner does, and nobody else may lean on it
import * as Schedule from "../../packages/core/src/internal/lookout/model/schedule.ts"
// @boundaries-ignore the pictures show what the planner does, and nobody else may lean on it
import { random } from "../../packages/core/src/internal/testing/durations.ts"
import type { Task } from "./workload.ts"

/** Delays in milliseconds. */
export interface Cost {
  readonly requests: number
  readonly mean: number
  readonly p99: number
}

/** Milliseconds that an answer takes. */
export const answer = 200

/**
 * Each task is asked about on its own: `gap` is the time from the sending of one look to the next,
 * at this age.
 */
export const alone = (tasks: ReadonlyArray<Task>, gap: (age: number, looks: number) => number): Cost => {
  const delays: Array<number> = []
  let requests = 0
  for (const { takes } of tasks) {
    let look = 0
    for (let looks = 0; ; looks++) {
      look += Math.max(answer, gap(look, looks))
      requests++
      if (look + answer / 2 >= takes) break
    }
    delays.push(look + answer - takes)
  }
  return costOf(requests, tasks.length, delays)
}

/**
 * One after the other, at the pace that was learned from those before. The first fifth is there to
 * be learned from, and not counted.
 */
export const learned = (tasks: ReadonlyArray<Task>, aim: Schedule.Aim): Cost => {
  const next = random(11)
  const price = LookPrice.make()
  const cohorts = cohortsOf()
  const delays: Array<number> = []
  let requests = 0
  for (const { label, takes } of tasks.map((task, nth) => ({ ...task, nth }))) {
    const durations = cohorts(label)
    price.addTask(durations)
    let [before, look] = [0, 0]
    let looks = 0
    while (look + answer / 2 < takes) {
      before = look
      const gap = Schedule.lookGap(durations, look, price.value(aim, answer), aim, answer)
      look += Math.max(answer, Schedule.withJitter(gap, next()))
      looks++
    }
    durations.addEnd(0, takes)
    price.addEnd(durations, look - before)
    delays.push(look + answer - takes)
    requests += delays.length > tasks.length / 5 ? looks : 0
  }
  return costOf(requests, delays.length - Math.floor(delays.length / 5), delays.slice(Math.floor(delays.length / 5)))
}

/**
 * Many at a time, starting at random so that on average `inFlight` run, read from a list of running
 * tasks. Counted while all is steady.
 */
export const listed = (tasks: ReadonlyArray<Task>, inFlight: number, page: number, aim: Schedule.Aim): Cost => {
  const next = random(13)
  const price = LookPrice.make()
  const cohorts = cohortsOf()
  const between = tasks.reduce((sum, { takes }) => sum + takes, 0) / tasks.length / inFlight
  let at = 0
  const coming = tasks.map(({ label, takes }) => {
    at += -Math.log(1 - next()) * between
    return { durations: cohorts(label), startedAt: at, observedTo: 0, ends: at + takes }
  })
  const [from, to] = [coming[Math.floor(coming.length / 4)]?.startedAt ?? 0, at]
  const delays: Array<number> = []
  let requests = 0
  let running: typeof coming = []
  let taken = 0
  for (let now = 0; now < to;) {
    const seen = now + answer / 2
    const over = running.filter(({ ends }) => ends <= seen)
    running = running.filter(({ ends }) => ends > seen)
    const pages = 1 + Math.floor(running.length / page)
    const counts = now >= from
    if (counts) requests += pages
    for (const task of over) {
      task.durations.addEnd(task.observedTo, task.ends - task.startedAt)
      price.addEnd(task.durations)
      if (counts) delays.push(seen + answer / 2 - task.ends)
    }
    for (const task of running) {
      task.durations.addAlive(task.observedTo, now - task.startedAt)
      task.observedTo = now - task.startedAt
    }
    const cost = taken === 0 ? 0 : price.value(aim, answer)
    let due = running.length === 0 ? Infinity : Schedule.passGap(running, now, pages, cost, aim, answer)
    due = now + Math.max(answer, Schedule.withJitter(due, next()))
    // Who comes meanwhile may be done before the others are worth a look.
    for (let one = coming[taken]; one !== undefined && one.startedAt <= due; one = coming[++taken]) {
      running.push(one)
      price.addTask(one.durations)
      due = Math.min(due, one.startedAt + Math.max(answer, Schedule.lookGap(one.durations, 0, cost, aim, answer)))
    }
    now = due
  }
  return costOf(requests, delays.length, delays)
}

const cohortsOf = () => {
  const cohorts = new Map<number, Hazard.HazardModel>()
  return (label: number): Hazard.HazardModel => {
    const durations = cohorts.get(label) ?? Hazard.make()
    cohorts.set(label, durations)
    return durations
  }
}

const costOf = (requests: number, tasks: number, delays: ReadonlyArray<number>): Cost => {
  const sorted = delays.toSorted((a, b) => a - b)
  return {
    requests: requests / tasks,
    mean: sorted.reduce((sum, delay) => sum + delay, 0) / sorted.length,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0
  }
}
