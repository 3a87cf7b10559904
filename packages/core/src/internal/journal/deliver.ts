/** Gives an outcome to its handler once, whatever becomes of the process. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { Delivery, DeliverOptions, Handler } from "../../OutcomeDelivery.ts"
import type { Outcome } from "../../Outcome.ts"
import { BadOption, StoreError } from "../../StoreError.ts"
import type { WaitError } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import { StoreTransaction } from "../../StoreTransaction.ts"
import { append, entryOf } from "./writeEntries.ts"
import * as WorkState from "./workState.ts"

/**
 * Waits for the outcome, and gives it to the handler unless a handler had it before. Tells whether
 * this one was given it.
 */
export const deliver = Effect.fnUntraced(function* <A, Raw, E, R>(
  ref: TaskRef,
  outcome: Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions
): Effect.fn.Return<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> {
  const store = yield* TaskStore
  const id = WorkState.idOfRef(ref)
  yield* store.claim(id)
  // Whether it was delivered or not, this process gives up the care for it: what was not delivered
  // is for `recover`.
  return yield* Effect.ensuring(give(ref, outcome, handler, options), store.release(id))
})

/** The same for a task that this process has in its care already. */
export const give = Effect.fnUntraced(function* <A, Raw, E, R>(
  ref: TaskRef,
  outcome: Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions,
  // Taken while the handler is at work, and not while its outcome is waited for: a task that takes
  // for ever would keep the others waiting.
  places?: Semaphore.Semaphore
): Effect.fn.Return<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> {
  const store = yield* TaskStore
  const id = WorkState.idOfRef(ref)
  const known = yield* store.work(id)
  if (known?.state === "delivered") return undefined
  if (known?.ref === undefined) yield* append(store, id, { _tag: "Started", ref })
  const over = yield* outcome
  const handle = Effect.gen(function* () {
    // Another handler may have had it while this one waited. What was forgotten since was
    // delivered.
    const work = yield* store.work(id)
    if (work === undefined || work.state === "delivered") return undefined
    const attempt = work.attempts + 1
    const delivery: Delivery = { id, ref, attempt, ...(ref.key === undefined ? {} : { key: ref.key }) }
    const note = { _tag: "Delivered", to: "handler" } as const
    const done = append(store, id, note)
    yield* append(store, id, { _tag: "Delivering" })
    // The proof comes last: a process that was frozen after the note is no longer the writer.
    yield* store.ensure
    const handled = Effect.suspend(() => handler(over, delivery))
    if (options.record === "with") {
      const { appendWith } = yield* transaction
      yield* appendWith(yield* entryOf(id, note), handled)
      return delivery
    }
    if (options.record === "before") yield* done
    yield* Effect.uninterruptibleMask((restore) =>
      // A handler that has done its work is not to be asked again because of an interruption just
      // then.
      Effect.andThen(restore(handled), options.record === "before" ? Effect.void : done)
    )
    return delivery
  })
  const delivered = store.exclusive(id, handle)
  return yield* places === undefined ? delivered : Semaphore.withPermit(places, delivered)
})

/** The types ask for it where `record` is `with`; callers without types are told. */
const transaction = Effect.flatMap(
  Effect.serviceOption(StoreTransaction),
  Option.match({
    onSome: Effect.succeed,
    onNone: () => {
      const message = 'record: "with" needs a store with transactions, and this one has none'
      return Effect.fail(new StoreError({ operation: "append", reason: new BadOption({ message }) }))
    }
  })
)
