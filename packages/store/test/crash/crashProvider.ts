/**
 * The service as a provider, in as few modules as possible: a program must come up many times in
 * this test.
 */
import type { Provider, Recall } from "@errand/core/Provider"
import { ProviderError, Unavailable } from "@errand/core/ProviderError"
import type { Snapshot } from "@errand/core/Snapshot"
import { StartUnknown } from "@errand/core/TaskError"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** How long the task takes, in milliseconds. */
export interface Input {
  readonly takes: number
}

interface Shown {
  readonly id: string
  readonly nonce: string
  readonly over: boolean
}

/** The provider of a round. */
export const provider = (url: string): Provider<Input, Shown> & { readonly recall: Recall<Input> } => {
  const request = <A>(operation: string, path: string, body?: unknown): Effect.Effect<A, ProviderError> =>
    Effect.tryPromise({
      try: (signal) =>
        fetch(`${url}/${path}`, {
          signal,
          ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) })
        }).then((response) => response.json()),
      catch: (cause) =>
        new ProviderError({
          provider: "crash",
          operation,
          reason: new Unavailable({ message: "no answer" }),
          cause
        })
    })
  const snapshot = (id: string) =>
    Effect.map(request<Shown>("snapshot", `tasks/${id}`), (raw): Snapshot<Shown> => ({
      status: raw.over
        ? { state: "completed", native: "over" }
        : { state: "working", phase: "running", native: "running" },
      cost: { final: raw.over },
      steps: [],
      output: raw.over ? raw.id : null,
      verdict: { claimed: null, judged: null },
      files: [],
      raw
    }))
  return {
    name: "crash",
    kind: "task",
    endpoint: "local",
    start: ({ takes }, { nonce }) =>
      Effect.catch(request<{ readonly id: string }>("start", "tasks", { nonce, takes }), (cause) =>
        Effect.flatMap(
          DateTime.now,
          (since) => new StartUnknown({ provider: "crash", request: { takes }, since, cause })
        )
      ),
    status: snapshot,
    snapshot,
    cancel: () => Effect.succeed("already-over"),
    findsBy: "nonce",
    recall: {
      keep: () => undefined,
      find: (_, { nonce }) =>
        Effect.map(request<ReadonlyArray<Shown>>("find", "tasks"), (all) =>
          Option.fromUndefinedOr(all.find((task) => task.nonce === nonce))
        )
    }
  }
}

/** The handler's work. */
export const handle = (url: string, delivery: string, task: string): Effect.Effect<void> =>
  Effect.promise(() =>
    fetch(`${url}/handled/${encodeURIComponent(delivery)}`, { method: "POST", body: task }).then((response) =>
      response.arrayBuffer()
    )
  ).pipe(Effect.asVoid)
