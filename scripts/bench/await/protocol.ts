/**
 * What the processes of the bench say to one another. Times are milliseconds since the epoch, by
 * the one clock of this machine.
 */

/** A task that runs at the service when the wait for it begins. */
export interface Started {
  readonly id: string
  readonly at: number
}

/** What the service is told, and answers. */
export interface Load {
  readonly tasks: number
  /**
   * The shortest and the longest task, in seconds; between them each factor is as likely as the
   * next.
   */
  readonly seconds: readonly [number, number]
  readonly seed: number
}
export interface Running {
  readonly baseUrl: string
  readonly apiKey: string
  readonly started: ReadonlyArray<Started>
}

/** What the service knows when all is over. */
export interface Truth {
  /** In the order of the tasks. */
  readonly ended: ReadonlyArray<number | null>
  /** Requests by operation. */
  readonly requests: { readonly [operation: string]: number }
  /** Requests that were not answered 200. */
  readonly refused: number
  readonly sockets: number
  /**
   * Of its own process, from the first request on: seconds of CPU, and the share of time in which
   * it could take no request.
   */
  readonly cpu: number
  readonly busy: number
}

/** What a contender is told, and answers. */
export interface Assignment extends Running {
  /** Milliseconds between two polls, for contenders that do not decide it themselves. */
  readonly pace: number
  /** When the rest is given up. */
  readonly until: number
}
export interface Waited {
  /** When each wait was over, in the order of the tasks; nothing for a wait that was lost. */
  readonly noticed: ReadonlyArray<number | null>
  /** What became of those. */
  readonly lost: { readonly [why: string]: number }
  /** Of the whole process: seconds of CPU, and the most memory it ever had, in bytes. */
  readonly cpu: number
  readonly memory: number
}

/** Where a contender waits. */
export type Target = Omit<Assignment, "started" | "until">

/** Waits for every task, and says how each wait ended. */
export type Contender = (
  target: Target,
  tasks: ReadonlyArray<Started>,
  tell: {
    readonly ended: (index: number, output: string | null) => void
    readonly lost: (index: number, why: unknown) => void
  }
) => Promise<void>

/** One wait at a time, all at once: how programs without a look-out wait for many. */
export const each =
  (wait: (target: Target) => (id: string) => Promise<string | null>): Contender =>
  async (target, tasks, tell) => {
    const one = wait(target)
    await Promise.all(
      tasks.map(({ id }, index) =>
        one(id).then(
          (output) => tell.ended(index, output),
          (error: unknown) => tell.lost(index, error)
        )
      )
    )
  }

/** What a task of this load gives. */
export const output = (index: number): string => `Result ${index}`
