/**
 * One writer at a time: a lock file beside the store names the process that uses it. A process that
 * was killed leaves its lock file behind; the next process sees that the owner is gone, and removes
 * the file. A process on another host or in another container cannot be seen from here, so its lock
 * holds until a person removes the file or the option `takeOver` is set.
 */
import { StoreError, StoreLocked } from "@errand/core/StoreError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { randomBytes } from "node:crypto"
import { link, readFile, readlink, unlink, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import process from "node:process"
import { codeOf, io } from "./io.ts"

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
type Owner = Schema.Schema.Type<typeof Owner>

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Owner))

/**
 * Holds the lock until the scope closes. Fails with `StoreLocked` while another process holds it.
 * With `takeOver`, a process that cannot be seen from here counts as dead.
 */
export const hold = (file: string, takeOver: boolean): Effect.Effect<void, StoreError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(take(file, takeOver), (owner) => Effect.ignore(release(file, owner))))

const take = (file: string, takeOver: boolean): Effect.Effect<Owner, StoreError> =>
  Effect.gen(function* () {
    const host = hostname()
    const birth = yield* startOf(process.pid)
    const space = yield* ownSpace
    const token = randomBytes(6).toString("hex")
    const self: Owner = {
      pid: process.pid,
      host,
      birth: birth ?? null,
      token,
      ...(space === undefined ? {} : { space })
    }
    const candidate = `${file}.${self.token}`
    yield* io("open", candidate, () => writeFile(candidate, JSON.stringify(self), { flag: "wx", mode: 0o600 }))
    return yield* Effect.ensuring(
      claim(file, candidate, self, takeOver),
      Effect.ignore(io("open", candidate, () => unlink(candidate)))
    )
  })

/**
 * Links the candidate to the name of the lock: the lock appears with its content, or not at all
 * where there is one.
 */
const claim = (file: string, candidate: string, self: Owner, takeOver: boolean): Effect.Effect<Owner, StoreError> =>
  Effect.gen(function* () {
    while (true) {
      const error = yield* Effect.match(
        io("open", file, () => link(candidate, file)),
        { onFailure: (error) => error, onSuccess: () => undefined }
      )
      if (error === undefined) return self
      if (codeOf(error) !== "EEXIST") return yield* error
      const other = yield* ownerOf(file)
      if (other === undefined) continue
      if (isElsewhere(other, self) ? !takeOver : yield* isAlive(other)) return yield* lockedBy(file, other)
      // Remove a dead lock only while holding a lock on that lock. Otherwise a second process could
      // remove the lock that the first has just made in its place.
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* hold(`${file}.${other.token}`, takeOver)
          const still = yield* ownerOf(file)
          if (still?.token === other.token) yield* remove(file)
        })
      )
    }
  })

const release = (file: string, self: Owner) =>
  Effect.flatMap(ownerOf(file), (owner) => (owner?.token === self.token ? remove(file) : Effect.void))

const remove = (file: string) =>
  Effect.catchIf(
    io("open", file, () => unlink(file)),
    (error) => codeOf(error) === "ENOENT",
    () => Effect.void
  )

/** The owner of the lock; undefined when the lock is gone. */
const ownerOf = (file: string): Effect.Effect<Owner | undefined, StoreError> =>
  io("open", file, () => readFile(file, "utf8")).pipe(
    Effect.flatMap((text) =>
      Effect.mapError(
        decode(text),
        () =>
          new StoreError({
            operation: "open",
            reason: new StoreLocked({
              message: `${file} is not a lock of ours; remove it if no process uses the store`,
              file
            })
          })
      )
    ),
    Effect.catchIf(
      (error) => codeOf(error) === "ENOENT",
      () => Effect.undefined
    )
  )

/** Whether the process runs where this process cannot see it. */
const isElsewhere = (other: Owner, self: Owner): boolean =>
  other.host !== self.host || (other.space !== undefined && self.space !== undefined && other.space !== self.space)

const isAlive = (other: Owner): Effect.Effect<boolean> =>
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

const lockedBy = (file: string, { host, pid }: Owner) =>
  new StoreError({
    operation: "open",
    reason: new StoreLocked({
      message: `process ${pid} on ${host} writes to this store; if it is gone for certain, remove ${file}, or open it with takeOver`,
      file,
      pid,
      host
    })
  })
