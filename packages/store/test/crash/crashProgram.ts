/**
 * The program that is killed: what one before it left, then tasks of its own, each outcome to the
 * handler.
 */
import { Cadence, make } from "@errand/core/Cadence"
import * as Task from "@errand/core/Task"
import * as FileStore from "@errand/store/FileStore"
import * as Effect from "effect/Effect"
import { handle, provider } from "./crashProvider.ts"

const [, , url = "", path = "", name = "", ...takes] = process.argv

const crash = provider(url)

const program = Effect.gen(function* () {
  const recovered = Task.recover(crash, (_, { id, ref }) => handle(url, id, ref.id), { lag: 100 })
  const started = Effect.forEach(
    takes,
    (millis, index) =>
      Effect.flatMap(
        // Every other one has a name that the next program does not know.
        Task.start(crash, { takes: Number(millis) }, index % 2 === 0 ? {} : { key: `${name}-${index}` }),
        (task) => Task.deliver(task, (_, { id, ref }) => handle(url, id, ref.id))
      ),
    { concurrency: "unbounded", discard: true }
  )
  yield* Effect.all([recovered, started], { concurrency: 2 })
})

await Effect.runPromise(
  program.pipe(Effect.provideService(Cadence, make({ first: 20, cap: 20 })), Effect.provide(FileStore.layer({ path })))
)
