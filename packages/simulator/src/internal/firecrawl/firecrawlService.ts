/** The agent of Firecrawl v2, put together. */
import * as Firecrawl from "@errand/firecrawl-types/v2"
import { document } from "@errand/firecrawl-types/v2/document"
import * as Contract from "../spec/contract.ts"
import * as Operation from "../spec/operation.ts"
import { dereference, withPlainParameters } from "../spec/dereference.ts"
import type { UntypedHandler, Service } from "../service.ts"
import type { World } from "../world.ts"
import * as FirecrawlJobs from "./firecrawlJobs.ts"
import { refuse } from "./firecrawlShapes.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const handlers = FirecrawlJobs.handlers(world)
  const checked = new Map(Object.entries(handlers) as unknown as ReadonlyArray<[string, UntypedHandler]>)
  return {
    contract: (contract ??= Contract.make(withPlainParameters(dereference(document)), Operation.operations(Firecrawl))),
    handle: (operation, input) => checked.get(operation)?.(input),
    authorize: (header) => {
      const key = /^Bearer (.+)$/.exec(header("authorization") ?? "")?.[1]
      const isWelcome = key !== undefined && (world.scenario.apiKey ?? key) === key
      return isWelcome ? undefined : refuse(world, 401, "Unauthorized: Invalid token")
    },
    invalid: (issues) =>
      refuse(world, 400, `Bad Request: ${issues.map((one) => `${one.loc.slice(1).join(".")}: ${one.msg}`).join("; ")}`),
    unknownRoute: (isPath) => (isPath ? refuse(world, 405, "Method not allowed") : refuse(world, 404, "Not found")),
    failure: (status, message) => refuse(world, status, message)
  }
}
