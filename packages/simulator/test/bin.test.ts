import { assert, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))

interface Ready {
  readonly browserUse: { readonly baseUrl: string }
  readonly browserAct: { readonly baseUrl: string }
  readonly apiKey: string
}

const spawnSimulator = (args: ReadonlyArray<string>): ChildProcess =>
  spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] })

/** Runs to the end. */
const run = async (...args: ReadonlyArray<string>) => {
  const child = spawnSimulator(args)
  let [stdout, stderr] = ["", ""]
  child.stdout?.on("data", (chunk) => void (stdout += String(chunk)))
  child.stderr?.on("data", (chunk) => void (stderr += String(chunk)))
  const [code] = await once(child, "close")
  return { code, stdout, stderr }
}

/** Starts, waits for the line, and ends with the signal. */
const running = async <A>(args: ReadonlyArray<string>, signal: NodeJS.Signals, work: (ready: Ready) => Promise<A>) => {
  const child = spawnSimulator(args)
  const closed = once(child, "close")
  try {
    const lines = createInterface({ input: child.stdout ?? process.stdin })
    const [line] = await once(lines, "line")
    const value = await work(JSON.parse(String(line)))
    child.kill(signal)
    const [code, by] = await closed
    return { value, code, by }
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL")
  }
}

const inFile = async <A>(content: unknown, work: (file: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), "errand-simulator-"))
  try {
    const file = join(folder, "script.json")
    await writeFile(file, JSON.stringify(content))
    return await work(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe("errand-simulator", () => {
  it("prints one line when it is ready, serves both, and ends with 0 on SIGTERM", async () => {
    const { by, code, value } = await running([], "SIGTERM", async ({ apiKey, browserAct, browserUse }) => {
      const use = await fetch(`${browserUse.baseUrl}/billing/account`, { headers: { "x-browser-use-api-key": apiKey } })
      const act = await fetch(`${browserAct.baseUrl}/v2/workflow/get-region-list`, {
        headers: { authorization: `Bearer ${apiKey}` }
      })
      return [use.status, act.status]
    })
    assert.deepStrictEqual([value, code, by], [[200, 200], 0, null])
  })

  it("ends with 0 on SIGINT while a request hangs", async () => {
    await inFile({ faults: [{ kind: "hang" }] }, async (file) => {
      const { code, value } = await running(["--script", file], "SIGINT", async ({ browserUse }) => {
        const hung = fetch(`${browserUse.baseUrl}/tasks`).then(
          () => "answered",
          () => "broken"
        )
        await fetch(`${browserUse.baseUrl}/tasks`, { headers: { "x-browser-use-api-key": "k" } })
        return { hung }
      })
      assert.deepStrictEqual([await value.hung, code], ["broken", 0])
    })
  })

  it("takes a script, a seed, a speed and a key", async () => {
    await inFile({ tasks: [{ output: "scripted", running: "10 hours", queued: 0 }] }, async (file) => {
      const start = () =>
        running(
          ["--script", file, "--seed", "9", "--speed", "1e9", "--key", "secret"],
          "SIGTERM",
          async ({ browserUse }) => {
            const headers = { "x-browser-use-api-key": "secret", "content-type": "application/json" }
            const wrong = await fetch(`${browserUse.baseUrl}/tasks`, { headers: { "x-browser-use-api-key": "k" } })
            const created = await fetch(`${browserUse.baseUrl}/tasks`, {
              method: "POST",
              headers,
              body: JSON.stringify({ task: "t" })
            })
            const { id } = await created.json()
            const task = await (await fetch(`${browserUse.baseUrl}/tasks/${id}`, { headers })).json()
            return [wrong.status, id, task.status, task.output]
          }
        )
      const first = await start()
      assert.strictEqual(first.value[0], 401)
      assert.deepStrictEqual(first.value.slice(2), ["finished", "scripted"])
      assert.deepStrictEqual((await start()).value, first.value)
    })
  })

  it("shows help", async () => {
    const { code, stdout } = await run("--help")
    assert.strictEqual(code, 0)
    for (const flag of ["--port", "--script", "--seed", "--speed", "--key"]) assert.include(stdout, flag)
  })

  it("refuses what it does not understand with 2 and a reason", async () => {
    const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [["--prot", "1"], "--prot"],
      [["extra"], "extra"],
      [["--port", "abc"], "--port"],
      [["--speed", "0"], "--speed"],
      [["--script", "/nowhere.json"], "/nowhere.json"]
    ]
    for (const result of await Promise.all(cases.map(async ([args, word]) => ({ word, ...(await run(...args)) })))) {
      assert.strictEqual(result.code, 2)
      assert.include(result.stderr, result.word)
      assert.strictEqual(result.stdout, "")
    }
    await inFile({ tasks: [{ steps: -1 }] }, async (file) => {
      const { code, stderr } = await run("--script", file)
      assert.strictEqual(code, 2)
      assert.include(stderr, '["tasks"][0]["steps"]')
    })
  })

  it("ends with 1 and the reason when the port is taken", async () => {
    await running([], "SIGTERM", async ({ browserUse }) => {
      const { code, stderr } = await run("--port", new URL(browserUse.baseUrl).port)
      assert.strictEqual(code, 1)
      assert.include(stderr, "EADDRINUSE")
    })
  })
})
