// oxlint-disable-next-line typescript/triple-slash-reference -- a program that compiles this file needs it
/// <reference path="./agent.d.ts" />
/**
 * A transport for Node: undici's dispatcher straight behind openapi-fetch, at less than half of
 * what `fetch` costs.
 *
 * `Http.make({ baseUrl, fetch: NodeTransport.make() })`
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import Agent from "undici/lib/dispatcher/agent.js"
import type { Transport } from "../Transport.ts"
import { PlainRequest } from "../internal/plainRequest.ts"
import { dispatch } from "./dispatch.ts"

/** How connections are kept. */
export interface Options {
  /** Connections per origin at most; as many as there are requests unless given. */
  readonly connections?: number | undefined
  /** How long a connection may take to come about; 10 seconds unless given. */
  readonly connectTimeout?: Duration.Input | undefined
  /** How long an idle connection is kept when the service does not say; 4 seconds unless given. */
  readonly keepAlive?: Duration.Input | undefined
}

/** A transport that keeps its own connections. */
export interface NodeTransport extends Transport<PlainRequest> {
  /**
   * Closes all connections; requests under way fail. Idle ones close by themselves and do not keep
   * a process alive.
   */
  readonly close: Effect.Effect<void>
}

/** A transport that the caller closes, or leaves to its idle timeout. */
export const make = (options: Options = {}): NodeTransport => {
  const agent = new Agent({
    connections: options.connections ?? null,
    pipelining: 1,
    connectTimeout: Duration.toMillis(Duration.fromInputUnsafe(options.connectTimeout ?? "10 seconds")),
    keepAliveTimeout: Duration.toMillis(Duration.fromInputUnsafe(options.keepAlive ?? "4 seconds"))
  })
  return {
    Request: PlainRequest,
    fetch: (request) => dispatch(agent, request),
    close: Effect.promise(() => agent.destroy())
  }
}

/** A transport whose connections close with the scope. */
export const scoped = (options?: Options): Effect.Effect<NodeTransport, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => make(options)),
    (transport) => transport.close
  )
