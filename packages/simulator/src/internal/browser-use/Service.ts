/** Browser Use Cloud v2, put together. */
import * as BrowserUse from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import * as Contract from "../Contract.ts"
import { Refusal } from "../Service.ts"
import type { Checked, Service } from "../Service.ts"
import type { World } from "../World.ts"
import * as Account from "./Account.ts"
import { refuse } from "./Api.ts"
import type { BrowserUseHandlers } from "./Api.ts"
import * as Browsers from "./Browsers.ts"
import * as Files from "./Files.ts"
import * as Marketplace from "./Marketplace.ts"
import * as Profiles from "./Profiles.ts"
import * as Sessions from "./Sessions.ts"
import * as Skills from "./Skills.ts"
import * as SkillState from "./SkillState.ts"
import * as State from "./State.ts"
import * as Tasks from "./Tasks.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const state = State.make(world)
  const skills = SkillState.make(world)
  const handlers: BrowserUseHandlers = {
    ...Account.handlers(state),
    ...Browsers.handlers(state),
    ...Files.handlers(state),
    ...Marketplace.handlers(state, skills),
    ...Profiles.handlers(state),
    ...Sessions.handlers(state),
    ...Skills.handlers(state, skills),
    ...Tasks.handlers(state)
  }
  const checked = new Map(Object.entries(handlers) as unknown as ReadonlyArray<[string, Checked]>)
  return {
    contract: (contract ??= Contract.make(document, Contract.operations(BrowserUse))),
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
