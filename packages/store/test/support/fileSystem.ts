/** Makes functions of the file system fail, as disks and file systems do. */
import { Effect } from "effect"
import fs from "node:fs"
import type { FileHandle } from "node:fs/promises"
import { syncBuiltinESMExports } from "node:module"
import { vi } from "vitest"

type Name = "link" | "open" | "rename"
type Run = (...args: ReadonlyArray<unknown>) => Promise<unknown>

/** An error as the file system gives it. */
export const errorOf = (code: string): Error => Object.assign(new Error(`${code}: made to fail`), { code })

/** Puts another function in the place of one of `node:fs/promises` until the scope closes. */
export const replace = (name: Name, change: (original: Run) => Run) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const real = fs.promises[name]
      const original: Run = (...args) => Reflect.apply(real, fs.promises, args)
      const spy = vi.spyOn(fs.promises, name).mockImplementation(change(original) as never)
      syncBuiltinESMExports()
      return spy
    }),
    (spy) =>
      Effect.sync(() => {
        spy.mockRestore()
        syncBuiltinESMExports()
      })
  )

/** The prototype of all file handles, whose methods can be spied on. */
export const handles: Effect.Effect<FileHandle> = Effect.promise(async () => {
  const probe = await fs.promises.open(import.meta.filename)
  await probe.close()
  return Object.getPrototypeOf(probe)
})
