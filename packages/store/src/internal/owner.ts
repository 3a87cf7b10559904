/** Which process holds a lock, and whether it lives. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { randomBytes } from "node:crypto"
import { readFile, readlink } from "node:fs/promises"
import { hostname } from "node:os"
import process from "node:process"
import { io } from "./io.ts"

const Owner = Schema.Struct({
  pid: Schema.Int,
  host: Schema.String,
  /** When the process began, where the system tells: numbers of processes are reused. */
  birth: Schema.NullOr(Schema.String),
  /**
   * The PID namespace of the process, where the system tells: each container counts its processes
   * from 1.
   */
  space: Schema.optionalKey(Schema.String),
  token: Schema.String
})

/** A process that holds a lock. The token tells one holding from the next. */
export type Owner = Schema.Schema.Type<typeof Owner>

/** Whether the text can be the token of an owner. */
export const isToken = (text: string): boolean => /^[0-9a-f]{12}$/.test(text)

/** The text of a lock file. */
export const encode = (owner: Owner): string => JSON.stringify(owner)

/** Reads the text of a lock file. */
export const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Owner))

/**
 * Whether the text is the beginning of a lock file, with nothing after it but zeros: what a process
 * leaves that died while it wrote the file, or a machine that lost power.
 */
export const isUnfinished = (text: string): boolean => {
  const start = `{"pid":`
  const written = text.replace(/\0+$/, "")
  return start.startsWith(written) || written.startsWith(start)
}

/** This process, with a new token. */
export const self: Effect.Effect<Owner> = Effect.gen(function* () {
  const birth = yield* startOf(process.pid)
  const space = yield* ownSpace
  const token = randomBytes(6).toString("hex")
  const host = hostname()
  return { pid: process.pid, host, birth: birth ?? null, ...(space === undefined ? {} : { space }), token }
})

/** Whether the process runs where this process cannot see it. */
export const isElsewhere = (other: Owner, self: Owner): boolean =>
  other.host !== self.host || (other.space !== undefined && self.space !== undefined && other.space !== self.space)

/** Whether the process lives. It must be one that can be seen from here. */
export const isAlive = (other: Owner): Effect.Effect<boolean> =>
  Effect.map(startOf(other.pid), (birth) =>
    // A system may hide the processes of other users: a process that cannot be read may be alive.
    birth !== undefined && other.birth !== null ? birth === other.birth : answersSignal(other.pid)
  )

/**
 * Whether there is a process of this number. Signal 0 does nothing to it; for a process of another
 * user it is refused.
 */
const answersSignal = (pid: number): boolean => {
  const answer = Result.try(() => process.kill(pid, 0))
  if (Result.isSuccess(answer)) return true
  const { failure: cause } = answer
  return cause instanceof Error && "code" in cause && cause.code === "EPERM"
}

/**
 * When a process began, on Linux: the id of the boot, and the time since then. Undefined where the
 * process is gone or hidden, and on other systems.
 */
const startOf = (pid: number): Effect.Effect<string | undefined> =>
  Effect.gen(function* () {
    const boot = yield* io("open", "/proc", () => readFile("/proc/sys/kernel/random/boot_id", "utf8"))
    const stat = yield* io("open", "/proc", () => readFile(`/proc/${pid}/stat`, "utf8"))
    // The name, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    const [state] = fields
    return state === "Z" || state === "X" ? "dead" : `${boot.trim()}/${fields[19]}`
  }).pipe(Effect.orElseSucceed(() => undefined))

/** The PID namespace of this process, on Linux. */
const ownSpace: Effect.Effect<string | undefined> = Effect.orElseSucceed(
  io("open", "/proc", () => readlink("/proc/self/ns/pid")),
  () => undefined
)
