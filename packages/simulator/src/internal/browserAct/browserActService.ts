/** BrowserAct v2, put together. */
import * as BrowserAct from "@errand/browseract-types/v2"
import { document } from "@errand/browseract-types/v2/document"
import * as Contract from "../spec/contract.ts"
import * as Operation from "../spec/operation.ts"
import type { UntypedHandler, Service } from "../service.ts"
import type { World } from "../world.ts"
import { codes, envelope } from "./browserActShapes.ts"
import type { BrowserActHandlers } from "./browserActShapes.ts"
import * as Catalogue from "./catalogue.ts"
import * as BrowserActTasks from "./browserActTasks.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const catalogue = Catalogue.make(world)
  const handlers: BrowserActHandlers = {
    ...Catalogue.handlers(world, catalogue),
    ...BrowserActTasks.handlers(world, catalogue)
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
