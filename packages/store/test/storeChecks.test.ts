import { describe, it } from "@effect/vitest"
import { TaskStore } from "@errand/core"
import { StoreChecks } from "@errand/core/testing"
import { Effect } from "effect"
import { join } from "node:path"
import * as FileStore from "../src/FileStore.ts"
import { folder } from "./support/journal.ts"

const checksOf = (path: string) => StoreChecks.storeChecks(Effect.flatMap(FileStore.journal({ path }), TaskStore.make))

describe("the store in a file", () => {
  for (const [n, { name }] of checksOf("").entries()) {
    it.effect(name, () => Effect.flatMap(folder, (path) => checksOf(join(path, "tasks.log"))[n]!.check))
  }
})
