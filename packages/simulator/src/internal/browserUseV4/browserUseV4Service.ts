/** Browser Use Cloud v4, put together. */
import * as BrowserUse from "@errand/browser-use-types/v4"
import { document } from "@errand/browser-use-types/v4/document"
import { refuse } from "../browserUse/browserUseShapes.ts"
import { Refusal } from "../service.ts"
import type { Service, UntypedHandler } from "../service.ts"
import * as Contract from "../spec/contract.ts"
import * as Operation from "../spec/operation.ts"
import type { World } from "../world.ts"
import * as Runs from "./runs.ts"
import * as RunSessions from "./runSessions.ts"
import type { RunHandlers } from "./runShapes.ts"
import * as RunState from "./runState.ts"
import * as Workspaces from "./workspaces.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const state = RunState.make(world)
  const handlers: RunHandlers = {
    ...Runs.handlers(state),
    ...RunSessions.handlers(state),
    ...Workspaces.handlers(state)
  }
  const checked = new Map(Object.entries(handlers) as unknown as ReadonlyArray<[string, UntypedHandler]>)
  return {
    contract: (contract ??= Contract.make(document, Operation.operations(BrowserUse))),
    handle: (operation, input) => {
      if (world.scenario.browserUse?.closedToV4 === true)
        return refuse(403, "v4 is not available to projects with zero data retention")
      state.dispatchQueues()
      const answer = checked.get(operation)?.(input)
      state.dispatchQueues()
      return answer
    },
    authorize: (header) => {
      const key = header("x-browser-use-api-key")
      const isWelcome = key !== undefined && key !== "" && (world.scenario.apiKey ?? key) === key
      return isWelcome ? undefined : refuse(401, "Invalid or missing API key")
    },
    invalid: (issues) => new Refusal(422, { detail: issues }),
    unknownRoute: (isPath) => (isPath ? refuse(405, "Method Not Allowed") : refuse(404, "Not Found")),
    failure: (status, message) => refuse(status, message)
  }
}
