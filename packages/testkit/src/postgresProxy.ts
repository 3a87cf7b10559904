/**
 * A proxy before PostgreSQL that can hold back its answers, as a network or a frozen process does.
 */
import { createServer, connect, type Server, type Socket } from "node:net"
import { Effect } from "effect"

export interface Proxy {
  /** The address of the database behind the proxy. */
  readonly url: string
  /**
   * From the next request on that holds this text, the answers to everybody are held back. Comes
   * back when the first of them has arrived here: PostgreSQL has done what it was asked.
   */
  readonly holdAfter: (text: string) => Effect.Effect<void>
  /** How many bytes the database has sent so far. */
  readonly received: Effect.Effect<number>
  /** Lets through what was held back, and all that follows. */
  readonly release: Effect.Effect<void>
  /** Nothing passes in either direction, as in a network that has come apart. */
  readonly part: Effect.Effect<void>
  /** All that was held back arrives late. */
  readonly heal: Effect.Effect<void>
}

/** The proxy, until the scope closes. */
export const makeProxy = (url: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(() => start(url)),
      ({ stop }) => Effect.promise(stop)
    ),
    ({ proxy }) => proxy
  )

const start = async (url: string): Promise<{ readonly proxy: Proxy; readonly stop: () => Promise<void> }> => {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let wanted: string | undefined
  let isHolding = false
  let received = 0
  let onHeld = (): void => {}
  let held: Array<() => void> = []
  let isParted = false
  let late: Array<() => void> = []
  /** Now, or when the network is whole again. */
  const pass = (send: () => void): void => void (isParted ? late.push(send) : send())

  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client]
    ] as const) {
      sockets.add(socket)
      socket.on("error", () => pass(() => other.destroy()))
      socket.on("close", () => {
        sockets.delete(socket)
        pass(() => other.destroy())
      })
    }
    client.on("data", (bytes) => {
      if (wanted !== undefined && bytes.includes(wanted)) {
        wanted = undefined
        isHolding = true
      }
      pass(() => upstream.write(bytes))
    })
    upstream.on("data", (bytes) => {
      received += bytes.length
      if (!isHolding) return pass(() => client.write(bytes))
      held.push(() => client.write(bytes))
      onHeld()
    })
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  const local = new URL(url)
  local.port = String(typeof address === "object" && address !== null ? address.port : 0)
  return {
    proxy: {
      url: local.href,
      holdAfter: (text) =>
        Effect.callback<void>((resume) => {
          wanted = text
          onHeld = () => resume(Effect.void)
        }),
      received: Effect.sync(() => received),
      release: Effect.sync(() => {
        isHolding = false
        for (const send of held) send()
        held = []
      }),
      part: Effect.sync(() => {
        isParted = true
      }),
      heal: Effect.sync(() => {
        isParted = false
        for (const send of late) send()
        late = []
      })
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    }
  }
}
