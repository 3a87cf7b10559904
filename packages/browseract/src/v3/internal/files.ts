/** A run's file as bytes. */
import type { ProviderError } from "@errand/core/ProviderError"
import type { FileRef } from "@errand/core/Snapshot"
import { at } from "@errand/http/Answer"
import type * as Stream from "effect/Stream"
import { fetchFile } from "../../internal/fetchFile.ts"
import type { Client } from "../Client.ts"
import { sources } from "./fileSources.ts"
import { fail, from } from "./providerError.ts"

/** The bytes of one file of a run. */
export const download = (client: Client, id: string, file: FileRef): Stream.Stream<Uint8Array, ProviderError> =>
  fetchFile(
    {
      read: client.runs.get({ path: { task_id: id } }),
      id: (run) => at(run, "task_id"),
      sources,
      download: client.files.download,
      from,
      fail
    },
    id,
    file
  )
