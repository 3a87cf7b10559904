/** A provider's document as it is published: from a file or from the network. */
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { bundle } from "./bundle.ts"
import type { JsonObject } from "../json.ts"
import { parse } from "./load.ts"
import { SpecProblem } from "../problem.ts"
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
const fetchTimeoutMs = 30_000

/**
 * Reads a published document, JSON or YAML, and brings in the files that it refers to.
 *
 * @param from a path, or an address that starts with `http`
 * @throws Unreachable
 * @throws SpecProblem for what is no OpenAPI 3.0 or 3.1 document
 */
export const readPublished = async (from: string): Promise<JsonObject> => {
  const loaded = parse(isAddress(from) ? await fetchText(from) : readText(from), from)
  checkVersion(loaded)
  return bundle(loaded.root, isAddress(from) ? resolve("published") : resolve(from), loaded, process.cwd()).document
}

const isAddress = (from: string): boolean => /^https?:\/\//i.test(from)

const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new SpecProblem(path, "", `cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
}

const fetchText = async (address: string): Promise<string> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(fetchTimeoutMs) })
    if (response.status === 200) return await response.text()
    await response.body?.cancel()
    throw new Unreachable(address, `it answered ${response.status}`)
  } catch (error) {
    if (error instanceof Unreachable) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Unreachable(address, cause instanceof Error ? cause.message || cause.name : String(cause))
  }
}
