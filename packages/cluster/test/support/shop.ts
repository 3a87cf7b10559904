/** A machine in memory, in virtual time, with a provider in memory. */
import type { OutcomeDelivery } from "@errand/core"
import { TaskStore, StoreTransaction } from "@errand/core"
import type { Script } from "@errand/core/testing"
import { TestProvider } from "@errand/core/testing"
import { Context, Effect, Layer } from "effect"
import { TestRunner } from "effect/cluster"
import * as Accounts from "../../src/internal/accounts.ts"
import { Errands } from "../../src/index.ts"
import * as Machine from "../../src/internal/machine.ts"

/** The provider as a service. */
export class Shop extends Context.Service<Shop, TestProvider.TestProvider>()("test/Shop") {
  static readonly layer = (options?: TestProvider.Options) => Layer.effect(Shop, TestProvider.make("shop", options))
}

/** Errands whose input is the script of their task. */
export const Prices = Errands.make("prices", { provider: Shop })

/** Other errands of the same account. */
export const Reviews = Errands.make("reviews", { provider: Shop })

/** Stores in memory, whose transactions keep nothing apart. */
const accountsInMemory = Accounts.layer(
  Effect.succeed({
    forget: () => Effect.void,
    openStore: () =>
      Effect.gen(function* () {
        const store = yield* TaskStore.make(yield* TaskStore.memory())
        return Context.make(TaskStore.TaskStore, store).pipe(
          Context.add(StoreTransaction.StoreTransaction, {
            appendWith: (entry, use) => Effect.tap(use, store.append(entry))
          })
        )
      })
  })
)

/** A cluster of one machine, which does the errands of {@link Prices} and {@link Reviews}. */
export const cluster = (
  handler: OutcomeDelivery.Handler<string | null, Script.Script, unknown, never> = () => Effect.void,
  options: Machine.Options = {},
  provider?: TestProvider.Options
) =>
  Layer.merge(
    Machine.layer(Prices["~errand"], handler, options),
    Machine.layer(Reviews["~errand"], handler, options)
  ).pipe(Layer.provide(accountsInMemory), Layer.provideMerge(Layer.merge(Shop.layer(provider), TestRunner.layer)))
