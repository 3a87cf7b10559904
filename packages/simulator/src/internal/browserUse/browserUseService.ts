/** Browser Use Cloud v2, put together. */
import * as BrowserUse from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import * as Contract from "../spec/contract.ts"
import * as Operation from "../spec/operation.ts"
import { Refusal } from "../service.ts"
import type { UntypedHandler, Service } from "../service.ts"
import type { World } from "../world.ts"
import * as Billing from "./billing.ts"
import { refuse } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import * as Browsers from "./browsers.ts"
import * as TaskFiles from "./taskFiles.ts"
import * as Marketplace from "./marketplace.ts"
import * as Profiles from "./profiles.ts"
import * as Sessions from "./sessions.ts"
import * as Skills from "./skills.ts"
import * as SkillState from "./skillState.ts"
import * as AccountState from "./accountState.ts"
import * as BrowserUseTasks from "./browserUseTasks.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const state = AccountState.of(world)
  const skills = SkillState.make(world)
  const handlers: BrowserUseHandlers = {
    ...Billing.handlers(state),
    ...Browsers.handlers(state),
    ...TaskFiles.handlers(state),
    ...Marketplace.handlers(state, skills),
    ...Profiles.handlers(state),
    ...Sessions.handlers(state),
    ...Skills.handlers(state, skills),
    ...BrowserUseTasks.handlers(state)
  }
  const checked = new Map(Object.entries(handlers) as unknown as ReadonlyArray<[string, UntypedHandler]>)
  return {
    contract: (contract ??= Contract.make(document, Operation.operations(BrowserUse))),
    handle: (operation, input) => checked.get(operation)?.(input),
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
