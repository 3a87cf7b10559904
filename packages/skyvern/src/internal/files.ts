/**
 * A run's file as bytes. Addresses expire, so none is kept: each download asks for the run first,
 * and once more if the address is refused all the same, be it in the middle of the file.
 */
import { BadResponse, NotFound, type ProviderError } from "@errand/core/ProviderError"
import type { FileRef } from "@errand/core/Snapshot"
import { at, isAboutAnother, optional } from "@errand/http/Answer"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Client } from "../Client.ts"
import type { SkyvernError } from "../SkyvernError.ts"
import { sources } from "./fileSources.ts"
import { fail, from } from "./providerError.ts"

/** A refusal by the file's host; it says nothing about the key, which was not sent. */
const isRefused = (error: ProviderError | SkyvernError): error is SkyvernError =>
  error._tag === "SkyvernError" && error.status !== undefined && error.status >= 400 && !error.http.transient

const locate = (client: Client, id: string, file: FileRef): Effect.Effect<string, ProviderError> =>
  Effect.flatMap(Effect.mapError(client.runs.get({ path: { run_id: id } }), from("file")), (run) => {
    if (isAboutAnother(at(run, "run_id"), id))
      return Effect.fail(fail("file", new BadResponse({ message: "the answer is about another task" })))
    const url = sources(run, true).find(({ ref }) => ref.id === file.id)?.url
    return url === undefined
      ? Effect.fail(fail("file", new NotFound({ message: `file ${file.id} is not to be had` })))
      : Effect.succeed(url)
  })

/** The bytes of one file of a run. */
export const download = (client: Client, id: string, file: FileRef): Stream.Stream<Uint8Array, ProviderError> =>
  client.files
    .download(locate(client, id, file), optional("size", file.size))
    .pipe(
      Stream.mapError((error) =>
        error._tag === "ProviderError"
          ? error
          : isRefused(error)
            ? fail("file", new NotFound({ message: `the link of file ${file.id} is refused (HTTP ${error.status})` }))
            : from("file")(error)
      )
    )
