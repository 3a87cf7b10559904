/**
 * A task's file as bytes. Links expire, so none is kept: each download asks for the task first, and
 * once more if the link is refused all the same, be it in the middle of the file.
 */
import { at, isAboutAnother, optional } from "@errand/http/Answer"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { FileRef } from "@errand/core/Snapshot"
import { BadResponse, Conflict, NotFound, type ProviderError } from "@errand/core/ProviderError"
import type { BrowserActError } from "../BrowserActError.ts"
import type { Client } from "../Client.ts"
import { sources } from "./fileSources.ts"
import { fail, from } from "./providerError.ts"

/** A refusal by the file's host; it says nothing about the key, which was not sent. */
const isRefused = (error: ProviderError | BrowserActError): error is BrowserActError =>
  error._tag === "BrowserActError" && error.status !== undefined && error.status >= 400 && !error.http.transient

const locate = (client: Client, id: string, file: FileRef): Effect.Effect<string, ProviderError> =>
  Effect.flatMap(
    Effect.zip(Effect.mapError(client.tasks.get({ query: { task_id: id } }), from("file")), Clock.currentTimeMillis),
    ([task, now]) => {
      if (isAboutAnother(at(task, "id"), id))
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
    }
  )

/** The bytes of one file of a task. */
export const download = (client: Client, id: string, file: FileRef): Stream.Stream<Uint8Array, ProviderError> => {
  const { size } = file
  return client.files
    .download(locate(client, id, file), optional("size", size))
    .pipe(
      Stream.mapError((error) =>
        error._tag === "ProviderError"
          ? error
          : isRefused(error)
            ? fail("file", new NotFound({ message: `the link of file ${file.id} is refused (HTTP ${error.status})` }))
            : from("file")(error)
      )
    )
}
