import type { Operation, OperationTypes } from "../../src/Operation.ts"

const json = ["application/json"] as const

/** Any operation, with the parts that a test is about. */
export const operation = <T extends OperationTypes = OperationTypes>(
  parts: Partial<Operation<T>> = {}
): Operation<T> => ({
  id: "getThing",
  method: "GET",
  path: "/thing",
  parameters: [],
  ok: { "200": json },
  errors: {},
  safe: true,
  idempotent: true,
  ...parts
})

export interface Task {
  readonly id: string
  readonly status: string
}

export interface GetTask {
  readonly input: { readonly path: { readonly task_id: string } }
  readonly success: Task
  readonly error:
    | { readonly status: 404; readonly body: { readonly detail: string } }
    | { readonly status: 422; readonly body: { readonly detail: ReadonlyArray<string> } }
}

export const getTask: Operation<GetTask> = {
  id: "getTask",
  method: "GET",
  path: "/tasks/{task_id}",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": json },
  errors: { "404": json, "422": json },
  safe: true,
  idempotent: true
}

export interface CreateTask {
  readonly input: { readonly body: { readonly task: string } }
  readonly success: Task
  readonly error: { readonly status: 429; readonly body: { readonly detail: string } }
}

export const createTask: Operation<CreateTask> = {
  id: "createTask",
  method: "POST",
  path: "/tasks",
  parameters: [],
  request: { required: true, media: json },
  ok: { "202": json },
  errors: { "429": json },
  safe: false,
  idempotent: false
}

export interface StopTask {
  readonly input: { readonly query: { readonly task_id: string } }
  readonly success: void
  readonly error: { readonly status: 400; readonly body: { readonly code?: number } }
}

export const stopTask: Operation<StopTask> = {
  id: "stopTask",
  method: "PUT",
  path: "/stop-task",
  parameters: [{ name: "task_id", in: "query", required: true }],
  ok: { "200": [] },
  errors: { "400": json },
  safe: false,
  idempotent: true
}
