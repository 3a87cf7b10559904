/** The works of a journal as a table in memory. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { JournalBackend } from "../../JournalBackend.ts"
import type { StoreError } from "../../StoreError.ts"
import type { Compacted, TableBackend } from "../../TableBackend.ts"
import * as WorkState from "./workState.ts"

/** Reads the journal, once. */
export const make = (journal: JournalBackend): Effect.Effect<TableBackend, StoreError> =>
  Effect.map(Effect.flatMap(journal.entries, WorkState.fold), (works) => {
    return {
      append: (entry) =>
        // What is on the medium is known here, even if the writer was interrupted meanwhile.
        Effect.uninterruptible(
          Effect.andThen(
            journal.append(entry),
            Effect.sync(() => WorkState.add(works, entry))
          )
        ),
      entries: journal.entries,
      work: (id) => Effect.sync(() => works.get(id)),
      open: Effect.sync(() => Array.from(works.values()).filter(WorkState.isOpen)),
      works: Effect.sync(() => Array.from(works.values())),
      withTask: (owner, since) =>
        Effect.sync(() => {
          const from = DateTime.formatIso(since)
          return Array.from(works.values()).filter(
            (work) => work.ref !== undefined && work.at >= from && WorkState.isOwnedBy(owner, work)
          )
        }),
      ofTask: (owner, task) =>
        Effect.sync(() => {
          for (const work of works.values()) if (WorkState.isTask(work, owner, task)) return work
          return undefined
        }),
      compact: Effect.fnUntraced(function* (before) {
        let done: Compacted = { before: 0, after: 0 }
        const gone = new Map<string, WorkState.Work | undefined>()
        const forget = Effect.sync(() => {
          // Not what was asked for anew while the rewrite was under way.
          for (const [id, work] of gone) if (works.get(id) === work) works.delete(id)
        })
        const rewrite = journal.rewrite((entries) =>
          Effect.map(WorkState.compact(entries, DateTime.formatIso(before)), (result) => {
            done = { before: entries.length, after: result.entries.length }
            for (const id of result.gone) gone.set(id, works.get(id))
            return result.entries
          })
        )
        yield* Effect.uninterruptible(Effect.andThen(rewrite, forget))
        return done
      })
    }
  })
