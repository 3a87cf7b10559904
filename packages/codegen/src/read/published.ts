/** A provider's document as it is published: from a file or from the network. */
import { dirname, resolve } from "node:path"
import type { JsonObject } from "../json.ts"
import { SpecProblem } from "../problem.ts"
import { bundle } from "./bundle.ts"
import { maxFileBytes, maxFiles } from "./limits.ts"
import { parse, readText, tooLarge } from "./load.ts"
import { localSources, Missing, remoteSources } from "./sources.ts"
import { checkVersion } from "./version.ts"

/**
 * The document could not be had: no network, no such host, no answer in time, or another status
 * than 200.
 */
export class Unreachable extends Error {
  constructor(from: string, why: string) {
    super(`${from} could not be fetched (${why})`)
    this.name = "Unreachable"
  }
}

/** How long fetching a document may take. */
const fetchTimeoutMillis = 30_000

/**
 * Reads a published document, JSON or YAML, and brings in the files that it refers to: those of its
 * folder, and for one from the network those of its server.
 *
 * @param from a path, or an address that starts with `http`
 * @param files another folder that references of a file may lead to
 * @throws Unreachable
 * @throws SpecProblem for what is no OpenAPI 3.0 or 3.1 document
 */
export const readPublished = async (from: string, files?: string): Promise<JsonObject> => {
  if (isAddress(from)) return readRemote(from)
  const loaded = parse(readText(from, from), from)
  checkVersion(loaded)
  const path = resolve(from)
  return bundle(loaded.root, path, loaded, localSources(files ?? dirname(path), process.cwd())).document
}

export const isAddress = (from: string): boolean => /^https?:\/\//i.test(from)

const readRemote = async (address: string): Promise<JsonObject> => {
  const { text, url } = await fetchText(address, "follow")
  const loaded = parse(text, address)
  checkVersion(loaded)
  const texts = new Map<string, string>()
  for (;;) {
    try {
      return bundle(loaded.root, url, loaded, remoteSources(texts)).document
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      if (texts.size >= maxFiles) throw new SpecProblem(address, "", `is made of more than ${maxFiles} files`)
      // What another server answers is not of the document's own server.
      texts.set(error.address, (await fetchText(error.address, "error")).text)
    }
  }
}

const fetchText = async (
  address: string,
  redirect: "error" | "follow"
): Promise<{ readonly text: string; readonly url: string }> => {
  try {
    const response = await fetch(address, {
      redirect,
      // A connection of its own: reading a document takes seconds, in which the server may close a
      // connection that is kept, and the next request on it would fail.
      headers: { connection: "close" },
      signal: AbortSignal.timeout(fetchTimeoutMillis)
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new Unreachable(address, `it answered ${response.status}`)
    }
    return { text: await readBody(response, address), url: response.url || address }
  } catch (error) {
    if (error instanceof Unreachable || error instanceof SpecProblem) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Unreachable(address, cause instanceof Error ? cause.message || cause.name : String(cause))
  }
}

/** Stops at the limit, so that an answer without end does not fill the memory. */
const readBody = async (response: Response, address: string): Promise<string> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxFileBytes) throw tooLarge(address)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
