import { assert, describe, it } from "@effect/vitest"
import { isMany } from "@errand/testkit/rounds"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import type { Readable } from "node:stream"
import { fileURLToPath } from "node:url"

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const file = fileURLToPath(new URL("../src/demo.ts", import.meta.url))

/** The command as a newcomer types it, its output piped, without any key in the environment. */
const demo = (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  reads: (stdout: Readable) => void = () => {}
) =>
  Effect.callback<Ended>((resume) => {
    const child = execFile(
      process.execPath,
      [file, ...args],
      { env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"], ...env } },
      (error, stdout, stderr) => {
        resume(Effect.succeed({ code: error === null ? 0 : Number(error.code), stdout, stderr }))
      }
    )
    child.stdin?.end()
    if (child.stdout !== null) reads(child.stdout)
    return Effect.sync(() => child.kill())
  })

/** No service has this port, and no system gives it to a program that asks for any. */
const closedPort = 2

describe.concurrent("the demo", () => {
  // The tests of the cluster do the same to its machines, and count.
  it.live.skipIf(!isMany)("plays three machines, of which one is killed, and nothing is lost", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* demo(["--cluster"])
      assert.strictEqual(code, 0)
      assert.match(stdout, /machine-\d +is killed/)
      assert.include(stdout, "The client has 12 of 12 outcomes.")
      assert.include(stdout, "lost 0, started twice 0, handled twice 0")
      const machines = new Set([...stdout.matchAll(/(machine-\d) +handled/g)].map(([, machine]) => machine))
      assert.isAbove(machines.size, 1)
    })
  )

  it.live("plays every scene on all providers in plain lines when it is piped", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* demo([])
      assert.strictEqual(stderr, "")
      assert.strictEqual(code, 0)
      assert.notInclude(stdout, "\u001b")
      const withSteps = ["browser-use", "browser-use/v4", "browseract", "browseract/v3"]
      for (const provider of [...withSteps, "firecrawl", "skyvern"]) {
        assert.match(stdout, new RegExp(`${provider} +started `))
        assert.match(stdout, new RegExp(`${provider} +succeeded: {"product":"Pixel 9","usd":799}`))
        assert.match(stdout, new RegExp(`${provider} +survived with 1 task started`))
        const steps = withSteps.includes(provider) ? 4 : 0
        // Skyvern does not tell what a run has cost.
        const cost = provider === "skyvern" ? "unknown" : "[\\d.]+ (USD|credits)"
        assert.match(stdout, new RegExp(`watch on ${provider} +Succeeded +${steps} +${cost} +\\d+`))
      }
      for (const provider of withSteps) assert.match(stdout, new RegExp(`${provider} +step 1: `))
      // Either version sees the starts of both in its queue: there is one of them for the account.
      for (const provider of withSteps)
        assert.match(stdout, new RegExp(`${provider} +up to 4 of 4 starts stood in its queue`))
      assert.match(stdout, /account of browser-use and browser-use\/v4 +Succeeded/)
      assert.match(stdout, /account of browseract and browseract\/v3 +Succeeded/)
      assert.match(stdout, /lost; the server says of \S+: stopped/)
      assert.match(stdout, /won; browser-use is stopped/)
    })
  )

  it.live("plays on one provider alone, where two of its tasks race", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* demo(["--provider", "browseract"])
      assert.strictEqual(code, 0)
      assert.match(stdout, /runner 1 +lost; the server says of \S+: canceled/)
      assert.notInclude(stdout, "browser-use")
    })
  )

  it.live("cancels what runs, and says so, when the reader of its output is gone", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* demo([], {}, (stdout) => stdout.once("data", () => stdout.destroy()))
      assert.strictEqual(code, 130)
      assert.strictEqual(stderr, "\ninterrupted; what ran was cancelled\n")
    })
  )

  it.live("says which key is missing before it sends a request", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* demo(["--provider", "browser-use", "--live"])
      assert.strictEqual(code, 1)
      assert.include(stderr, "set BROWSER_USE_API_KEY")
      assert.strictEqual(stdout.trim(), "")
    })
  )

  it.live("plays the same program against an address and a key from the environment", () =>
    Effect.gen(function* () {
      const key = "bu_canary_5b1f"
      const { code, stderr, stdout } = yield* demo(["--provider", "browser-use", "--live"], {
        BROWSER_USE_API_KEY: key,
        BROWSER_USE_BASE_URL: `http://127.0.0.1:${closedPort}`
      })
      assert.strictEqual(code, 1)
      assert.match(stderr, /start failed: Unavailable/)
      assert.notInclude(stderr + stdout, key)
    })
  )

  it.live("refuses what it does not know and says what it knows", () =>
    Effect.gen(function* () {
      const wrong = [["--provider", "nobody"], ["--lvie"], ["extra"], ["--provider", "browseract", "--live"]]
      for (const { code, stderr } of yield* Effect.forEach(wrong, (args) => demo(args), { concurrency: 2 })) {
        assert.strictEqual(code, 2)
        assert.include(stderr, "Usage: pnpm demo")
      }
    })
  )
})
