/** The state that the handlers of all services share. */
import type { Clock } from "effect/Clock"
import type { Scenario } from "../Scenario.ts"
import * as Random from "./sample/random.ts"
import * as Scripts from "./tasks/scripts.ts"
import * as Storage from "./server/storage.ts"
import * as TaskTable from "./tasks/taskTable.ts"

export interface World {
  readonly scenario: Scenario
  readonly speed: number
  /** Milliseconds since the epoch, by the Effect clock. */
  readonly now: () => number
  /** `http://127.0.0.1:…`, once the server listens. */
  origin: string
  readonly random: Random.Random
  readonly scripts: Scripts.Scripts
  readonly storage: Storage.Storage
  readonly tasks: TaskTable.Tasks
  /** Where a browser can be watched and taken over: the id alone is not enough to find it. */
  readonly liveUrl: (id: string) => string
}

export const make = (scenario: Scenario, clock: Clock): World => {
  const now = () => clock.currentTimeMillisUnsafe()
  const random = Random.make(scenario.seed ?? 1)
  const scripts = Scripts.make()
  const speed = scenario.speed ?? 1
  if (!(speed > 0 && speed < Infinity)) {
    throw new RangeError(`the option speed is ${speed}, and must be a finite number above zero`)
  }
  const world: World = {
    scenario,
    speed,
    now,
    origin: "",
    random,
    scripts,
    storage: Storage.make({ now, random, origin: () => world.origin }),
    tasks: TaskTable.make({ now, speed, random, scripts }),
    liveUrl: (id) => `${world.origin}/live/${id}?key=${random.fork(`live/${id}`).hex("key", 32)}`
  }
  for (const script of scenario.tasks ?? []) scripts.add(script)
  return world
}

/** A page of a list. */
export const page = <A>(items: ReadonlyArray<A>, number: number, size: number): Array<A> =>
  items.slice((number - 1) * size, number * size)
