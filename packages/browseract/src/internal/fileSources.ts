/**
 * The files of a task: what its browser downloaded, which may still be on its way when the task is
 * over, and what the workflow wrote, as bare addresses.
 */
import { at, list, number, objects, optional, text } from "@errand/http/Answer"
import * as Option from "effect/Option"
import type { FileRef } from "@errand/core/Snapshot"

/** A file, and where it is now. Addresses expire; refs do not hold them. */
export interface Source {
  readonly ref: FileRef
  readonly url?: string
  /** Why it is not to be had, in the service's words. */
  readonly error?: string
}

const isHttp = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url)

const lastSegment = (url: string): string | undefined => {
  const segment = isHttp(url) ? text(new URL(url).pathname.split("/").pop()) : undefined
  return segment === undefined ? undefined : Option.getOrElse(decode(segment), () => segment)
}

const decode = Option.liftThrowable(decodeURIComponent)

/** Times are said to be Unix timestamps, and only one of them to be in milliseconds. */
const toMillis = (time: number | undefined): number | undefined =>
  time === undefined ? undefined : time < 1e11 ? time * 1000 : time

/** Every file of a task as get-task gives it. `now` in milliseconds tells which have expired. */
export const sources = (task: unknown, now: number): ReadonlyArray<Source> => {
  return [
    ...objects(at(task, "download_files")).map((file, index): Source => {
      const id = text(at(file, "guid")) ?? `download/${index}`
      const url = text(at(file, "downloadUrl"))
      const expiry = toMillis(number(at(file, "expiresAt")) ?? number(at(task, "files_expires_at")))
      const error =
        text(at(file, "errorMessage")) ?? (expiry !== undefined && expiry > 0 && expiry <= now ? "expired" : undefined)
      const complete =
        number(at(file, "downloadCompletedTime")) !== undefined || (number(at(file, "progress")) ?? 100) >= 100
      return {
        ref: {
          id,
          name: text(at(file, "fileName")) ?? id,
          ...optional("size", number(at(file, "fileSize"))),
          state: error !== undefined ? "failed" : url !== undefined && complete ? "ready" : "pending"
        },
        ...optional("url", url),
        ...optional("error", error)
      }
    }),
    ...list(at(task, "output", "files")).map((url, index): Source => {
      const id = `output/${index}`
      const good = typeof url === "string" && isHttp(url)
      return {
        ref: { id, name: (good ? lastSegment(url) : undefined) ?? id, state: good ? "ready" : "failed" },
        ...(good ? { url } : { error: "no address" })
      }
    })
  ]
}
