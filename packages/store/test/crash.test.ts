import { Cadence, Task, TaskStore } from "@errand/core"
import { FileStore } from "@errand/store"
import { rounds as roundsOf } from "@errand/testkit/rounds"
import { Effect, Logger, References } from "effect"
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { handle, provider } from "./crash/crashProvider.ts"
import { serve } from "./crash/crashService.ts"
import type { Moment, Round } from "./crash/crashService.ts"

// `pnpm --filter @errand/store crash` makes it a hundred rounds.
const rounds = Number(process.env["ERRAND_CRASH_ROUNDS"] ?? roundsOf({ few: 6, many: 20 }))
const seed = Number(process.env["ERRAND_CRASH_SEED"] ?? 1)
const roundsAtOnce = 2

let service: Awaited<ReturnType<typeof serve>>
let folder: string

beforeAll(async () => {
  service = await serve()
  folder = await mkdtemp(join(tmpdir(), "errand-crash-"))
})
afterAll(async () => {
  service.close()
  await rm(folder, { recursive: true })
})

const total = { kills: 0, tasks: 0, repeats: 0, adopted: 0, neverStarted: 0 }

it(`${rounds} rounds of programs killed at any moment: nothing lost, nothing doubled, nothing left running`, async () => {
  let next = 0
  const playAll = async () => {
    while (next < rounds) await play(next++)
  }
  await Promise.all(Array.from({ length: roundsAtOnce }, playAll))
  console.info(`killed ${total.kills} programs in ${rounds} rounds (seed ${seed}):`, total)
  // Otherwise nothing was tested.
  expect(total.kills).toBeGreaterThan(rounds / 2)
  expect(total.tasks).toBeGreaterThan(rounds)
})

const play = async (number: number) => {
  const random = randomFrom(seed * 1_000_003 + number)
  const name = `round-${number}`
  const url = service.url(name)
  const path = join(folder, name)
  const round = service.round(name)
  let kills = 0
  for (let program = 0, programs = 1 + Math.floor(random() * 2); program < programs; program++) {
    const takes = Array.from({ length: 2 + Math.floor(random() * 4) }, () => String(Math.floor(random() * 150)))
    if (await runAndKill(round, random, [url, path, `${name}-${program}`, ...takes])) kills++
  }
  const acknowledged = new Set<string>()
  // What is left is taken care of in this process.
  const recovered = await Effect.gen(function* () {
    const store = yield* TaskStore.TaskStore
    for (const { ref } of yield* store.works) if (ref !== undefined) acknowledged.add(ref.id)
    const result = yield* Task.recover(provider(url), (_, { id, ref }) => handle(url, id, ref.id), { lag: 200 })
    const open = (yield* store.works).filter(({ state }) => state !== "delivered" && state !== "refused")
    return { ...result, open }
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.make({ first: 20, cap: 20 })),
    Effect.provide(FileStore.layer({ path })),
    Effect.provide(Logger.layer([])),
    Effect.provideService(References.MinimumLogLevel, "None"),
    Effect.runPromise
  )

  const where = `round ${number}, seed ${seed}`
  expect(recovered, where).toMatchObject({ unknown: [], undelivered: [], foreign: [], open: [] })
  const ids = round.tasks.map(({ id }) => id)
  // Started once, each of them.
  expect(new Set(round.tasks.map(({ nonce }) => nonce)).size, where).toBe(ids.length)
  // Every task was waited for and delivered, each under one id of its own.
  expect(Array.from(round.about.values()).toSorted(), where).toEqual(ids.toSorted())
  // A handler was asked again only where a death came between its work and the word that it was
  // done.
  const repeats = Array.from(round.handled.values()).reduce((sum, times) => sum + times - 1, 0)
  const most = Math.max(0, ...round.handled.values())
  expect(most - 1, where).toBeLessThanOrEqual(kills)

  total.kills += kills
  total.tasks += ids.length
  total.repeats += repeats
  total.adopted += ids.filter((id) => !acknowledged.has(id)).length
  total.neverStarted += recovered.notStarted.length
}

const moments = ["start arrived", "start answered", "look", "handled"] as const

/** Runs the program and kills it at a moment; tells whether the moment came before its end. */
const runAndKill = (round: Round, random: () => number, args: ReadonlyArray<string>) =>
  new Promise<boolean>((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "crash/crashProgram.ts"), ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      env: process.env
    })
    let stderr = ""
    child.stderr.on("data", (part) => (stderr += String(part)))
    const kill = () => void child.kill("SIGKILL")
    const choice = Math.floor(random() * 6)
    const wanted: Moment | undefined = moments[choice]
    const nth = 1 + Math.floor(random() * 4)
    const late = random() < 0.5 ? 0 : Math.floor(random() * 30)
    let seen = 0
    // A time from the first request on; or, a few times, from the very start, when the store is
    // being opened.
    if (choice === 5 && random() < 0.5) setTimeout(kill, 150 + random() * 500)
    round.on = (moment) => {
      if (wanted === undefined) {
        if (seen++ === 0) setTimeout(kill, random() * 250)
      } else if (moment === wanted && ++seen === nth) {
        if (late === 0) kill()
        else setTimeout(kill, late)
      }
    }
    child.on("error", reject)
    child.on("close", (code, signal) => {
      round.on = () => {}
      if (signal === "SIGKILL") resolve(true)
      else if (code === 0) resolve(false)
      else reject(new Error(`the program failed by itself: ${stderr}`))
    })
  })

/** Numbers that look random and are the same for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
