/** A program that runs tasks until it is told to end, in the way that its first argument names. */
import { Task } from "@errand/core"
import { runMain } from "@errand/core/node"
import { Unavailable } from "@errand/core/ProviderError"
import { TestProvider } from "@errand/core/testing"
import { Data, Effect, Logger } from "effect"

const [, , how = ""] = process.argv

class NoSuchShop extends Data.TaggedError("NoSuchShop")<{ readonly message: string }> {}

const say = (text: string) => Effect.sync(() => void process.stdout.write(`${text}\n`))

const program = Effect.gen(function* () {
  const provider = yield* TestProvider.make("shop", {
    fault: ({ operation }) =>
      operation === "cancel" && how !== "cancels" ? { reason: new Unavailable({ message: "503" }) } : undefined
  })
  if (how === "succeeds") return yield* say("done")
  if (how === "fails") return yield* new NoSuchShop({ message: "no such shop" })
  const cancelWithin = how === "gives up" ? "10 millis" : "1 hour"
  const task = Task.run(provider, { takes: "1 hour" }, { cancelWithin, onStart: () => say("started") })
  return yield* Effect.ensuring(
    Effect.all([task, task], { concurrency: 2 }),
    Effect.flatMap(provider.cancelled, (ids) => say(`cancelled ${ids.length}`))
  )
})

runMain(program.pipe(Effect.provide(Logger.layer(how === "fails" ? [Logger.consolePretty()] : []))))
