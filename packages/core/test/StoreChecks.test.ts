import { assert, describe, it } from "@effect/vitest"
import { TaskStore } from "@errand/core"
import { StoreChecks } from "@errand/core/testing"
import { Effect } from "effect"

const inMemory = Effect.map(TaskStore.memory(), TaskStore.make)

/** A journal that outlives the store on it, as a file does. */
const opened = (change: (store: TaskStore.TaskStore["Service"]) => TaskStore.TaskStore["Service"] = (same) => same) =>
  Effect.map(TaskStore.memory(), (journal) => Effect.map(TaskStore.make(journal), change))

describe("the store in memory", () => {
  for (const [n, { name }] of StoreChecks.storeChecks(Effect.flatten(inMemory)).entries()) {
    it.effect(name, () => Effect.flatMap(opened(), (open) => StoreChecks.storeChecks(open)[n]!.check))
  }
})

describe("the checks of a store", () => {
  const failing = (change: (store: TaskStore.TaskStore["Service"]) => TaskStore.TaskStore["Service"]) =>
    Effect.gen(function* () {
      const open = yield* opened(change)
      const failed: Array<string> = []
      for (const { check, name } of StoreChecks.storeChecks(open)) {
        const exit = yield* Effect.exit(check)
        if (exit._tag === "Failure") failed.push(name)
      }
      return failed
    })

  it.effect("find a store that loses entries, one that gives everything, and one that gives work to two", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* failing((store) => store), [])
      const deaf = yield* failing((store) => ({
        ...store,
        append: (entry) => (entry._tag === "Ended" ? Effect.void : store.append(entry))
      }))
      assert.include(deaf.join(), "tells after each entry")
      const all = yield* failing((store) => ({ ...store, open: store.works }))
      assert.include(all.join(), "has only works open")
      const generous = yield* failing((store) => ({ ...store, claim: () => Effect.succeed(true) }))
      assert.include(generous.join(), "into the care of one")
      const forgetful = yield* failing((store) => ({ ...store, withTask: () => Effect.succeed([]) }))
      assert.include(forgetful.join(), "gives the works that have a task")
      const blind = yield* failing((store) => ({ ...store, ofTask: () => Effect.undefined }))
      assert.include(blind.join(), "gives the works that have a task")
      const hoarding = yield* failing((store) => ({ ...store, compact: () => Effect.succeed({ before: 0, after: 0 }) }))
      assert.include(hoarding.join(), "forgets in a compaction")
    })
  )
})
