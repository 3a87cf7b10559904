/** The state of the server as tests can read it. */
import type { Provider, TaskStart } from "../TaskScript.ts"
import { services } from "./services.ts"
import { isOver } from "./tasks/timeline.ts"
import type { Phase } from "./tasks/timeline.ts"
import type { World } from "./world.ts"

/** A task as the server knows it. Times are milliseconds since the epoch by the Effect clock. */
export interface SimulatedTask {
  readonly provider: Provider
  readonly id: string
  /** Browser Use only. */
  readonly sessionId: string | undefined
  /** The provider's word, or the script's. */
  readonly status: string
  readonly phase: Phase
  readonly isOver: boolean
  readonly start: TaskStart
  /** Steps that are done. */
  readonly steps: number
  /** In USD, of services that tell so. */
  readonly cost: number
  /** Of services that tell so. */
  readonly credits: number
  readonly createdAt: number
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

/** A file that was uploaded. */
export interface Upload {
  /** The session or browser that it was uploaded to. */
  readonly owner: string
  readonly name: string
  readonly contentType: string
  readonly content: Uint8Array
}

export const tasks = (world: World): ReadonlyArray<SimulatedTask> =>
  world.tasks.all().map((task) => {
    const look = world.tasks.look(task)
    const { currency, word } = services[task.provider]
    return {
      provider: task.provider,
      id: task.id,
      sessionId: task.sessionId,
      status: word(look, task, world),
      phase: look.phase,
      isOver: isOver(look.phase),
      start: task.start,
      steps: look.stepsDone,
      cost: currency === "usd" ? look.micros / 1e6 : 0,
      credits: currency === "credits" ? look.credits : 0,
      createdAt: task.createdAt,
      startedAt: look.startedAt,
      endedAt: look.endedAt
    }
  })

export const uploads = (world: World): ReadonlyArray<Upload> =>
  world.storage.keys("").flatMap((key) => {
    const [, owner, folder] = key.split("/")
    const object = world.storage.get(key)
    return folder === "uploads" && owner !== undefined && object !== undefined
      ? [{ owner, name: object.name, contentType: object.contentType, content: new Uint8Array(object.content) }]
      : []
  })
