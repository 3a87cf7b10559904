/**
 * The edge program as a Worker; `workerd test` calls it. Its provider is made at module level, as a
 * Worker has it, and serves requests that overlap.
 */
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Lookout from "@errand/core/Lookout"
import * as Task from "@errand/core/Task"
import * as NamedLock from "@errand/core/NamedLock"
import * as Effect from "effect/Effect"
import { run } from "./edge.ts"
import * as Once from "./once.ts"

interface Env {
  readonly browserUse: string
  readonly browserAct: string
  readonly counting: string
  /** This Worker: each of its calls is a request of its own. */
  readonly self: { readonly fetch: (url: string) => Promise<Response> }
}

const turns = NamedLock.make()
let provider: BrowserUse.BrowserUseProvider | undefined

/** Runs two tasks, one after the other; both wait for their turn at the service. */
const runInTurn = (env: Env, options: Lookout.Options): Promise<ReadonlyArray<string | null>> => {
  provider ??= BrowserUse.make({ apiKey: "key", baseUrl: env.browserUse })
  const one = turns.run("profile", Task.run(provider, { task: "Find a price" }))
  return Effect.runPromise(Effect.provideService(Effect.all([one, one], { concurrency: 2 }), Lookout.Options, options))
}

const overlapping = 6

export default {
  fetch: async (request: Request, env: Env, context: object) => {
    const isScoped = new URL(request.url).pathname === "/scoped"
    return Response.json(await runInTurn(env, isScoped ? { sharedWithin: context } : {}))
  },
  test: async (_controller: unknown, env: Env) => {
    console.log(JSON.stringify(await run(env)))
    for (const path of ["scoped", "plain"]) {
      const answers = await Promise.all(
        Array.from({ length: overlapping }, () => env.self.fetch(`http://worker/${path}`).then((one) => one.json()))
      )
      console.log(path, JSON.stringify(answers))
    }
    const { notOnce } = await Once.run(env.counting)
    if (notOnce.length > 0) throw new Error(notOnce.join("; "))
  }
}
