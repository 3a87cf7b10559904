/**
 * Restate's server, workers in processes of their own, and one address in front of them, as a load
 * balancer gives it.
 */
import { freePort } from "@errand/testkit/freePort"
import { Effect, Schedule } from "effect"
import type { Scope } from "effect"
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { connect, createServer } from "node:net"
import type { AddressInfo, Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as ChildProgram from "../childProgram.ts"
import type { RestateOrders, RestateSaid } from "./restateOrders.ts"

const program = fileURLToPath(new URL("restateWorker.ts", import.meta.url))

/** A worker, once it listens. */
export interface Worker {
  readonly pid: number
  readonly port: number
  /** The keys that it has handled, in order. */
  readonly handled: ReadonlyArray<string>
  readonly kill: Effect.Effect<void>
}

export const startWorker = (orders: RestateOrders): Effect.Effect<Worker, never, Scope.Scope> =>
  Effect.gen(function* () {
    const { child, ended } = yield* ChildProgram.running(() =>
      spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] })
    )
    const handled: Array<string> = []
    const port = yield* Effect.promise(
      () =>
        new Promise<number>((resolve, reject) => {
          void ended.then((code) => reject(new Error(`the worker ended with ${code}`)))
          ChildProgram.listen<RestateSaid>(child, "worker", (said) => {
            if (said.what === "ready") resolve(said.port)
            else handled.push(said.key)
          })
        })
    )
    return { pid: child.pid ?? 0, port, handled, kill: Effect.sync(() => void child.kill("SIGKILL")) }
  })

/** One address for all workers: a connection goes to the next one in turn that answers. */
export const balance = (ports: ReadonlyArray<number>): Effect.Effect<number, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(
        () =>
          new Promise<{ readonly port: number; readonly close: () => Promise<void> }>((resolve) => {
            const open = new Set<Socket>()
            let turn = 0
            const join = (client: Socket, tries: number): void => {
              const port = ports[turn++ % ports.length]
              if (tries === 0 || port === undefined) return void client.destroy()
              const worker = connect(port, "127.0.0.1")
              open.add(worker)
              let isJoined = false
              worker.once("connect", () => {
                isJoined = true
                client.pipe(worker).pipe(client)
              })
              worker.on("error", () => (isJoined ? client.destroy() : join(client, tries - 1)))
              worker.once("close", () => {
                open.delete(worker)
                if (isJoined) client.destroy()
              })
              client.once("close", () => worker.destroy())
            }
            const server = createServer((client) => {
              open.add(client)
              client.on("error", () => {})
              client.once("close", () => open.delete(client))
              join(client, ports.length)
            })
            server.listen(0, "127.0.0.1", () =>
              resolve({
                port: (server.address() as AddressInfo).port,
                close: () =>
                  new Promise((resolve) => {
                    for (const socket of open) socket.destroy()
                    server.close(() => resolve())
                  })
              })
            )
          })
      ),
      ({ close }) => Effect.promise(close)
    ),
    ({ port }) => port
  )

const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  Effect.tryPromise(async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body)
    })
    if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    return (await response.json()) as unknown
  })

/** Restate's server, from its program, which knows the workers behind one port of 127.0.0.1. */
export const startRestate = Effect.fnUntraced(function* (binary: string, workers: number) {
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "errand-restate-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )
  const [node, ingress, admin] = yield* Effect.promise(() => Promise.all([freePort(), freePort(), freePort()]))
  yield* ChildProgram.running(() =>
    spawn(binary, ["--node-name=errand", `--base-dir=${folder}`, "--no-logo"], {
      cwd: folder,
      stdio: "ignore",
      env: {
        ...process.env,
        RESTATE_BIND_IP: "127.0.0.1",
        RESTATE_ADVERTISED_HOST: "127.0.0.1",
        RESTATE_LISTEN_MODE: "tcp",
        RESTATE_BIND_PORT: String(node),
        RESTATE_INGRESS__BIND_PORT: String(ingress),
        RESTATE_ADMIN__BIND_PORT: String(admin),
        RESTATE_DISABLE_TELEMETRY: "true",
        RESTATE_DEFAULT_NUM_PARTITIONS: "2",
        RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE: "256MiB",
        // More than one connection, so that both workers have work.
        RESTATE_WORKER__INVOKER__HTTP2_STREAMS_PER_CONNECTION_LIMIT: "4"
      }
    })
  )
  // It refuses both until it is up.
  const untilUp = Effect.retry(Schedule.spaced("100 millis"))
  yield* untilUp(post(`http://127.0.0.1:${admin}/deployments`, { uri: `http://127.0.0.1:${workers}` }))
  return {
    /** Asks for the errand with this key and gives what came of it. A key is one piece of work. */
    run: (key: string) =>
      post(`http://127.0.0.1:${ingress}/errands/run`, key, { "idempotency-key": key }).pipe(
        Effect.retry(Schedule.spaced("200 millis"))
      )
  }
})
