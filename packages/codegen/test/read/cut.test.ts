import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { stringify } from "yaml"
import { generate } from "../../src/generate.ts"
import { type JsonObject, objectOr } from "../../src/json.ts"
import { SpecProblem } from "../../src/problem.ts"
import { cutByHints, cutDocument, toPatterns } from "../../src/read/cut.ts"
import { parse } from "../../src/read/load.ts"
import { repository, within } from "../support/generator.ts"

const shop = parse(
  `
openapi: 3.1.0
info: { title: Shop, version: "1" }
security: [ { key: [] } ]
tags: [ { name: Orders }, { name: Pets }, { name: Unused } ]
paths:
  /orders:
    parameters: [ { $ref: "#/components/parameters/Page" } ]
    get:
      tags: [ Orders ]
      operationId: listOrders
      responses:
        "200": { description: "", content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
        "400": { $ref: "#/components/responses/Bad" }
  /orders/{id}:
    get:
      tags: [ Orders ]
      operationId: getOrder
      security: [ { token: [] } ]
      responses: { "200": { description: "" } }
  /pets:
    get:
      tags: [ Pets ]
      operationId: listPets
      responses:
        "200": { description: "", content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
  /copy:
    get:
      operationId: copyPets
      responses: { "200": { $ref: "#/paths/~1pets/get/responses/200" } }
webhooks:
  sold: { post: { responses: {} } }
components:
  parameters:
    Page: { name: page, in: query, schema: { $ref: "#/components/schemas/PageNumber" } }
    Unused: { name: unused, in: query, schema: { type: string } }
  responses:
    Bad: { description: "", headers: { X: { $ref: "#/components/headers/X" } } }
  headers:
    X: { schema: { $ref: "#/components/schemas/Code" } }
  securitySchemes:
    key: { type: apiKey, in: header, name: Key }
    token: { type: http, scheme: bearer }
  schemas:
    Order:
      type: object
      properties:
        line: { $ref: "#/components/schemas/Lines/$defs/Line" }
        payment: { $ref: "#/components/schemas/Payment" }
        example: { type: string, example: { $ref: "#/components/schemas/Pet" } }
    Lines: { type: array, items: {}, $defs: { Line: { $ref: "#/components/schemas/Article" } } }
    Article: { type: string }
    Payment:
      discriminator: { propertyName: kind, mapping: { card: Card, cash: "#/components/schemas/Cash" } }
      oneOf: []
    Card: { type: object }
    Cash: { type: object, properties: { payment: { $ref: "#/components/schemas/Payment" } } }
    PageNumber: { type: integer }
    Code: { type: string }
    Pet: { type: string }
`,
  "shop.yaml"
).root

const fail = (message: string) => new SpecProblem("shop.yaml", "", message)

const cut = (...patterns: ReadonlyArray<string>): JsonObject => cutDocument(shop, toPatterns(patterns, fail), fail)

/** Names by the place where they stand. */
const namesOf = (document: JsonObject, place: string): ReadonlyArray<string> => Object.keys(objectOr(document[place]))

const componentsOf = (document: JsonObject): Readonly<Record<string, ReadonlyArray<string>>> => {
  const components = objectOr(document["components"])
  return Object.fromEntries(Object.keys(components).map((kind) => [kind, namesOf(components, kind)]))
}

describe("a document that is cut", () => {
  it("keeps the paths that match, and of the components those that are reached, of every kind", () => {
    const orders = cut("^/orders$")
    assert.deepStrictEqual(namesOf(orders, "paths"), ["/orders"])
    assert.deepStrictEqual(namesOf(orders, "webhooks"), [])
    assert.deepStrictEqual(componentsOf(orders), {
      parameters: ["Page"],
      responses: ["Bad"],
      headers: ["X"],
      securitySchemes: ["key"],
      schemas: ["Order", "Lines", "Article", "Payment", "Card", "Cash", "PageNumber", "Code"]
    })
    assert.deepStrictEqual(orders["tags"], [{ name: "Orders" }])
  })

  it("keeps what one of several patterns matches, webhooks too, and security that one operation has", () => {
    const some = cut("^/orders/", "^sold$")
    assert.deepStrictEqual([namesOf(some, "paths"), namesOf(some, "webhooks")], [["/orders/{id}"], ["sold"]])
    assert.deepStrictEqual(componentsOf(some), { securitySchemes: ["key", "token"] })
  })

  it("is the same when it is cut once more, and leaves the document that was read alone", () => {
    const before = structuredClone(shop)
    const once = cut("^/orders")
    assert.deepStrictEqual(cutDocument(once, [/^\/orders/u], fail), once)
    assert.deepStrictEqual(shop, before)
    assert.deepStrictEqual(cut("^/", "."), { ...shop, components: componentsUsed, tags: tagsUsed })
  })

  it("refuses a pattern that matches nothing, that is none, or that leaves out what is needed", () => {
    assert.throws(() => cut("^/orders", "^/order$"), SpecProblem, "shop.yaml: no path matches ^\\/order$")
    assert.throws(() => cut("(/orders"), SpecProblem, /shop\.yaml: Invalid regular expression/)
    assert.throws(() => cut(""), SpecProblem, "shop.yaml: a pattern of paths cannot be empty")
    assert.throws(
      () => cut("^/copy"),
      SpecProblem,
      "what is wanted leads to #/paths/~1pets/get/responses/200, whose path no pattern matches"
    )
    assert.deepStrictEqual(namesOf(cut("^/copy", "^/pets"), "paths"), ["/pets", "/copy"])
  })

  const { Unused: _, ...parameters } = objectOr(objectOr(shop["components"])["parameters"])
  const componentsUsed = { ...objectOr(shop["components"]), parameters }
  const tagsUsed = [{ name: "Orders" }, { name: "Pets" }]
})

describe("a document that is cut by its overlay", () => {
  const paths = (text: string) =>
    namesOf(cutByHints(shop, parse(`overlay: 1.0.0\n${text}`, "v1.overlay.yaml")), "paths")

  it("keeps what one or several patterns match, and everything where there is none", () => {
    assert.deepStrictEqual(paths("x-errand-only: ^/orders$"), ["/orders"])
    assert.deepStrictEqual(paths("x-errand-only:\n  - ^/pets\n  - ^/orders/\\{id\\}$\n"), ["/orders/{id}", "/pets"])
    assert.lengthOf(paths("actions: []"), 4)
    assert.strictEqual(cutByHints(shop, undefined), shop)
  })

  it("may have nothing of what the overlay of another document wants", () => {
    const hints = parse("overlay: 1.0.0\nx-errand-only: [ ^/orders$, ^/nothing ]", "v1.overlay.yaml")
    assert.throws(() => cutByHints(shop, hints), SpecProblem, "no path matches ^\\/nothing")
    assert.deepStrictEqual(namesOf(cutByHints(shop, hints, true), "paths"), ["/orders"])
  })

  it("is refused with the line of patterns that cannot be used", () => {
    assert.throws(() => paths("x-errand-only: (a"), SpecProblem, /^v1\.overlay\.yaml:2:16: Invalid regular expression/)
    assert.throws(() => paths("x-errand-only: []"), SpecProblem, "v1.overlay.yaml:2:16: x-errand-only needs a pattern")
    assert.throws(() => paths("x-errand-only: [ 1 ]"), SpecProblem, "a pattern of paths cannot be empty")
  })
})

describe("types of a part of a document", () => {
  /** The names that a module exports. */
  const exported = (files: ReadonlyMap<string, string>): ReadonlyArray<string> =>
    [...(files.get("index.ts") ?? "").matchAll(/^export (?:declare )?(?:const|type|interface) (\w+)/gm)].map(
      ([, name = ""]) => name
    )

  it("have the names that they have where everything is generated, so that the rest can come later", () => {
    const job = {
      root: repository,
      spec: `${repository}/specs/browser-use/v2.yaml`,
      overlay: undefined
    }
    const whole = exported(generate(job).files)
    const part = exported(generate({ ...job, only: ["^/tasks", "^/sessions$"] }).files)
    assert.isAbove(part.length, 30)
    assert.isBelow(part.length, whole.length / 2)
    assert.includeMembers([...whole], [...part])
    assert.include(part, "TaskView")
    assert.notInclude(part, "BrowserSessionView")
  })

  it("are those of the paths that the overlay records", () =>
    within(
      {
        "shop.yaml": stringify(shop),
        "shop.overlay.yaml": "overlay: 1.0.0\nx-errand-only: ^/orders\nactions: []\n",
        "typo.overlay.yaml": "overlay: 1.0.0\nx-errand-only: [ ^/orders, ^/order$ ]\nactions: []\n"
      },
      (root) => {
        const job = { root, spec: join(root, "shop.yaml"), overlay: join(root, "shop.overlay.yaml") }
        assert.includeMembers([...exported(generate(job).files)], ["listOrders", "getOrder", "Order"])
        assert.notInclude(exported(generate(job).files), "listPets")
        const pets = exported(generate({ ...job, only: ["^/pets"] }).files)
        assert.includeMembers([...pets], ["listPets", "Pet"])
        assert.notInclude(pets, "Order", "patterns of the job count in place of the recorded ones")
        assert.throws(
          () => generate({ ...job, overlay: join(root, "typo.overlay.yaml") }),
          SpecProblem,
          "typo.overlay.yaml:2:16: no path matches ^\\/order$"
        )
      }
    ))
})
