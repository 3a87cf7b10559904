import { BrowserAct } from "@errand/browseract/v3"
import { service, type Answer, type Seen } from "../../support/service.ts"

/** A provider on a service of its own. */
export const provider = (respond: (request: Seen, count: number) => Answer) => {
  const { options, requests } = service(respond)
  return { ...BrowserAct.make(options), requests }
}
