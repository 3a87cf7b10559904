/** What the API's version is called. */
import { arrayOr, type JsonObject, objectOr, textOr } from "@errand/codegen/json"

/** As in the server's address or the paths, else the major of the document's own version, else v1. */
export const versionOf = (document: JsonObject): string => {
  const urls = arrayOr(document["servers"]).map((server) => textOr(objectOr(server)["url"]) ?? "")
  const places = [...urls, ...Object.keys(objectOr(document["paths"]))]
  const named = places.map((place) => /\/(v\d+)(?=\/|$)/.exec(place)?.[1]).find((found) => found !== undefined)
  const major = /^v?(\d+)/.exec(textOr(objectOr(document["info"])["version"]) ?? "")?.[1]
  return named ?? (major === undefined || major === "0" ? "v1" : `v${major}`)
}
