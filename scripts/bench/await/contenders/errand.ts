/** errand: the same `Task.join` for one task and for all. */
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Lookout from "@errand/core/Lookout"
import * as Task from "@errand/core/Task"
import * as Effect from "effect/Effect"
import type { Contender, Started } from "../protocol.ts"

/**
 * As soon as the two seconds between the others' polls tell them, so that like is compared with
 * like; the default is 1.2 seconds.
 */
const meanDelay = "1 second"

/** On a transport of its own, or on the global fetch. */
export const errand =
  (transport?: BrowserUse.Options["fetch"]): Contender =>
  ({ apiKey, baseUrl }, tasks, { ended, lost }) => {
    const provider = BrowserUse.make({ apiKey, baseUrl, ...(transport !== undefined && { fetch: transport }) })
    const wait = (task: Started, index: number) =>
      Effect.match(Task.join(Task.attach(provider, ref(provider, task))), {
        onFailure: (error) => lost(index, error),
        onSuccess: (output) => ended(index, output)
      })
    const all = Effect.forEach(tasks, wait, { concurrency: "unbounded", discard: true })
    return Effect.runPromise(Effect.provideService(all, Lookout.Options, { meanDelay }))
  }

/** As it was stored at the start. */
const ref = ({ endpoint, kind, name }: BrowserUse.BrowserUseProvider, { at, id }: Started) =>
  ({ v: 1, provider: name, kind, endpoint, id, startedAt: new Date(at).toISOString() }) as const
