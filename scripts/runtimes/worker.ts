/** The edge program as a Worker; `workerd test` calls it. */
import { run } from "./edge.ts"

interface Env {
  readonly browserUse: string
  readonly browserAct: string
}

export default {
  test: async (_controller: unknown, env: Env) => {
    console.log(JSON.stringify(await run(env)))
  }
}
