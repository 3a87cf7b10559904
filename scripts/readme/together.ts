/**
 * Runs programs one after the other in this process, each in an empty folder, and to its end: the
 * next one begins when nothing is left to do. `node together.ts FILE...` writes a line before the
 * output of each, and a last one with a list of how each has ended.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

/** Stands before the output of a program, with nothing after it on the line but its file. */
export const mark = "\u0001program "
/** Stands before the JSON of the files of the programs that ended well. */
export const endMark = "\u0001ended well "

const runAll = (files: ReadonlyArray<string>): void => {
  const endedWell: Array<string> = []
  const left = [...files]
  let current: string | undefined
  let folder: string | undefined
  let isBroken = false
  let isLoaded = true

  const close = () => {
    // Alone, Node ends such a program with an error of its own.
    if (!isLoaded) fail("it waits at its top level for what never comes")
    if (current !== undefined && !isBroken && (process.exitCode ?? 0) === 0) endedWell.push(current)
    process.chdir(tmpdir())
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    current = undefined
    process.exitCode = 0
    isBroken = false
  }
  const fail = (error: unknown) => {
    isBroken = true
    console.error(error)
  }
  const next = () => {
    close()
    current = left.shift()
    if (current === undefined) return
    console.log(`${mark}${current}`)
    folder = mkdtempSync(join(tmpdir(), "errand-readme-"))
    process.chdir(folder)
    isLoaded = false
    const { href } = pathToFileURL(current)
    // Later: without work of its own, what is imported here would not keep the process alive.
    setImmediate(() => import(href).catch(fail).finally(() => (isLoaded = true)))
  }
  process.on("uncaughtException", fail)
  process.on("unhandledRejection", fail)
  process.on("beforeExit", next)
  // A program that ends the process has ended all that would have come after it.
  process.on("exit", () => console.log(`${endMark}${JSON.stringify(endedWell)}`))
}

if (import.meta.main) runAll(process.argv.slice(2))
