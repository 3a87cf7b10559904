/** Skyvern v1, put together. */
import * as Skyvern from "@errand/skyvern-types/v1"
import { document } from "@errand/skyvern-types/v1/document"
import * as Duration from "effect/Duration"
import { Refusal } from "../service.ts"
import type { Service, UntypedHandler } from "../service.ts"
import * as Contract from "../spec/contract.ts"
import { child, text } from "../spec/json.ts"
import * as Operation from "../spec/operation.ts"
import type { World } from "../world.ts"
import * as SkyvernRuns from "./skyvernRuns.ts"

/** Compiled schemas are shared by all simulators of a process. */
let contract: Contract.Contract | undefined

export const make = (world: World): Service => {
  const checked = new Map(
    Object.entries(SkyvernRuns.handlers(world)) as unknown as ReadonlyArray<[string, UntypedHandler]>
  )
  const withoutUrl = Duration.toMillis(Duration.fromInputUnsafe(world.scenario.skyvern?.withoutUrl ?? "8 seconds"))
  return {
    contract: (contract ??= Contract.make(document, Operation.operations(Skyvern))),
    handle: (operation, input) => checked.get(operation)?.(input),
    authorize: (header) => {
      const key = header("x-api-key")
      const isWelcome = key !== undefined && (world.scenario.apiKey ?? key) === key
      return isWelcome ? undefined : SkyvernRuns.refuse(403, "Invalid credentials")
    },
    // A model is asked where to begin, before there is a run.
    delay: (operation, body) =>
      operation === "runTask" && text(child(parse(body), "url")) === "" ? withoutUrl / world.speed : 0,
    invalid: (issues) => new Refusal(422, { detail: issues }),
    unknownRoute: (isPath) =>
      isPath ? SkyvernRuns.refuse(405, "Method Not Allowed") : SkyvernRuns.refuse(404, "Not Found"),
    failure: SkyvernRuns.refuse
  }
}

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}
