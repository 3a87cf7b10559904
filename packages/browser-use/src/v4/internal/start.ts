/**
 * Makes a workspace for each start, sends it once, and looks for the run of one whose answer was
 * lost by that workspace: a run can carry nothing else of ours.
 */
import type { Findable, Preparable, Provider, Recall, Started, StartOptions } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import { StartUnknown } from "@errand/core/TaskError"
import { at, identifier, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"
import { find, started } from "./find.ts"
import type { Input } from "./input.ts"
import { fail, from, name } from "./providerError.ts"

type Starting = Pick<Provider<Input>, "start"> &
  Required<Preparable<Input>> &
  Pick<Findable<Input>, "find"> & { readonly recall: Recall<Input> }

/** The longest name that a workspace may have. */
const maxNameLength = 100

/** Starts runs, and finds those whose answers were lost. `onStarted` is told of each. */
export const make = (client: Client, onStarted: (input: Input, id: string) => void): Starting => {
  const look = (prepared: unknown, since: DateTime.Utc, lost: StartUnknown) => {
    const workspaceId = identifier(at(prepared, "workspaceId"))
    return workspaceId === undefined ? Effect.fail(lost) : find(client, workspaceId, since, lost)
  }
  return {
    prepare: (input, { key, nonce }) => (isOwn(input) ? Effect.undefined : makeWorkspace(client, key ?? nonce ?? "")),
    discard: (prepared) => {
      const workspaceId = identifier(at(prepared, "workspaceId"))
      if (workspaceId === undefined) return Effect.void
      return Effect.mapError(client.workspaces.delete({ path: { workspace_id: workspaceId } }), from("discard"))
    },
    start: (input, options) =>
      Effect.tap(start(client, input, options), ({ id }) => Effect.sync(() => onStarted(input, id))),
    find: (input, { key, prepared, since }) =>
      Effect.tap(look(prepared, since, startUnknown(input, since, key)), (found) =>
        Effect.sync(() => {
          if (found._tag === "Some") onStarted(input, found.value.id)
        })
      ),
    recall: {
      // The workspace is all that is needed, and is kept as what was prepared.
      keep: () => undefined,
      find: (_, { key, prepared, since }) =>
        look(prepared, since, new StartUnknown({ provider: name, request: null, since, ...optional("key", key) }))
    }
  }
}

/** Whether a run goes into a workspace that others use as well, so that it cannot be told by it. */
const isOwn = ({ sessionId, workspaceId }: Input): boolean => (sessionId ?? workspaceId ?? undefined) !== undefined

const makeWorkspace = (client: Client, title: string) =>
  client.workspaces.create({ body: { name: `errand ${title}`.slice(0, maxNameLength) } }).pipe(
    once,
    Effect.mapError(from("prepare")),
    Effect.flatMap((workspace) => {
      const workspaceId = identifier(at(workspace, "id"))
      return workspaceId === undefined
        ? Effect.fail(fail("prepare", new BadResponse({ message: "no id in the answer" })))
        : Effect.succeed({ workspaceId })
    })
  )

/**
 * Sent once: what was certainly not done may be tried again, but by core, whose waits can be
 * interrupted. After a lost answer, a failure of the service or an answer without an id a run may
 * be going on: core looks for it by its workspace.
 */
const start = Effect.fnUntraced(function* (
  client: Client,
  input: Input,
  options: StartOptions
): Effect.fn.Return<Started, ProviderError | StartUnknown> {
  const { key, outputSchema, prepared } = options
  const since = options.since ?? (yield* DateTime.now)
  const workspaceId = identifier(at(prepared, "workspaceId"))
  const body = { ...input, task: asking(input.task, outputSchema), ...optional("workspaceId", workspaceId) }
  const answer = yield* Effect.result(once(client.runs.create({ body })))
  if (answer._tag === "Failure" && answer.failure.http.executed === "no") {
    return yield* from("start")(answer.failure)
  }
  const acknowledged = answer._tag === "Success" ? started(answer.success) : undefined
  if (acknowledged !== undefined) return acknowledged
  const cause =
    answer._tag === "Failure" ? answer.failure : fail("start", new BadResponse({ message: "no id in the answer" }))
  return yield* startUnknown(input, since, key, cause, workspaceId !== undefined)
})

/** The service takes no schema, so the task asks for it in words; core checks what comes back. */
const asking = (task: string, schema: StartOptions["outputSchema"]): string =>
  schema === undefined
    ? task
    : `${task}\n\nAnswer with nothing but JSON that fits this JSON Schema:\n${JSON.stringify(schema)}`

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

const startUnknown = (
  input: Input,
  since: DateTime.Utc,
  key: string | undefined,
  cause?: unknown,
  isFenced = true
): StartUnknown => {
  // The proxy of a browser has a password.
  const { browserSettings: _, secretBindings: __, ...request } = input
  return new StartUnknown({
    provider: name,
    request,
    since,
    ...optional("key", key),
    ...(!isFenced && { findable: false }),
    ...optional("cause", cause)
  })
}
