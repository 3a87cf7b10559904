/** The HTTP server: reads requests, routes them to the services, and sends the answers. */
import * as Duration from "effect/Duration"
import { createServer } from "node:http"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Provider } from "../../TaskScript.ts"
import * as Respond from "./respond.ts"
import type { Faults } from "./faultRules.ts"
import * as InjectFault from "./injectFault.ts"
import type { Service } from "../service.ts"
import * as Services from "../services.ts"
import type { Reply } from "./storage.ts"
import type { Traffic } from "./traffic.ts"
import type { World } from "../world.ts"

/** The largest request that is read: the largest upload with its form. */
const maxRequestBytes = 32 * 1024 * 1024

/** Connections to the server. */
export interface Sockets {
  readonly open: number
  /** The most at one time. */
  readonly peak: number
}

/**
 * Connections that may wait for `accept`. Node's default of 511 is too few for a test with
 * thousands of clients.
 */
const maxPendingConnections = 65_535

export interface ServerParts {
  readonly world: World
  readonly services: { readonly [P in Provider]: Service }
  readonly faults: Faults
  readonly traffic: Traffic
  readonly sockets: { -readonly [K in keyof Sockets]: Sockets[K] }
  /** Waits by the Effect clock until the signal. `false` when it did not come to the end. */
  readonly wait: (millis: number, signal: AbortSignal) => Promise<boolean>
}

/** Listens on 127.0.0.1. Port 0 takes any that is free. */
export const listen = (parts: ServerParts, port: number): Promise<Server> => {
  const server = createServer((request, response) => {
    // A request that cannot be read, for example because its target is no URL.
    serve(parts, request, response).catch(() => response.writeHead(400).end())
  })
  // The server sets no timers: idle connections stay open, and all time comes from the Effect
  // clock.
  server.keepAliveTimeout = 0
  server.headersTimeout = 0
  server.requestTimeout = 0
  server.on("connection", (socket) => {
    socket.setNoDelay(true)
    parts.sockets.peak = Math.max(parts.sockets.peak, (parts.sockets.open += 1))
    socket.once("close", () => (parts.sockets.open -= 1))
  })
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen({ port, host: "127.0.0.1", backlog: maxPendingConnections }, () => {
      parts.world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      resolve(server)
    })
  })
}

/** Ends all connections, also those of requests that hang. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const serve = async (parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { traffic, world } = parts
  const flight = traffic.begin()
  response.once("close", () => traffic.end(flight))
  const at = world.now()
  const body = await readBody(request)
  if (body === undefined) return
  const target = route(parts, request, body)
  const number = traffic.records.length + 1
  const fault =
    target.service === undefined
      ? undefined
      : parts.faults.take({ provider: target.provider, ...matchOf(target.operation, target.task) })
  const record: Traffic["records"][number] = {
    number,
    provider: target.provider,
    operation: target.operation,
    method: request.method ?? "GET",
    path: request.url ?? "/",
    at,
    status: undefined,
    fault: fault?.kind,
    task: target.task
  }
  if (target.service !== undefined) traffic.records.push(record)
  const send = (reply: Reply) => {
    record.status = reply.status
    if (response.destroyed) return
    const length = reply.status === 204 ? {} : { "content-length": Buffer.byteLength(reply.body) }
    response.writeHead(reply.status, { ...reply.headers, ...commonHeaders(world), ...length }).end(reply.body)
  }
  const execute = async (): Promise<Reply> => {
    const before = world.tasks.latest()
    const reply = await target.answer(fault?.kind === "word" ? fault.word : undefined)
    const created = world.tasks.latest() === before ? undefined : world.tasks.latest()
    record.task ??= created?.id
    if (fault?.kind === "late" && created !== undefined) {
      world.tasks.hide(created, world.now() + Duration.toMillis(Duration.fromInputUnsafe(fault.delay)))
    }
    record.status = fault === undefined || !("executed" in fault) ? reply.status : undefined
    return reply
  }
  const service = parts.services[target.provider]
  const delay = target.delay?.() ?? 0
  if (delay > 0) {
    traffic.park(flight, true)
    // A client that goes away meanwhile changes nothing.
    await parts.wait(delay, new AbortController().signal)
    traffic.park(flight, false)
  }
  await InjectFault.perform(fault, {
    response,
    service,
    execute,
    send,
    park: () => traffic.park(flight, true),
    wait: async (millis) => {
      traffic.park(flight, true)
      const gone = new AbortController()
      response.once("close", () => gone.abort())
      const isThere = !response.destroyed && (await parts.wait(millis, gone.signal))
      traffic.park(flight, false)
      return isThere
    }
  }).catch((cause: unknown) => send(Respond.replyOf(service.failure(500, `The simulator failed: ${String(cause)}`))))
}

/** What a request means, and how it is answered. */
interface Target {
  readonly provider: Provider
  /** Undefined for what is no part of a service, such as a preflight. */
  readonly service: Service | undefined
  readonly operation: string | undefined
  readonly task: string | undefined
  /** How long the service takes before it carries the request out, in milliseconds. */
  readonly delay?: () => number
  readonly answer: (word: string | undefined) => Reply | Promise<Reply>
}

const route = (parts: ServerParts, request: IncomingMessage, body: Buffer): Target => {
  const { services, world } = parts
  const url = new URL(request.url ?? "/", world.origin)
  const contentType = request.headers["content-type"]
  const nothing = { service: undefined, operation: undefined, task: undefined } as const
  if (request.method === "OPTIONS") return { provider: "browser-use", ...nothing, answer: () => preflight }
  const candidates = Services.providers.flatMap((provider) => {
    const path = pathBelow(url.pathname, Services.services[provider].prefix)
    if (path === undefined) return []
    const service = services[provider]
    return [{ provider, service, path, found: service.contract.route(request.method ?? "GET", path) }]
  })
  // Services that share a place differ in their paths.
  const candidate =
    candidates.find(({ found }) => found !== undefined) ??
    candidates.find(({ path, service }) => service.contract.allows(path)) ??
    candidates[0]
  if (candidate !== undefined) {
    const { found, path, provider, service } = candidate
    if (found === undefined) {
      return {
        provider,
        service,
        operation: undefined,
        task: undefined,
        answer: () => Respond.replyOf(service.unknownRoute(service.contract.allows(path)))
      }
    }
    const { taskParameter } = Services.services[provider]
    const incoming = { path: found.path, query: url.searchParams, contentType, body }
    return {
      provider,
      service,
      operation: found.operation.id,
      task: found.path[taskParameter] ?? url.searchParams.get(taskParameter) ?? undefined,
      delay: () => service.delay?.(found.operation.id, body) ?? 0,
      answer: (word) => Respond.answer(service, found.operation, incoming, (name) => header(request, name), word)
    }
  }
  const object = pathBelow(url.pathname, "/storage/objects/")
  if (object !== undefined && request.method === "GET") {
    const task = /^tasks\/([^/]+)/.exec(object)?.[1]
    const provider = world.tasks.get(task ?? "")?.provider ?? "browser-use"
    return {
      provider,
      service: services[provider],
      operation: "download",
      task,
      answer: () => world.storage.download(object, url.searchParams)
    }
  }
  if (url.pathname === "/storage/uploads" && request.method === "POST") {
    return {
      provider: "browser-use",
      service: services["browser-use"],
      operation: "upload",
      task: undefined,
      answer: () => world.storage.upload(contentType, body)
    }
  }
  if (url.pathname === "/storage/puts" && request.method === "PUT") {
    return {
      provider: "browser-use/v4",
      service: services["browser-use/v4"],
      operation: "upload",
      task: undefined,
      answer: () => world.storage.receive(url.searchParams, contentType, body)
    }
  }
  const isLive = url.pathname.startsWith("/live/")
  return {
    provider: "browser-use",
    ...nothing,
    answer: () => (isLive ? livePage : { status: 404, headers: {}, body: "" })
  }
}

const matchOf = (operation: string | undefined, task: string | undefined) => ({
  ...(operation === undefined ? {} : { operation }),
  ...(task === undefined ? {} : { task })
})

const pathBelow = (path: string, prefix: string): string | undefined =>
  path.startsWith(prefix) ? path.slice(prefix.length) : undefined

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Headers of every answer. CORS lets a page in a browser use the simulator too. */
const commonHeaders = (world: World) => ({
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "*",
  "x-request-id": world.random.hex("request", 16)
})

const preflight: Reply = {
  status: 204,
  headers: {
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "*, authorization"
  },
  body: ""
}

const livePage: Reply = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!doctype html>\n<title>Simulated</title>\n<p>A browser would be shown here.</p>\n"
}

/** The body, or undefined when the client went away or sent too much. */
const readBody = (request: IncomingMessage): Promise<Buffer | undefined> => {
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) {
    request.resume()
    return Promise.resolve(Buffer.alloc(0))
  }
  return new Promise((resolve) => {
    const chunks: Array<Buffer> = []
    let size = 0
    request
      .on("data", (chunk: Buffer) => {
        size += chunk.length
        if (size > maxRequestBytes) request.destroy()
        chunks.push(chunk)
      })
      .once("end", () => resolve(Buffer.concat(chunks)))
      .once("close", () => resolve(undefined))
  })
}
