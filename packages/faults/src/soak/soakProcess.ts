/**
 * The process that is killed. Its one argument is JSON: the orders, the store, and the file of what
 * was handled.
 */
import { FileStore } from "@errand/store"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { appendFileSync, existsSync, readFileSync } from "node:fs"
import { fulfil } from "./orders.ts"
import type { Orders } from "./orders.ts"

const { handled, path, ...orders }: Orders & { readonly path: string; readonly handled: string } = JSON.parse(
  process.argv[2] ?? ""
)

// The ids of deliveries that were handled, as a unique column of a database would hold them: a
// process may die between the work of a handler and the entry in the store.
const done = new Set(
  existsSync(handled)
    ? readFileSync(handled, "utf8")
        .split("\n")
        .map((line) => line.split("\t")[0])
    : []
)

await Effect.runPromise(
  fulfil(orders, (outcome, { id, key }) =>
    Effect.sync(() => {
      if (done.has(id)) return
      done.add(id)
      appendFileSync(handled, `${id}\t${key}\t${outcome.ref.id}\t${outcome._tag}\n`)
    })
  ).pipe(Effect.provide(FileStore.layer({ path })), Effect.provide(Logger.layer([])))
)
