/**
 * The pictures of docs/awaiting.md, by file name. Each is drawn when it is asked for, and takes
 * about a second.
 */
import { svg } from "./chart.ts"
import { alone, answer, learned, listed } from "./simulate.ts"
import type { Cost } from "./simulate.ts"
import { labelled, steady, varied } from "./workload.ts"

const seconds = (values: ReadonlyArray<number>) => values.map((value) => value * 1000)

const byDelay = ({ mean, requests }: Cost) => [mean / 1000, requests] as const

/** What each policy pays for being told how soon. */
const policies = () => {
  const tasks = varied(600)
  const many = varied(3000)
  const wanted = seconds([0.5, 0.7, 1, 1.4, 2, 2.8, 4])
  const aims = wanted.map((mean) => ({ mean, most: 60_000 }))
  const gaps = seconds([0.8, 1.2, 1.8, 2.6, 3.8, 5.4, 7.6])
  return svg({
    title: "What it costs to be told how soon",
    description:
      "Requests per task against the mean delay until its end is noticed, for tasks of a minute, varied (log-normal, sigma 1). A list that is shared by all waits costs a tenth to a three-hundredth of any policy that asks about each task.",
    x: { label: "mean delay, seconds", ticks: [0.4, 0.7, 1, 1.5, 2, 3, 4.5] },
    y: { label: "requests per task", ticks: [0.02, 0.1, 0.5, 2, 10, 50, 200] },
    lines: [
      {
        name: "a share of the age",
        colour: 0,
        dashed: true,
        points: [0.01, 0.015, 0.022, 0.032, 0.047, 0.07]
          .map((share) => alone(tasks, (age) => answer + Math.max(500, share * age)))
          .map(byDelay)
      },
      {
        name: "back-off up to a cap",
        colour: 5,
        dashed: true,
        points: gaps.map((cap) => byDelay(alone(tasks, (_, looks) => Math.min(cap, 500 * 1.5 ** looks))))
      },
      { name: "every so often", colour: 0, points: gaps.map((gap) => byDelay(alone(tasks, () => gap))) },
      { name: "learned", colour: 2, points: aims.map((aim) => byDelay(learned(tasks, aim))) },
      { name: "shared list, 10 in flight", colour: 1, points: aims.map((aim) => byDelay(listed(tasks, 10, 100, aim))) },
      { name: "100 in flight", colour: 3, points: aims.map((aim) => byDelay(listed(many, 100, 100, aim))) },
      { name: "1,000, page of 500", colour: 4, points: aims.map((aim) => byDelay(listed(many, 1000, 500, aim))) }
    ]
  })
}

/** How much sharing saves. */
const sharing = () => {
  const loads = [2, 5, 10, 30, 100, 300, 1000, 3000]
  const aim = { mean: 1200, most: 30_000 }
  const cost = (inFlight: number, page: number) =>
    [inFlight, listed(varied(1000 + 2 * inFlight), inFlight, page, aim).requests] as const
  const { requests } = alone(varied(1000), () => 2000 + answer)
  return svg({
    title: "The more tasks share a list, the less each costs",
    description:
      "Requests per task against the number of tasks in flight, at the default delays. Asking about each task every two seconds costs 46 requests, however many there are.",
    x: { label: "tasks in flight", ticks: [1, 10, 100, 1000, 3000] },
    y: { label: "requests per task", ticks: [0.05, 0.2, 1, 5, 20, 100] },
    lines: [
      { name: "each by itself, every 2 s", colour: 0, points: [1, ...loads].map((load) => [load, requests] as const) },
      { name: "list, pages of 100", colour: 3, points: loads.map((load) => cost(load, 100)) },
      { name: "list, pages of 500", colour: 4, points: loads.map((load) => cost(load, 500)) }
    ]
  })
}

/** What `maxDetectionDelay` costs. */
const longest = () => {
  const bounds = seconds([2, 3, 5, 8, 15, 30, 60])
  const line = (name: string, colour: number, tasks: Parameters<typeof learned>[0]) => ({
    name,
    colour,
    points: bounds.map((most) => [most / 1000, learned(tasks, { mean: 1200, most }).requests] as const)
  })
  return svg({
    title: "What a promise about the longest delay costs",
    description:
      "Requests per task against maxDetectionDelay, for single looks at a mean delay of 1.2 seconds. Where durations are predictable, a longer bound saves most of the requests; where they vary, it saves nothing.",
    x: { label: "maxDetectionDelay, seconds", ticks: [2, 3, 5, 10, 20, 30, 60] },
    y: { label: "requests per task", ticks: [20, 40, 80, 160, 320] },
    lines: [
      line("5 min, predictable", 1, steady(500)),
      line("5 s and 10 min, labelled", 2, labelled(500)),
      line("1 min, varied", 4, varied(500))
    ]
  })
}

/** All pictures. */
export const pictures: Readonly<Record<string, () => string>> = {
  "policies.svg": policies,
  "sharing.svg": sharing,
  "longest.svg": longest
}
