/** What a service is to the parts of the simulator that all services share. */
import type { Service } from "./service.ts"
import type { Input } from "./spec/contract.ts"
import type { Task, TaskNow } from "./tasks/task.ts"
import type { Change } from "./tasks/timeline.ts"
import type { World } from "./world.ts"

/** A webhook that is to be sent. */
export interface Message {
  readonly body: string
  /** Beside the content type. */
  readonly headers: { readonly [name: string]: string }
  /** What it reports, in the provider's word. */
  readonly word: string
}

export interface ServiceKind {
  /**
   * Where the service lives on the simulator. Two may share a place, and have paths of their own.
   */
  readonly prefix: string
  readonly make: (world: World) => Service
  /** The parameter by which requests name a task. */
  readonly taskParameter: string
  /** The operation that starts a task. */
  readonly startOperation: string
  /** Its input, of what a test gives; a request's body when left out. */
  readonly startInput?: (given: { readonly [name: string]: unknown }) => Input
  /** The word that is sent for the state of a task. */
  readonly word: (look: TaskNow, task: Task, world: World) => string
  /** What a task costs is told in this; undefined where it is not told. */
  readonly currency: "usd" | "credits" | undefined
  /** The webhook that reports a change; undefined where none does. */
  readonly message: (world: World, task: Task, change: Change) => Message | undefined
  /** The webhook that reports a step that was done, where the service sends such. */
  readonly stepMessage?: (world: World, task: Task, step: number) => Message | undefined
  /** How often a webhook is sent again after an answer of 5xx. */
  readonly maxRetries: number
}
