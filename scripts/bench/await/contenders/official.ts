/** The official client: its own wait, at its own pace. */
import { BrowserUse } from "browser-use-sdk"
import { each } from "../protocol.ts"

export const contender = each(({ apiKey, baseUrl, pace }) => {
  const client = new BrowserUse({ apiKey, baseUrl })
  return async (id) => (await client.tasks.wait(id, { interval: pace })).output ?? null
})
