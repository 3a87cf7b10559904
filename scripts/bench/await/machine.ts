/**
 * Whether the machine had time: a full one makes every contender late, and says nothing of any of
 * them.
 */
import { cpus } from "node:os"

/** Milliseconds of all cores since they were started. */
export interface Spent {
  readonly idle: number
  readonly all: number
}

export const spent = (): Spent => {
  const times = cpus().map((cpu) => cpu.times)
  const all = times.map(({ idle, irq, nice, sys, user }) => idle + irq + nice + sys + user)
  return { idle: sum(times.map((time) => time.idle)), all: sum(all) }
}

/** The share of the cores' time that nobody used. */
export const idle = (before: Spent, after: Spent): number => (after.idle - before.idle) / (after.all - before.all)

const sum = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0)
