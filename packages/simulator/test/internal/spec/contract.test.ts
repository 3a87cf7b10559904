import { assert, describe, it } from "@effect/vitest"
import * as BrowserUse from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import * as Contract from "../../../src/internal/spec/contract.ts"
import * as Operation from "../../../src/internal/spec/operation.ts"

const contract = Contract.make(document, Operation.operations(BrowserUse))

describe("contract", () => {
  it("finds every operation by its own method and path, and no other", () => {
    for (const operation of contract.operations) {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `a%20${name}`)
      const found = contract.route(operation.method, path)
      assert.strictEqual(found?.operation.id, operation.id)
      for (const [name, value] of Object.entries(found?.path ?? {})) assert.strictEqual(value, `a ${name}`)
      assert.isUndefined(contract.route("TRACE", path))
      assert.isUndefined(contract.route(operation.method, `${path}/no/such/path/at/all`))
    }
  })

  const read = (query: string) =>
    contract.request(BrowserUse.listBrowserDownloads, {
      path: { session_id: "00000000-0000-4000-8000-000000000000" },
      query: new URLSearchParams(query),
      contentType: undefined,
      body: Buffer.alloc(0)
    })

  it("reads numbers and booleans from a query, and fills in defaults", () => {
    assert.deepInclude(read("limit=7&includeUrls=true&cursor=12"), {
      query: { limit: 7, includeUrls: true, cursor: "12" }
    })
    assert.deepInclude(read(""), { query: { limit: 50, includeUrls: false } })
    for (const wrong of ["limit=7.5", "limit=", "limit=x", "includeUrls=maybe"]) assert.isArray(read(wrong), wrong)
  })

  it("says what is wrong with an answer, and nothing about one that fits", () => {
    const fits = { id: "00000000-0000-4000-8000-000000000000", status: "started" }
    assert.isUndefined(contract.response(BrowserUse.getTaskStatus, 200, fits))
    assert.include(contract.response(BrowserUse.getTaskStatus, 200, { ...fits, status: "paused" }) ?? "", "body/status")
    assert.include(contract.response(BrowserUse.getTaskStatus, 200, { status: "started" }) ?? "", "'id'")
    assert.include(contract.response(BrowserUse.deleteSession, 204, {}) ?? "", "has no body")
    assert.isUndefined(
      contract.response(BrowserUse.getTaskStatus, 422, { detail: [{ loc: ["path"], msg: "m", type: "t" }] })
    )
    assert.isString(contract.response(BrowserUse.createTask, 422, { detail: "text" }))
  })
})
