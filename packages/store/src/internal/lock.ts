/**
 * One writer at a time: a lock file beside the store names the process that uses it. A process that
 * was killed leaves its lock file behind; the next process sees that the owner is gone, and removes
 * the file. A process on another host or in another container cannot be seen from here, so its lock
 * holds until a person removes the file or the option `takeOver` is set.
 */
import { StoreError, StoreLocked } from "@errand/core/StoreError"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { link, open, readdir, readFile, unlink } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { codeOf, io } from "./io.ts"
import * as Owner from "./owner.ts"

/**
 * Holds the lock until the scope closes. Fails with `StoreLocked` while another process holds it.
 * With `takeOver`, a process that cannot be seen from here counts as dead.
 */
export const hold = (file: string, takeOver: boolean): Effect.Effect<void, StoreError, Scope.Scope> =>
  Effect.flatMap(acquire(file, takeOver), (self) => Effect.ignore(tidy(file, self)))

const acquire = (file: string, takeOver: boolean): Effect.Effect<Owner.Owner, StoreError, Scope.Scope> =>
  Effect.acquireRelease(take(file, takeOver), (owner) => Effect.ignore(release(file, owner)))

const take = (file: string, takeOver: boolean): Effect.Effect<Owner.Owner, StoreError> =>
  Effect.gen(function* () {
    const self = yield* Owner.self
    const candidate = `${file}.${self.token}`
    yield* create(candidate, self)
    return yield* Effect.ensuring(claim(file, candidate, self, takeOver), Effect.ignore(remove(candidate)))
  })

const claim = (
  file: string,
  candidate: string,
  self: Owner.Owner,
  takeOver: boolean
): Effect.Effect<Owner.Owner, StoreError> =>
  Effect.gen(function* () {
    while (true) {
      if (yield* appear(file, candidate, self)) return self
      const other = yield* read(file)
      if (other === undefined) continue
      if (other.owner === undefined) {
        const isDead =
          Owner.isUnfinished(other.text) && !(yield* candidatesOf(file, self)).some(({ isAlive }) => isAlive)
        if (!takeOver || !isDead) return yield* unreadable(file, other.text)
      } else if (Owner.isElsewhere(other.owner, self) ? !takeOver : yield* Owner.isAlive(other.owner)) {
        return yield* heldBy(file, other.owner)
      }
      yield* removeDead(file, other, takeOver)
    }
  })

/**
 * Removes a lock whose owner is dead, but only while holding a lock on that lock. Otherwise a
 * second process could remove the lock that the first has just made in its place.
 */
const removeDead = (file: string, dead: Found, takeOver: boolean): Effect.Effect<void, StoreError> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* acquire(`${file}.${dead.owner?.token ?? "unfinished"}`, takeOver)
      const still = yield* read(file)
      if (still?.text === dead.text) yield* remove(file)
    })
  )

/**
 * Makes the lock appear, unless there is one. A link appears at once and with its content. Where
 * the file system has no hard links (network shares, exFAT), an exclusive creation is as atomic,
 * but its content follows: a process that dies in between leaves an unfinished lock. The candidate
 * tells other processes that its owner may be in between.
 */
const appear = (file: string, candidate: string, self: Owner.Owner): Effect.Effect<boolean, StoreError> =>
  io("open", file, () => link(candidate, file)).pipe(
    Effect.as(true),
    Effect.catchIf(
      (error) => codeOf(error) !== "EEXIST",
      () => Effect.andThen(create(file, self), isHeldBy(file, self))
    ),
    Effect.catchIf(
      (error) => codeOf(error) === "EEXIST",
      () => Effect.succeed(false)
    )
  )

/** Whether the lock on the disk is the one that this process has just written. */
const isHeldBy = (file: string, self: Owner.Owner): Effect.Effect<boolean, StoreError> =>
  read(file).pipe(
    Effect.map((found) => found?.owner?.token === self.token),
    Effect.onError(() => Effect.ignore(remove(file)))
  )

/**
 * The files with which other processes that can be seen from here are, or were, about to take the
 * lock.
 */
const candidatesOf = Effect.fnUntraced(function* (file: string, self: Owner.Owner) {
  const names = yield* io("open", dirname(file), () => readdir(dirname(file)))
  const prefix = `${basename(file)}.`
  const candidates: Array<{ readonly path: string; readonly found: Found; readonly isAlive: boolean }> = []
  for (const name of names) {
    const token = name.startsWith(prefix) ? name.slice(prefix.length) : ""
    if (!Owner.isToken(token) || token === self.token) continue
    const path = join(dirname(file), name)
    const found = yield* read(path)
    // A lock on a lock has such a name, too; a candidate is named by its own token.
    if (found?.owner === undefined || found.owner.token !== token || Owner.isElsewhere(found.owner, self)) continue
    candidates.push({ path, found, isAlive: yield* Owner.isAlive(found.owner) })
  }
  return candidates
})

/** Removes what processes left that were killed while they took the lock. */
const tidy = (file: string, self: Owner.Owner): Effect.Effect<void, StoreError> =>
  Effect.flatMap(candidatesOf(file, self), (candidates) =>
    Effect.forEach(
      candidates.filter(({ isAlive }) => !isAlive),
      ({ found, path }) => removeDead(path, found, false),
      { discard: true }
    )
  )

/** Creates a file that is not there yet, and waits until its content is on the disk. */
const create = (file: string, owner: Owner.Owner): Effect.Effect<void, StoreError> =>
  Effect.acquireUseRelease(
    io("open", file, () => open(file, "wx", 0o600)),
    (handle) =>
      Effect.andThen(
        io("open", file, () => handle.writeFile(Owner.encode(owner))),
        io("open", file, () => handle.sync())
      ).pipe(Effect.onError(() => Effect.ignore(remove(file)))),
    (handle) => Effect.ignore(io("open", file, () => handle.close()))
  )

const release = (file: string, self: Owner.Owner) =>
  Effect.flatMap(read(file), (found) => (found?.owner?.token === self.token ? remove(file) : Effect.void))

const remove = (file: string) =>
  Effect.catchIf(
    io("open", file, () => unlink(file)),
    (error) => codeOf(error) === "ENOENT",
    () => Effect.void
  )

/** What a lock file holds. */
interface Found {
  readonly text: string
  /** Undefined where the text names no process. */
  readonly owner: Owner.Owner | undefined
}

/** Reads the lock file; undefined when it is gone. */
const read = (file: string): Effect.Effect<Found | undefined, StoreError> =>
  io("open", file, () => readFile(file, "utf8")).pipe(
    Effect.flatMap((text) =>
      Effect.map(
        Effect.orElseSucceed(Owner.decode(text), () => undefined),
        (owner): Found => ({ text, owner })
      )
    ),
    Effect.catchIf(
      (error) => codeOf(error) === "ENOENT",
      () => Effect.undefined
    )
  )

const heldBy = (file: string, { host, pid }: Owner.Owner) =>
  lockedError({
    message: `process ${pid} on ${host} writes to this store; if it is gone for certain, remove ${file}, or open it with takeOver`,
    file,
    pid,
    host
  })

const unreadable = (file: string, text: string) =>
  lockedError({
    message: Owner.isUnfinished(text)
      ? `${file} was not written to its end: a process takes this lock just now, or it or the machine died while it did; if no process uses the store, remove the file, or open the store with takeOver`
      : `${file} is not a lock of ours; remove it if no process uses the store`,
    file
  })

const lockedError = (reason: ConstructorParameters<typeof StoreLocked>[0]) =>
  new StoreError({ operation: "open", reason: new StoreLocked(reason) })
