/** The simulator's command, from its tarball, while a program runs. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import type { Services } from "./edge.ts"

/** Starts the command, hands over its base URLs, and ends it when the use is over. */
export const withSimulator = async <A>(
  bin: string,
  args: ReadonlyArray<string>,
  use: (services: Services, pid: number) => Promise<A>
): Promise<A> => {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  const ended = once(child, "close")
  try {
    const line = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => ["{}"])])
    return await use(services(JSON.parse(line[0] as string)), child.pid!)
  } finally {
    child.kill("SIGTERM")
    await ended
  }
}

const services = (line: Record<string, unknown>): Services => {
  const url = (value: unknown) => (typeof value === "string" ? value : (value as { baseUrl: string }).baseUrl)
  return { browserUse: url(line["browserUse"]), browserAct: url(line["browserAct"]) }
}
