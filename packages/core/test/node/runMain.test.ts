import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

/** The program in a process of its own; `says` waits until it has said a text. */
const start = (how: string) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "program.ts"), how])
  let output = ""
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      output += String(part)
      for (const listener of listeners) listener()
    })
  }
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }))
  return {
    kill: (signal: "SIGINT" | "SIGTERM") => child.kill(signal),
    ended,
    says: (text: string, times = 1) =>
      new Promise<void>((resolve, reject) => {
        const listener = () => {
          if (output.split(text).length <= times) return
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
        void ended.then(() => reject(new Error(`ended without saying ${text}: ${output}`)))
        listener()
      })
  }
}

describe.skipIf(process.platform === "win32")("runMain", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143]
  ] as const)(
    "on %s interrupts the program, waits until its tasks are cancelled, and says so",
    async (signal, code) => {
      const program = start("cancels")
      await program.says("started", 2)
      program.kill(signal)
      const ended = await program.ended
      expect(ended.output).toContain("interrupted: cancelling the tasks that run; another signal ends at once")
      expect(ended.output).toContain("cancelled 2")
      expect(ended.output).toContain("interrupted; what ran was cancelled")
      expect(ended.code).toBe(code)
    }
  )

  it("ends at once at the second signal, and prints the refs of the tasks that were left", async () => {
    const program = start("hangs")
    await program.says("started", 2)
    program.kill("SIGINT")
    await program.says("another signal ends at once")
    program.kill("SIGTERM")
    const { code, output } = await program.ended
    expect(code).toBe(130)
    expect(output).toContain("ended at once; these tasks may still run, and cost:")
    const refs = [...output.matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line))
    expect(refs).toMatchObject([
      { provider: "shop", id: "shop-1" },
      { provider: "shop", id: "shop-2" }
    ])
    expect(output).not.toContain("what ran was cancelled")
  })

  it("takes a signal that is passed on by a package manager for the same one, and a later one for another", async () => {
    const program = start("hangs")
    await program.says("started", 2)
    program.kill("SIGINT")
    await program.says("another signal ends at once")
    let isOver = false
    void program.ended.then(() => (isOver = true))
    // As a person presses Ctrl-C until the program ends.
    while (!isOver) {
      program.kill("SIGINT")
      await new Promise(setImmediate)
    }
    expect((await program.ended).output).toContain("ended at once; these tasks may still run")
  })

  it("names the tasks that could not be cancelled in time", async () => {
    const program = start("gives up")
    await program.says("started", 2)
    program.kill("SIGTERM")
    const { code, output } = await program.ended
    expect(code).toBe(143)
    expect(output).toMatch(/interrupted; these tasks may still run, and cost:\n\{.*"shop-1".*\}\n\{.*"shop-2".*\}/)
  })

  it("says nothing of its own where nothing is interrupted", async () => {
    expect(await start("succeeds").ended).toEqual({ code: 0, output: "done\n" })
    const failed = await start("fails").ended
    expect(failed.code).toBe(1)
    expect(failed.output).toContain("no such shop")
    expect(failed.output).not.toContain("interrupted")
  })
})
