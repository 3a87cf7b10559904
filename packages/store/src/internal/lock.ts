/**
 * One writer at a time, by a file beside the store that names its process. A process that was killed leaves its file behind, and the
 * next one sees that its owner is gone. Processes on another host or in another container cannot be seen: their lock holds until somebody
 * removes it, or whoever knows better takes it over.
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
  /** Which process of this number it is, where the system tells: numbers are used again. */
  birth: Schema.NullOr(Schema.String),
  /** What its number counts in, where the system tells: containers with one host name each begin at 1. */
  space: Schema.optionalKey(Schema.String),
  token: Schema.String
})
type Owner = Schema.Schema.Type<typeof Owner>

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Owner))

/**
 * Holds the lock until the scope closes. Fails with `StoreLocked` while another one holds it; `takeOver` takes one whose life or death
 * cannot be seen for dead.
 */
export const hold = (file: string, takeOver: boolean): Effect.Effect<void, StoreError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(take(file, takeOver), (owner) => Effect.ignore(free(file, owner))))

const take = (file: string, takeOver: boolean): Effect.Effect<Owner, StoreError> =>
  Effect.gen(function* () {
    const host = hostname()
    const birth = yield* birthOf(process.pid)
    const space = yield* spaceOf
    const token = randomBytes(6).toString("hex")
    const me: Owner = { pid: process.pid, host, birth: birth ?? null, token, ...(space === undefined ? {} : { space }) }
    const mine = `${file}.${me.token}`
    yield* io("open", mine, () => writeFile(mine, JSON.stringify(me), { flag: "wx", mode: 0o600 }))
    return yield* Effect.ensuring(claim(file, mine, me, takeOver), Effect.ignore(io("open", mine, () => unlink(mine))))
  })

/** A link appears at once and with its content, or not at all because there is one. */
const claim = (file: string, mine: string, me: Owner, takeOver: boolean): Effect.Effect<Owner, StoreError> =>
  Effect.gen(function* () {
    while (true) {
      const error = yield* Effect.match(
        io("open", file, () => link(mine, file)),
        { onFailure: (error) => error, onSuccess: () => undefined }
      )
      if (error === undefined) return me
      if (codeOf(error) !== "EEXIST") return yield* error
      const other = yield* ownerOf(file)
      if (other === undefined) continue
      if (isHidden(other, me) ? !takeOver : yield* isAlive(other)) return yield* locked(file, other)
      // Only who holds the lock on this very lock may remove it, so that nobody removes the one that comes after it.
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* hold(`${file}.${other.token}`, takeOver)
          const still = yield* ownerOf(file)
          if (still?.token === other.token) yield* remove(file)
        })
      )
    }
  })

const free = (file: string, me: Owner) =>
  Effect.flatMap(ownerOf(file), (owner) => (owner?.token === me.token ? remove(file) : Effect.void))

const remove = (file: string) =>
  Effect.catchIf(
    io("open", file, () => unlink(file)),
    (error) => codeOf(error) === "ENOENT",
    () => Effect.void
  )

/** Who holds the lock; nobody when it has gone meanwhile. */
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

/** Whether its number means nothing here. */
const isHidden = (other: Owner, me: Owner): boolean =>
  other.host !== me.host || (other.space !== undefined && me.space !== undefined && other.space !== me.space)

const isAlive = (other: Owner): Effect.Effect<boolean> =>
  Effect.map(birthOf(other.pid), (birth) =>
    // A system may hide the processes of other users, so what cannot be read may be alive.
    birth !== undefined && other.birth !== null ? birth === other.birth : signals(other.pid)
  )

/** Signal 0 only asks; a process of another user answers with a refusal. */
const signals = (pid: number): boolean => {
  const answer = Result.try(() => process.kill(pid, 0))
  if (Result.isSuccess(answer)) return true
  const { failure: cause } = answer
  return cause instanceof Error && "code" in cause && cause.code === "EPERM"
}

/** Linux tells when a process began, counted from a boot that it names. None: it is gone or hidden, or this is another system. */
const birthOf = (pid: number): Effect.Effect<string | undefined> =>
  Effect.gen(function* () {
    const boot = yield* io("open", "/proc", () => readFile("/proc/sys/kernel/random/boot_id", "utf8"))
    const stat = yield* io("open", "/proc", () => readFile(`/proc/${pid}/stat`, "utf8"))
    // The name, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    const [state] = fields
    return state === "Z" || state === "X" ? "dead" : `${boot.trim()}/${fields[19]}`
  }).pipe(Effect.orElseSucceed(() => undefined))

/** Linux counts processes in spaces, one inside the other, and names them. */
const spaceOf: Effect.Effect<string | undefined> = Effect.orElseSucceed(
  io("open", "/proc", () => readlink("/proc/self/ns/pid")),
  () => undefined
)

const locked = (file: string, { host, pid }: Owner) =>
  new StoreError({
    operation: "open",
    reason: new StoreLocked({
      message: `process ${pid} on ${host} writes to this store; if it is gone for certain, remove ${file}, or open it with takeOver`,
      file,
      pid,
      host
    })
  })
