/**
 * The files of a run: what its browser downloaded, which may still be on its way when the run is
 * over, and its output in several formats.
 */
import { at, fields, number, objects, optional, text } from "@errand/http/Answer"
import type { Source } from "../../internal/fileSources.ts"

/** Every file of a run. `now` in milliseconds tells which links have expired. */
export const sources = (run: unknown, now: number): ReadonlyArray<Source> => {
  const isOld = (expiry: number | undefined) => expiry !== undefined && expiry > 0 && expiry <= now
  const allExpire = number(at(run, "files_expires_at"))
  return [
    ...objects(at(run, "download_files")).map((file, index): Source => {
      const id = text(at(file, "guid")) ?? `download/${index}`
      const url = text(at(file, "download_url"))
      const error =
        text(at(file, "error_message")) ??
        (isOld(number(at(file, "expires_at")) ?? allExpire) ? "its link has expired" : undefined)
      const isComplete =
        number(at(file, "download_completed_time")) !== undefined || (number(at(file, "progress")) ?? 100) >= 100
      return {
        ref: {
          id,
          name: text(at(file, "file_name")) ?? id,
          ...optional("size", number(at(file, "file_size"))),
          state: error !== undefined ? "failed" : url !== undefined && isComplete ? "ready" : "pending"
        },
        ...optional("url", url),
        ...optional("error", error)
      }
    }),
    ...Object.entries(fields(at(run, "output_files"))).map(([format, file]): Source => {
      const url = text(at(file, "download_url"))
      const error = url === undefined ? "no address" : isOld(allExpire) ? "its link has expired" : undefined
      return {
        ref: {
          id: `output/${format}`,
          name: text(at(file, "file_name")) ?? `output.${format}`,
          ...optional("size", number(at(file, "file_size"))),
          state: error === undefined ? "ready" : "failed"
        },
        ...optional("url", url),
        ...optional("error", error)
      }
    })
  ]
}
