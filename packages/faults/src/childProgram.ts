/** Programs of ours in processes of their own, which say what they do as lines of JSON. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ChildProcess } from "node:child_process"

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

/** A process that is killed when the scope closes, if it still runs then. */
export const running = (start: () => ChildProcess): Effect.Effect<Running, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = start()
      return { child, ended: new Promise<number | null>((resolve) => child.once("exit", resolve)) }
    }),
    ({ child, ended }) =>
      Effect.promise(async () => {
        child.kill("SIGKILL")
        await ended
      })
  )

/** Calls `hear` with each line of JSON that the program writes. Its other lines are shown. */
export const listen = <Said>({ stdout }: ChildProcess, name: string, hear: (said: Said) => void): void => {
  let rest = ""
  stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      // A program that ends by itself says why in words.
      if (line.startsWith("{")) hear(JSON.parse(line))
      else process.stderr.write(`${name}: ${line}\n`)
    }
  })
}
