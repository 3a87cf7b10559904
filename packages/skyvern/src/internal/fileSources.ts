/**
 * The files of a run: what its browser downloaded, the recording, and once it is over the
 * screenshots. All are addresses that expire.
 */
import type { FileRef } from "@errand/core/Snapshot"
import { at, list, number, objects, optional, text } from "@errand/http/Answer"
import * as Option from "effect/Option"

/** A file, and where it is now. Addresses expire; refs do not hold them. */
export interface Source {
  readonly ref: FileRef
  readonly url: string | undefined
}

/** Every file of a run. `isOver` says that no screenshot will be added. */
export const sources = (run: unknown, isOver: boolean): ReadonlyArray<Source> => [
  ...objects(at(run, "downloaded_files")).map((file, index) => {
    const id = text(at(file, "artifact_id")) ?? `download/${index}`
    const url = at(file, "url")
    return source(id, text(at(file, "filename")) ?? lastSegment(url) ?? id, url, number(at(file, "file_size")))
  }),
  ...one(at(run, "recording_url"), (url) => source("recording", lastSegment(url) ?? "recording", url)),
  // While the agent works, the latest of them comes first, and each new one moves the others.
  ...(isOver ? list(at(run, "screenshot_urls")).toReversed() : []).map((url, index) =>
    source(`screenshot/${index}`, lastSegment(url) ?? `screenshot-${index}.png`, url)
  )
]

const source = (id: string, name: string, address: unknown, size?: number): Source => {
  const url = isHttp(address) ? address : undefined
  return { ref: { id, name, ...optional("size", size), state: url === undefined ? "failed" : "ready" }, url }
}

const one = <A>(value: unknown, make: (text: string) => A): ReadonlyArray<A> => {
  const given = text(value)
  return given === undefined ? [] : [make(given)]
}

/** A host of one's own may keep files on its disk, where no request reaches them. */
const isHttp = (url: unknown): url is string =>
  typeof url === "string" && /^https?:\/\//i.test(url) && URL.canParse(url)

const lastSegment = (url: unknown): string | undefined => {
  const segment = isHttp(url) ? text(new URL(url).pathname.split("/").pop()) : undefined
  return segment === undefined ? undefined : Option.getOrElse(decode(segment), () => segment)
}

const decode = Option.liftThrowable(decodeURIComponent)
