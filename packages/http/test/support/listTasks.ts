/** A list of tasks that the tests page through. */
import { Effect, Stream } from "effect"
import { operation, type Task } from "./operations.ts"

export interface ListTasks {
  readonly input: {
    readonly query?: {
      readonly cursor?: string
      readonly page?: number
      readonly limit?: number
      readonly since?: string
    }
  }
  readonly success: {
    readonly tasks: ReadonlyArray<Task>
    readonly next?: string | null
    readonly limit?: number
    readonly total?: number
    readonly pages?: number
    readonly hasMore?: boolean
  }
  readonly error: { readonly status: 404; readonly body: null }
}

export const names = ["cursor", "page", "limit", "since"] as const
export const listTasks = operation<ListTasks>({
  id: "listTasks",
  path: "/tasks",
  parameters: names.map((name) => ({ name, in: "query" as const }))
})
export const tasks = (...ids: ReadonlyArray<string>) => ids.map((id) => ({ id, status: "done" }))
export const queries = (sent: ReadonlyArray<Request>) => sent.map(({ url }) => new URL(url).search)
export const ids = <E>(stream: Stream.Stream<Task, E>) =>
  Effect.map(Stream.runCollect(stream), (all) => all.map(({ id }) => id))
