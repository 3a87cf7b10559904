/**
 * A task's file as bytes. Links expire, so none is kept: each download asks for the task first, and
 * once more if the link is refused all the same, be it in the middle of the file.
 */
import { BadResponse, Conflict, NotFound, type ProviderError, type ProviderReason } from "@errand/core/ProviderError"
import type { FileRef } from "@errand/core/Snapshot"
import { isAboutAnother, optional } from "@errand/http/Answer"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { BrowserActError } from "../BrowserActError.ts"
import type { Source } from "./fileSources.ts"

/** How a version of the service shows a task with its files. */
export interface Shelf<A> {
  /** Asks for the task. */
  readonly read: Effect.Effect<A, BrowserActError>
  /** The task's id in that answer. */
  readonly id: (task: A) => unknown
  readonly sources: (task: A, now: number) => ReadonlyArray<Source>
  /** The bytes behind a link; see `Files` of the client. */
  readonly download: (
    url: Effect.Effect<string, ProviderError>,
    options: { readonly size?: number }
  ) => Stream.Stream<Uint8Array, BrowserActError | ProviderError>
  readonly from: (operation: string) => (error: BrowserActError) => ProviderError
  readonly fail: (operation: string, reason: ProviderReason) => ProviderError
}

/** A refusal by the file's host; it says nothing about the key, which was not sent. */
const isRefused = (error: BrowserActError): boolean =>
  error.status !== undefined && error.status >= 400 && !error.http.transient

const locate = <A>(
  { fail, from, id: idOf, read, sources }: Shelf<A>,
  id: string,
  file: FileRef
): Effect.Effect<string, ProviderError> =>
  Effect.flatMap(Effect.zip(Effect.mapError(read, from("file")), Clock.currentTimeMillis), ([task, now]) => {
    if (isAboutAnother(idOf(task), id))
      return Effect.fail(fail("file", new BadResponse({ message: "the answer is about another task" })))
    const source = sources(task, now).find(({ ref }) => ref.id === file.id)
    if (source?.ref.state === "ready" && source.url !== undefined) return Effect.succeed(source.url)
    return Effect.fail(
      source?.ref.state === "pending"
        ? fail("file", new Conflict({ message: `file ${file.id} is still on its way to the service` }))
        : fail(
            "file",
            new NotFound({ message: `file ${file.id} is not to be had: ${source?.error ?? "no such file"}` })
          )
    )
  })

/** The bytes of one file of a task. */
export const fetchFile = <A>(shelf: Shelf<A>, id: string, file: FileRef): Stream.Stream<Uint8Array, ProviderError> =>
  Stream.mapError(shelf.download(locate(shelf, id, file), optional("size", file.size)), (error) =>
    error._tag === "ProviderError"
      ? error
      : isRefused(error)
        ? shelf.fail("file", new NotFound({ message: `the link of file ${file.id} is refused (HTTP ${error.status})` }))
        : shelf.from("file")(error)
  )
