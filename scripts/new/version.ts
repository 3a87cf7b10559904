/** What the API's version is called. */
import { arrayOr, type JsonObject, objectOr, textOr } from "@errand/codegen/json"

/**
 * As in the server's address, or at the head of every path; else the major of the document's own
 * version, else v1.
 */
export const versionOf = (document: JsonObject): string => {
  const named = arrayOr(document["servers"])
    .map((server) => /\/(v\d+)(?=\/|$)/.exec(textOr(objectOr(server)["url"]) ?? "")?.[1])
    .find((found) => found !== undefined)
  const heads = new Set(Object.keys(objectOr(document["paths"])).map((path) => /^\/(v\d+)(?=\/|$)/.exec(path)?.[1]))
  const [head] = heads.size === 1 ? heads : []
  const major = /^v?(\d+)/.exec(textOr(objectOr(document["info"])["version"]) ?? "")?.[1]
  return named ?? head ?? (major === undefined || major === "0" ? "v1" : `v${major}`)
}
