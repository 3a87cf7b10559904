import { assert, describe, expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { BrowserAct } from "@errand/browseract"
import { safe } from "@errand/core/FileName"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { finished } from "./support/fixtures.ts"
import { type Answer, canary, json, type Seen, service } from "./support/service.ts"

const now = Date.UTC(2026, 2, 2)

const list = (task: object) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(now)
    return (yield* BrowserAct.make(service(() => json({ ...finished, ...task })).options).snapshot(finished.id)).files
  })
const state = (file: object, rest: object = {}) =>
  Effect.map(list({ output: null, download_files: [{ guid: "f", ...file }], ...rest }), ([file]) => file?.state)

describe("files", () => {
  it.effect("downloads come first, then what the workflow wrote, under the service's names", () =>
    Effect.gen(function* () {
      const files = yield* list({})
      expect(files).toEqual([
        { id: "f-1", name: "../../etc/passwd", size: 12, state: "ready" },
        { id: "output/0", name: "report final.csv", state: "ready" }
      ])
      for (const { name } of files) expect(safe(name)).not.toMatch(/[/\\]|^\.+$/)
    })
  )

  it.effect("a file is pending while it is on its way", () =>
    Effect.gen(function* () {
      const downloadUrl = "https://files.example/f"
      expect(yield* state({})).toBe("pending")
      expect(yield* state({ progress: 40, downloadUrl })).toBe("pending")
      expect(yield* state({ progress: 40, downloadUrl, downloadCompletedTime: 1 })).toBe("ready")
      expect(yield* state({ progress: 100, downloadUrl })).toBe("ready")
      expect(yield* state({ downloadUrl })).toBe("ready")
      expect(yield* state({ downloadUrl, errorMessage: "too large" })).toBe("failed")
      expect(yield* state({ downloadUrl, errorMessage: "" })).toBe("ready")
    })
  )

  it.effect("a file is gone after its expiry, in seconds or milliseconds, its own or the task's", () =>
    Effect.gen(function* () {
      const downloadUrl = "https://files.example/f"
      expect(yield* state({ downloadUrl, expiresAt: now - 1 })).toBe("failed")
      expect(yield* state({ downloadUrl, expiresAt: now / 1000 - 1 })).toBe("failed")
      expect(yield* state({ downloadUrl }, { files_expires_at: now - 1 })).toBe("failed")
      expect(yield* state({ downloadUrl, expiresAt: now + 1 }, { files_expires_at: now - 1 })).toBe("ready")
      expect(yield* state({ downloadUrl, expiresAt: now / 1000 + 1 })).toBe("ready")
      expect(yield* state({ downloadUrl, expiresAt: 0 })).toBe("ready")
    })
  )

  it.effect("files without a name or an id get one; addresses that are none cannot be fetched", () =>
    Effect.gen(function* () {
      expect(yield* list({ output: null, download_files: [{}, 7, null] })).toEqual([
        { id: "download/0", name: "download/0", state: "pending" }
      ])
      const written = [
        "/etc/passwd",
        7,
        "javascript:alert(1)",
        "https://files.example/",
        "https://files.example/%E0%A4%A"
      ]
      const files = yield* list({ download_files: null, output: { files: written } })
      expect(files.map(({ name, state }) => [name, state])).toEqual([
        ["output/0", "failed"],
        ["output/1", "failed"],
        ["output/2", "failed"],
        ["output/3", "ready"],
        ["%E0%A4%A", "ready"]
      ])
      expect(yield* list({ download_files: "none", output: { files: "https://files.example/a" } })).toEqual([])
    })
  )
})

describe("file", () => {
  const file = { id: "f-1", name: "report.csv", state: "ready" } as const
  const task = (downloadUrl: string, rest: object = {}) => ({
    ...finished,
    download_files: [{ guid: "f-1", downloadUrl, ...rest }]
  })
  const open = (respond: (request: Seen, count: number) => Answer, ref: BrowserActFile = file) => {
    const { options, requests } = service(respond)
    const bytes = BrowserAct.make(options)
      .file(finished.id, ref)
      .pipe(Stream.decodeText(), Stream.mkString, Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none))
    return { bytes, requests }
  }
  type BrowserActFile = Parameters<BrowserAct.BrowserActProvider["file"]>[1]
  const isApi = ({ url }: Seen) => url.hostname === "browseract.test"

  it.effect("asks the task for the link, and sends no key to the link's host", () =>
    Effect.gen(function* () {
      const { bytes, requests } = open((request) =>
        isApi(request) ? task("https://files.example/f?sig=1") : new Response("a,b\n1,2")
      )
      expect(yield* bytes).toBe("a,b\n1,2")
      expect(requests.map(({ url }) => url.host)).toEqual(["browseract.test", "files.example"])
      const headers = [...(requests[1]?.headers ?? [])].flat().join("\n")
      expect(headers).not.toContain(canary)
      expect(requests[1]?.headers.get("authorization")).toBeNull()
    })
  )

  it.effect("asks once more for the link when it is refused", () =>
    Effect.gen(function* () {
      for (const status of [403, 404, 410]) {
        const { bytes, requests } = open((request, count) =>
          isApi(request)
            ? task(`https://files.example/f?sig=${count}`)
            : request.url.search === "?sig=1"
              ? new Response("Request has expired", { status })
              : new Response("bytes")
        )
        expect(yield* bytes).toBe("bytes")
        expect(requests.map(({ url }) => url.host + url.search)).toEqual([
          "browseract.test?task_id=16429034742537847",
          "files.example?sig=1",
          "browseract.test?task_id=16429034742537847",
          "files.example?sig=3"
        ])
      }
    })
  )

  it.effect("a link that is refused twice is a file that is not to be had, not a wrong key", () =>
    Effect.gen(function* () {
      const { bytes, requests } = open((request) =>
        isApi(request) ? task("https://files.example/f") : new Response("no", { status: 403 })
      )
      const error = yield* Effect.flip(bytes)
      expect(error).toMatchObject({ _tag: "ProviderError", operation: "file", reason: { _tag: "NotFound" } })
      expect(requests).toHaveLength(4)
    })
  )

  it.effect("a file that is not as long as the service said is an error", () =>
    Effect.gen(function* () {
      for (const [size, reason] of [
        [8, "BadResponse"],
        [6, "BadResponse"],
        [7, undefined]
      ] as const) {
        const { bytes } = open(
          (request) =>
            isApi(request)
              ? task("https://files.example/f")
              : new Response("a,b\n1,2", { headers: { "content-length": "7" } }),
          { ...file, size }
        )
        const result = yield* Effect.result(bytes)
        expect(result._tag === "Failure" ? result.failure.reason._tag : undefined).toBe(reason)
      }
    })
  )

  it.effect("a file that is not there yet is a conflict; one that failed, expired or never was is not found", () =>
    Effect.gen(function* () {
      const reason = (answer: object, ref?: BrowserActFile) =>
        Effect.map(Effect.flip(open(() => answer, ref).bytes), ({ reason }) => reason)
      expect(yield* reason(task("https://files.example/f", { progress: 1 }))).toMatchObject({ _tag: "Conflict" })
      const failed = yield* reason(task("https://files.example/f", { errorMessage: "larger than 50 MB" }))
      assert.strictEqual(failed._tag, "NotFound")
      expect(failed.message).toContain("larger than 50 MB")
      yield* TestClock.setTime(now)
      expect((yield* reason(task("https://files.example/f", { expiresAt: now - 1 }))).message).toContain("expired")
      expect(yield* reason(task("https://files.example/f"), { ...file, id: "constructor" })).toMatchObject({
        _tag: "NotFound"
      })
    })
  )

  it.effect("what the workflow wrote is fetched from its address; trouble of the host is no refusal", () =>
    Effect.gen(function* () {
      const written = { ...file, id: "output/0" }
      const good = open((request) => (isApi(request) ? finished : new Response("rows")), written)
      expect(yield* good.bytes).toBe("rows")
      expect(good.requests[1]?.url.href).toBe("https://files.example/out/report%20final.csv?sig=x")
      const down = open((request) => (isApi(request) ? finished : new Response("down", { status: 503 })), written)
      expect((yield* Effect.flip(down.bytes)).reason).toMatchObject({ _tag: "Unavailable", status: 503 })
      expect(down.requests).toHaveLength(2)
    })
  )
})
