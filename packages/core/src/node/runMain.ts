/**
 * Runs the program of a process. A signal that asks the process to end interrupts the program, so
 * that the tasks that it runs are cancelled on their services before the process ends.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Runtime from "effect/Runtime"
import * as PendingCancels from "../internal/task/pendingCancels.ts"
import type { TaskRef } from "../TaskRef.ts"

/** Options of {@link runMain}. */
export interface Options {
  /**
   * Logs no error with which the program ends; for a program that prints its errors. Default false.
   */
  readonly disableErrorReporting?: boolean
}

/** What is used of the process: this package needs no types of Node. */
interface Process {
  readonly on: (event: Signal, listener: (signal: Signal) => void) => unknown
  readonly off: (event: Signal, listener: (signal: Signal) => void) => unknown
  readonly exit: (code: number) => unknown
  /** Seconds. */
  readonly uptime: () => number
  readonly stderr: { readonly write: (text: string) => unknown }
}

type Signal = "SIGINT" | "SIGTERM"

/** What a shell takes for the end by a signal: 128 and its number. */
const exitCodes: { readonly [S in Signal]: number } = { SIGINT: 130, SIGTERM: 143 }

/**
 * The same signal within this time counts once: a terminal sends it to all of its processes, and a
 * package manager that runs this one passes it on.
 */
const repeatSeconds = 0.25

/**
 * Runs the program as the main program of the process.
 *
 * - The first SIGINT (Ctrl-C) or SIGTERM (`docker stop`, a deploy) interrupts the program. A task
 *   of `Task.run` is cancelled on its service, within `cancelWithin`, and the process ends with 130
 *   or 143 after that. A task of `Task.start` works on; its ref finds it again.
 * - The second one ends the process at once, and prints the refs of tasks that are not cancelled
 *   yet.
 * - A program that fails ends the process with 1, and its error is logged.
 *
 * What it says goes to stderr.
 */
export const runMain = <A, E>(program: Effect.Effect<A, E>, options: Options = {}): void => {
  const left = new Set<TaskRef>()
  run(left)(Effect.provideService(program, PendingCancels.LeftTasks, left), options)
}

const run = (left: ReadonlySet<TaskRef>) =>
  Runtime.makeRunMain(({ fiber, teardown }) => {
    const process: Process = Reflect.get(globalThis, "process")
    const say = (text: string) => process.stderr.write(`\n${text}\n`)
    let first: { readonly signal: Signal; readonly at: number } | undefined
    const onSignal = (signal: Signal) => {
      const at = process.uptime()
      if (first === undefined) {
        first = { signal, at }
        say("interrupted: cancelling the tasks that run; another signal ends at once")
        fiber.interruptUnsafe()
      } else if (signal !== first.signal || at - first.at > repeatSeconds) {
        say(
          left.size === 0
            ? "ended at once; a task whose start was under way may still run"
            : mayStillRun("ended at once", left)
        )
        process.exit(exitCodes[first.signal])
      }
    }
    const signals = ["SIGINT", "SIGTERM"] as const
    for (const signal of signals) process.on(signal, onSignal)
    fiber.addObserver((exit) => {
      for (const signal of signals) process.off(signal, onSignal)
      const isInterrupted = Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)
      if (isInterrupted) say(left.size === 0 ? "interrupted; what ran was cancelled" : mayStillRun("interrupted", left))
      teardown(exit, (code) => {
        if (isInterrupted && first !== undefined) process.exit(exitCodes[first.signal])
        else if (code !== 0) process.exit(code)
      })
    })
  })

const mayStillRun = (how: string, left: ReadonlySet<TaskRef>): string =>
  [`${how}; these tasks may still run, and cost:`, ...Array.from(left, (ref) => JSON.stringify(ref))].join("\n")
