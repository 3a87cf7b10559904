/**
 * One contender and one number of tasks: a simulator of its own, a process of its own, and what
 * came of it.
 */
import { fork } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { join } from "node:path"
import { measure } from "./measure.ts"
import type { Measure } from "./measure.ts"
import type { Assignment, Load, Running, Truth, Waited } from "./protocol.ts"

export interface Options extends Load {
  /** The contender's bundle. */
  readonly file: string
  /** Milliseconds. */
  readonly pace: number
  /** How long after the end of the longest task the rest is given up, in seconds. */
  readonly patience: number
  /** Where a CPU profile of the contender goes. */
  readonly profile?: string
}

/** A contender and its simulator, loaded and idle. */
export interface Crew {
  /** Starts the tasks, then the waits; ends both processes when all is measured. */
  readonly go: () => Promise<Measure>
  readonly end: () => void
}

export const prepare = async ({ file, pace, patience, profile, ...load }: Options): Promise<Crew> => {
  const service = fork(join(import.meta.dirname, "service.ts"), { serialization: "advanced" })
  const contender = fork(file, {
    serialization: "advanced",
    execArgv: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]
  })
  const left = new Promise((resolve) => contender.once("exit", resolve))
  const end = () => {
    service.kill()
    contender.kill()
  }
  const go = async () => {
    const running = await ask<Running>(service, load)
    const until = Date.now() + 1000 * (load.seconds[1] + patience)
    const assignment: Assignment = { ...running, pace, until }
    const waited = await ask<Waited>(contender, assignment).catch((error: unknown) => gone(load.tasks, error))
    const truth = await ask<Truth>(service, "over")
    service.send("bye")
    // It leaves by itself, when its profile is written.
    await left
    return measure(waited, truth)
  }
  await Promise.all([answer(service), answer(contender)]).catch((error: unknown) => {
    end()
    throw error
  })
  return { go: () => go().finally(end), end }
}

/** A contender that did not live to tell has lost every wait. */
const gone = (tasks: number, error: unknown): Waited => ({
  noticed: Array.from({ length: tasks }, () => null),
  lost: { [String(error)]: tasks },
  cpu: Number.NaN,
  memory: Number.NaN
})

const ask = <A>(child: ChildProcess, message: object | string): Promise<A> => {
  const said = answer<A>(child)
  child.send(message)
  return said
}

const answer = <A>(child: ChildProcess): Promise<A> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(new Error(`its process ended with ${code ?? signal}`))
    child.once("exit", ended)
    child.once("message", (message) => {
      child.off("exit", ended)
      resolve(message as A)
    })
  })
