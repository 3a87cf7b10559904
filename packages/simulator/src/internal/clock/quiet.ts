/**
 * Knows when nothing more will happen on the wire by itself. Never waits for time to pass: each turn sends one byte over
 * loopback and back, so that whatever was sent before it has arrived too, and lets the event loop run once.
 */
import { connect, createServer } from "node:net"
import type { AddressInfo, Socket } from "node:net"
import type { Traffic } from "../server/traffic.ts"

export interface Quiet {
  /** Resolves once several turns in a row have brought nothing new, or `isDone` says so. */
  readonly settle: (isDone: () => boolean) => Promise<void>
  readonly close: () => void
}

/** So many turns without news are quiet: connect, accept, write, read and answer take one each. */
const calmTurns = 6

/** Something under way for so many turns without news is held up elsewhere, as by a receiver that never answers. */
const patience = 500

export const make = (traffic: Traffic): Quiet => {
  const server = createServer((socket) => socket.pipe(socket))
  let opened: Promise<Socket> | undefined
  const open = () =>
    (opened ??= new Promise((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", () => {
        const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () =>
          resolve(socket.setNoDelay(true))
        )
        socket.once("error", reject)
      })
    }))
  const turn = async () => {
    const socket = await open()
    await new Promise<void>((resolve, reject) => {
      socket
        .once("data", () => {
          socket.off("close", reject)
          setImmediate(resolve)
        })
        .once("close", reject)
        .write(".")
    })
  }
  return {
    settle: async (isDone) => {
      let calm = 0
      let held = 0
      let seen = traffic.activity()
      while (calm < calmTurns && !isDone()) {
        await turn()
        if (traffic.activity() !== seen) {
          seen = traffic.activity()
          calm = 0
          held = 0
        } else if (traffic.isBusy() && held < patience) {
          held += 1
          calm = 0
        } else calm += 1
      }
    },
    close: () => {
      void opened?.then(
        (socket) => socket.destroy(),
        () => undefined
      )
      server.close()
    }
  }
}
