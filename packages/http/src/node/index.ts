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
import connect from "undici/lib/api/api-connect.js"
import Agent from "undici/lib/dispatcher/agent.js"
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js"
import Pool from "undici/lib/dispatcher/pool.js"
import type { Transport } from "../Transport.ts"
import { PlainRequest } from "../internal/plainRequest.ts"
import { dispatch } from "./dispatch.ts"
import type { AgentOptions, Dispatcher } from "./undici.ts"

/** How connections are kept. */
export interface Options {
  /** Connections per origin at most; as many as there are requests unless given. */
  readonly connections?: number | undefined
  /** How long a connection may take to come about; 10 seconds unless given. */
  readonly connectTimeout?: Duration.Input | undefined
  /** How long an idle connection is kept when the service does not say; 4 seconds unless given. */
  readonly keepAlive?: Duration.Input | undefined
  /**
   * The address of a proxy, or `"environment"` for `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; none
   * unless given.
   */
  readonly proxy?: string | undefined
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
  const agent = makeAgent(options)
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

const makeAgent = ({ connections, connectTimeout, keepAlive, proxy }: Options): Dispatcher => {
  const timeout = Duration.toMillis(Duration.fromInputUnsafe(connectTimeout ?? "10 seconds"))
  const options: AgentOptions = {
    connections: connections ?? null,
    pipelining: 1,
    connectTimeout: timeout,
    keepAliveTimeout: Duration.toMillis(Duration.fromInputUnsafe(keepAlive ?? "4 seconds"))
  }
  if (proxy === undefined) return new Agent(options)
  return new EnvHttpProxyAgent({
    ...options,
    ...(proxy === "environment" ? undefined : { httpProxy: proxy, httpsProxy: proxy, noProxy: "" }),
    // A proxy agent opens tunnels by a method that only the main module of undici adds.
    clientFactory: (origin, own) => Object.assign(new Pool(origin, own), { connect }),
    proxyTls: { timeout },
    requestTls: { timeout }
  })
}
