/**
 * The figures of a run as text: a table for each number of tasks, what was said beside it, and the
 * aims.
 */
import type { Aim } from "../table.ts"
import { contenders, names } from "./contenders.ts"
import type { Name } from "./contenders.ts"
import type { Measure } from "./measure.ts"

/** What each contender did with one number of tasks. */
export type Results = ReadonlyMap<Name, Measure>

const kinds = { getTaskStatus: "status", listTasks: "list", getTask: "task" } as const

/** Rows of a table, the header first; ratios stand beside the official client's figures. */
export const rows = (results: Results): ReadonlyArray<ReadonlyArray<string>> => {
  const official = results.get("official")
  const beside = (value: number, of: (measure: Measure) => number) =>
    official === undefined ? "" : ` (${ratio(value / of(official))})`
  const header = [
    "",
    "requests/task",
    "polls",
    "status",
    "list",
    "task",
    "other",
    "mean s",
    "p99 s",
    "CPU s",
    "peak MB",
    "sockets"
  ]
  return [
    [...header, "lost", "simulator CPU s"],
    ...names.flatMap((name) => {
      const measure = results.get(name)
      if (measure === undefined) return []
      const { cpu, lost, mean, memory, p99, polls, requests, service, sockets } = measure
      const known = Object.keys(kinds).map((kind) => requests[kind] ?? 0)
      const all = total(measure)
      const other = Math.max(0, all - known.reduce((a, b) => a + b, 0))
      return [
        [
          contenders[name].title,
          `${few(all)}${beside(all, total)}`,
          `${few(polls)}${beside(polls, (one) => one.polls)}`,
          ...known.map(few),
          few(other),
          `${mean.toFixed(2)}${beside(mean, (one) => one.mean)}`,
          p99.toFixed(2),
          `${cpu.toFixed(1)}${beside(cpu, (one) => one.cpu)}`,
          `${(memory / 1e6).toFixed(0)}${beside(memory, (one) => one.memory)}`,
          String(sockets),
          String(lost),
          `${service.cpu.toFixed(1)} (${(100 * service.busy).toFixed(0)} % busy)`
        ]
      ]
    })
  ]
}

/** What a reader of the table must know to judge it. */
export const remarks = (results: Results): ReadonlyArray<string> =>
  [...results].flatMap(([name, { lost, refused, service, why }]) => {
    const { title } = contenders[name]
    const reasons = Object.entries(why).map(([words, count]) => `${count} × ${words}`)
    return [
      ...(lost > 0 ? [`${title} lost ${lost} waits: ${reasons.join("; ")}`] : []),
      ...(refused > 0 ? [`${title}: ${refused} requests were not answered 200`] : []),
      ...(service.busy > 0.8 ? [`${title}: the simulator was busy, so the delays are partly its own`] : [])
    ]
  })

/** What is aimed at with so many tasks, as far as the contenders that it needs have run. */
export const aimsOf = (tasks: number, results: Results): ReadonlyArray<Aim> => {
  const ours = results.get("errand") ?? results.get("errand-fetch")
  const theirs = results.get("official")
  if (ours === undefined) return []
  const aim = (name: string, value: number, most: number, unit: string): Aim => ({
    name: `${tasks} tasks: ${name}`,
    value,
    most,
    unit
  })
  const beside = (what: string, of: (measure: Measure) => number, most: number) =>
    theirs === undefined ? [] : [aim(`${what} beside the official client`, of(ours) / of(theirs), most, "x")]
  const cpu = (measure: Measure) => measure.cpu
  const none = aim("lost waits", ours.lost, 0, "")
  if (tasks >= 50_000) return [none]
  if (tasks >= 10_000) {
    return [
      aim("mean delay", ours.mean, 1.5, "s"),
      ...beside("CPU", cpu, 1 / 4),
      aim("sockets", ours.sockets, 64, ""),
      none
    ]
  }
  if (tasks < 1000) return [none]
  return [
    ...beside("polls", ({ polls }) => polls, 1 / 50),
    ...beside("CPU", cpu, 1 / 3),
    ...beside("memory", ({ memory }) => memory, 1 / 2),
    ...beside("mean delay", ({ mean }) => mean, 1),
    none
  ]
}

/** All requests for each task. */
const total = ({ requests }: Measure): number => Object.values(requests).reduce((sum, some) => sum + some, 0)

const few = (value: number): string => value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3)
const ratio = (value: number): string => (value < 0.1 ? `1/${(1 / value).toFixed(0)}` : `${value.toFixed(2)}x`)
