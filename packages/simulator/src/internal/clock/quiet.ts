/**
 * Detects that nothing more will happen on the network unless the clock moves. It never waits for
 * time to pass: each turn sends one byte over loopback and back, so that all that was sent before
 * it has arrived too, and lets the event loop run once.
 */
import { connect, createServer } from "node:net"
import type { AddressInfo, Socket } from "node:net"
import type { Traffic } from "../server/traffic.ts"

export interface Quiet {
  /** Resolves once several turns in a row have brought no traffic, or once `isDone` is true. */
  readonly untilQuiet: (isDone: () => boolean) => Promise<void>
  readonly close: () => void
}

/**
 * Turns without traffic that count as quiet. Connect, accept, write, read and answer take one turn
 * each.
 */
const quietTurns = 6

/**
 * Turns without traffic after which a request that is still open no longer counts: its receiver may
 * never answer.
 */
const maxHeldTurns = 500

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
    untilQuiet: async (isDone) => {
      let calm = 0
      let held = 0
      let seen = traffic.activity()
      while (calm < quietTurns && !isDone()) {
        await turn()
        if (traffic.activity() !== seen) {
          seen = traffic.activity()
          calm = 0
          held = 0
        } else if (traffic.isBusy() && held < maxHeldTurns) {
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
