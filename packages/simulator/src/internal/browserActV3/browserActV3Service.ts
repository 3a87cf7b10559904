/** BrowserAct v3, put together. */
import * as BrowserAct from "@errand/browseract-types/v3"
import { document } from "@errand/browseract-types/v3/document"
import * as Contract from "../spec/contract.ts"
import * as Operation from "../spec/operation.ts"
import type { UntypedHandler, Service } from "../service.ts"
import type { World } from "../world.ts"
import * as BotCatalogue from "./botCatalogue.ts"
import * as BotRuns from "./botRuns.ts"
import { codes, envelope } from "./browserActV3Shapes.ts"
import type { BrowserActV3Handlers } from "./browserActV3Shapes.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

/** What the account has, for webhooks show it, too. */
const catalogues = new WeakMap<World, BotCatalogue.BotCatalogue>()

export const catalogueOf = (world: World): BotCatalogue.BotCatalogue => {
  const catalogue = catalogues.get(world) ?? BotCatalogue.make(world)
  catalogues.set(world, catalogue)
  return catalogue
}

export const make = (world: World): Service => {
  const catalogue = catalogueOf(world)
  const handlers: BrowserActV3Handlers = {
    ...BotCatalogue.handlers(world, catalogue),
    ...BotRuns.handlers(world, catalogue)
  }
  const checked = new Map(Object.entries(handlers) as unknown as ReadonlyArray<[string, UntypedHandler]>)
  return {
    contract: (contract ??= Contract.make(document, Operation.operations(BrowserAct))),
    handle: (operation, input) => checked.get(operation)?.(input),
    authorize: (header) => {
      const key = /^Bearer (.+)$/.exec(header("authorization") ?? "")?.[1]
      const isWelcome = key !== undefined && (world.scenario.apiKey ?? key) === key
      return isWelcome ? undefined : envelope(world, codes.unauthorized, "Invalid authorization", 401)
    },
    invalid: (issues) =>
      envelope(
        world,
        codes.parameter,
        issues.map((issue) => `${issue.loc.slice(1).join(".")}: ${issue.msg}`).join("; ")
      ),
    unknownRoute: (isPath) =>
      isPath ? envelope(world, 405, "Method not allowed", 405) : envelope(world, 404, "No such path", 404),
    failure: (status, message, code) => envelope(world, code ?? status, message, status)
  }
}
