/**
 * A service of tasks on 127.0.0.1, in the test's own process: it outlives the programs that are
 * killed, and so it knows the truth.
 */
import { createServer } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A moment at which a test may kill the program. */
export type Moment = "start arrived" | "start answered" | "look" | "handled"

/** A task on the service. */
export interface Remote {
  readonly id: string
  readonly nonce: string
  readonly begins: number
  readonly takes: number
}

/** What one round left on the service. */
export interface Round {
  readonly tasks: Array<Remote>
  /** How often each delivery's handler did its work. */
  readonly handled: Map<string, number>
  /** Which task each delivery was about. */
  readonly about: Map<string, string>
  on: (moment: Moment) => void
}

/** Starts the service. Each round has a path, and sees nothing of the others. */
export const serve = async () => {
  const rounds = new Map<string, Round>()
  const server = createServer((request, response) => {
    void answer(rounds, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    round: (name: string): Round => {
      const round: Round = { tasks: [], handled: new Map(), about: new Map(), on: () => {} }
      rounds.set(name, round)
      return round
    },
    url: (name: string) => `http://127.0.0.1:${port}/${name}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

const answer = async (rounds: Map<string, Round>, request: IncomingMessage, response: ServerResponse) => {
  const [, name = "", what, id = ""] = (request.url ?? "").split("/").map(decodeURIComponent)
  const round = rounds.get(name)
  const body = await text(request)
  const reply = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value))
  if (round === undefined) return reply(null)
  if (what === "tasks" && request.method === "POST") {
    const { nonce, takes } = JSON.parse(body)
    const task = { id: `t${round.tasks.length + 1}`, nonce, begins: Date.now(), takes }
    round.tasks.push(task)
    round.on("start arrived")
    reply({ id: task.id })
    return round.on("start answered")
  }
  if (what === "tasks") {
    round.on("look")
    const shown = round.tasks.map((task) => ({ ...task, over: Date.now() >= task.begins + task.takes }))
    return reply(id === "" ? shown : (shown.find((task) => task.id === id) ?? null))
  }
  // The handler of the program under test: its work is to have been here.
  round.handled.set(id, (round.handled.get(id) ?? 0) + 1)
  round.about.set(id, body)
  round.on("handled")
  reply({})
}

const text = async (request: IncomingMessage) => {
  const parts: Array<Buffer> = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
