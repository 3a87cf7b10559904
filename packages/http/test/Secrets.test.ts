import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as fc from "fast-check"
import type { Http } from "../src/Http.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import * as Secrets from "../src/Secrets.ts"
import { createTask, getTask } from "./support/operations.ts"
import { answer, lost, scripted } from "./support/memory.ts"

const input = {
  body: {
    goal: "log in as anna",
    login: { user: "anna", password: "hunter22" },
    secrets: { "shop.example": "s3cr3t-1", others: ["s3cr3t-2"] },
    accessToken: "tok_1234",
    "x-api-key": "key_1234",
    maxTokens: 4000,
    pin_token: "ab"
  }
}

describe("what is given in confidence", () => {
  it("is found by its names, at any depth, and nothing else is", () => {
    assert.deepStrictEqual(Secrets.find(input), ["hunter22", "s3cr3t-1", "s3cr3t-2", "tok_1234", "key_1234"])
    assert.deepStrictEqual(Secrets.find({ body: { goal: "password" } }), [])
  })

  it("is not shown, and all the rest is", () => {
    const masked = JSON.stringify(Secrets.mask(input))
    for (const text of Secrets.find(input)) assert.notInclude(masked, text)
    assert.deepStrictEqual(Secrets.mask({ a: [1, null, "b"] }), { a: [1, null, "b"] })
    assert.include(masked, '"user":"anna"')
    assert.include(masked, '"maxTokens":4000')
  })

  it("is whatever stands below such a name", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const texts: Array<string> = []
        JSON.stringify(value, (_, each: unknown) => (typeof each === "string" ? (texts.push(each), each) : each))
        const secret = texts.filter((text) => text.length >= 4)
        assert.sameMembers([...Secrets.find({ credentials: value })], secret)
      })
    )
  })

  it.effect("stays out of the error of a service that repeats it", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(400, { detail: `bad: ${JSON.stringify(input)}` })])
      const body = { task: "log in", ...input.body }
      const error = yield* Effect.flip(http.call(createTask, { body }, { secrets: Secrets.find({ body }) }))
      for (const text of Secrets.find(input)) assert.notInclude(JSON.stringify(error), text)
      assert.include(JSON.stringify(error), "anna")
    })
  )
})

describe("a secret that an answer holds", () => {
  const answer = { id: "1", live: { url: "https://live.test/1", width: 3 }, url: "https://live.test/old" }

  it("is read where there is a text", () => {
    const secret = Secrets.read(answer.live.url)
    assert.strictEqual(secret && Redacted.value(secret), "https://live.test/1")
    assert.strictEqual(JSON.stringify(secret), '"<redacted>"')
    for (const other of ["", null, 3, undefined, {}]) assert.isUndefined(Secrets.read(other))
  })

  it("is hidden where it stands, and nothing else changes", () => {
    assert.deepStrictEqual(Secrets.hide(answer, ["live", "url"], ["url"]), {
      id: "1",
      live: { url: "<redacted>", width: 3 },
      url: "<redacted>"
    })
    assert.strictEqual(answer.live.url, "https://live.test/1")
    for (const other of [{ id: "1" }, { live: null, url: "" }, { live: "x", url: null }, null, "text", [answer]]) {
      assert.deepStrictEqual(Secrets.hide(other, ["live", "url"], ["url"]), other)
    }
  })
})

describe("a memory of secrets", () => {
  const start = { body: { goal: "log in", password: "hunter22" } }

  it("knows those of a task in every later request that names it", () => {
    const memory = Secrets.makeMemory(Secrets.find)
    const { ended, texts } = memory.begin(start)
    assert.deepStrictEqual(texts, ["hunter22"])
    ended({ job_id: "job-7", status: "waiting" })
    assert.deepStrictEqual(memory.begin({ path: { job_id: "job-7" } }).texts, ["hunter22"])
    assert.deepStrictEqual(memory.begin({ query: { task_id: "job-7" } }).texts, ["hunter22"])
    assert.deepStrictEqual(memory.begin({ path: { job_id: "job-8" } }).texts, [])
  })

  it("knows those of a start that is out, or was not answered, in every request", () => {
    const memory = Secrets.makeMemory(Secrets.find)
    const { ended } = memory.begin(start)
    assert.deepStrictEqual(memory.begin({ query: { page: 1 } }).texts, ["hunter22"])
    ended(undefined)
    assert.deepStrictEqual(memory.begin({ query: { page: 1 } }).texts, ["hunter22"])
  })

  it("forgets those of a start that was certainly refused", () => {
    const memory = Secrets.makeMemory(Secrets.find)
    const [one, other] = [memory.begin(start), memory.begin(start)]
    one.refused()
    assert.deepStrictEqual(memory.begin({}).texts, ["hunter22"])
    other.refused()
    assert.deepStrictEqual(memory.begin({}).texts, [])
  })

  it("forgets the oldest", () => {
    const memory = Secrets.makeMemory(Secrets.find)
    for (let n = 0; n < 20_010; n++) {
      memory.begin({ body: { password: `hunter-${n}` } }).ended(n % 2 === 0 ? { id: `t-${n}` } : undefined)
    }
    assert.isAtMost(memory.begin({}).texts.length, 100)
    assert.deepStrictEqual(memory.begin({ path: { id: "t-0" } }).texts.includes("hunter-0"), false)
    assert.include(memory.begin({ path: { id: "t-20008" } }).texts, "hunter-20008")
  })
})

describe("a call with a memory of secrets", () => {
  const body = { task: "log in", password: "hunter22" }

  /** A connection, and the secrets that each of its calls was told. */
  const recorded = (answers: Parameters<typeof scripted>[0]) => {
    const { http } = scripted(answers)
    const secrets: Array<ReadonlyArray<string> | undefined> = []
    const call: Http["call"] = (operation, input, options) => {
      secrets.push(options?.secrets)
      return http.call(operation, input, options)
    }
    return { http: { ...http, call }, secrets }
  }

  it.effect("knows them in later calls about the same task, whose id is in what callers are given", () =>
    Effect.gen(function* () {
      const { http, secrets } = recorded([answer(202, { wrapped: "task-1" }), answer(200, { status: "started" })])
      const read = <A>(value: A): A => ({ ...value, id: (value as { wrapped?: string }).wrapped })
      const call = Secrets.makeCall(http, { find: Secrets.find, read })
      assert.strictEqual((yield* call(createTask, { body })).id, "task-1")
      yield* call(getTask, { path: { task_id: "task-2" } })
      yield* call(getTask, { path: { task_id: "task-1" } })
      assert.deepStrictEqual(secrets, [["hunter22"], [], ["hunter22"]])
    })
  )

  it.effect("forgets those of a call that was not executed, and keeps those of one that may have been", () =>
    Effect.gen(function* () {
      const { http, secrets } = recorded([answer(400), answer(200), lost("ECONNRESET"), answer(200)])
      const call = Secrets.makeCall(http, { find: Secrets.find })
      const none = { retry: RetryPolicy.none }
      for (const _ of ["refused", "in doubt"]) {
        yield* Effect.flip(call(createTask, { body }, none))
        yield* call(getTask, { path: { task_id: "task-1" } }, none)
      }
      assert.deepStrictEqual(secrets, [["hunter22"], [], ["hunter22"], ["hunter22"]])
    })
  )
})
