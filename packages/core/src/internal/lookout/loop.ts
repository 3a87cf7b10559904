/** The one fiber of a look-out: sends what is due, and sleeps until something is. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Engine from "./poller.ts"
import type { Engine as AnEngine } from "./poller.ts"
import { grace, isActive, patience, slow } from "./awaited.ts"
import type { Entry } from "./awaited.ts"
import * as Looks from "./look.ts"
import * as Pass from "./listPass.ts"
import * as Planner from "./strategy.ts"

/**
 * Takes up all that has happened, as soon as whatever happens at this moment has: so a thousand waits that begin together are planned
 * together. No fiber of a wait does it, because it must outlive any of them.
 */
export const wake = <Raw>(engine: AnEngine<Raw>): void => {
  if (engine.rung || engine.closed) return
  engine.rung = true
  Engine.run(
    engine,
    engine.context,
    Effect.andThen(
      Effect.yieldNow,
      Effect.sync(() => {
        engine.rung = false
        turn(engine)
      })
    )
  )
}

/** Does all there is to do now, and sets the alarm for what comes next. */
const turn = <Raw>(engine: AnEngine<Raw>): void => {
  const { agenda } = engine
  while (!engine.closed) {
    const at = Engine.now(engine)
    for (let next = agenda.peek(); next !== undefined && next.due <= at; next = agenda.peek()) attend(engine, next, at)
    Planner.plan(engine, at)
    const route = Planner.passNow(engine, at)
    if (route !== undefined) Pass.start(engine, route, at)
    send(engine, at)
    const next = wakeAt(engine, at)
    if (next > at) {
      engine.metrics.level(engine.shared.meter, engine.shared.rate.perSecond())
      return alarm(engine, next, at)
    }
  }
}

/** The one timer of all waits. */
const alarm = <Raw>(engine: AnEngine<Raw>, next: number, at: number): void => {
  // One that rings early does no harm, and is cheaper than another.
  if (engine.closed || next === Infinity || (engine.alarmAt > at && engine.alarmAt <= next)) return
  engine.silence()
  engine.alarmAt = next
  const mine = {}
  engine.alarm = mine
  const ring = Effect.sync(() => {
    if (engine.alarm !== mine) return
    engine.alarmAt = Infinity
    turn(engine)
  })
  const stop = Engine.run(engine, engine.context, Effect.andThen(Effect.sleep(Math.max(1, Math.ceil(next - at))), ring))
  engine.silence = () => {
    engine.alarm = undefined
    stop()
  }
}

/** Ends everything that is under way, and waits until it has. */
export const stop = <Raw>({ fibers }: AnEngine<Raw>): Effect.Effect<void> => Fiber.interruptAll(fibers)

/** Does what is due about a task; whether it is looked at is decided when all are seen. */
const attend = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, at: number): void => {
  const { flight } = entry
  if (flight !== undefined && flight.began + slow <= at) Engine.uncount(engine, flight)
  Looks.lapse(engine, entry, at)
  if (flight !== undefined && entry.flight === flight && flight.began + patience <= at) {
    Looks.giveUp(engine, entry, flight, at)
  }
  if (engine.queue.has(entry) && entry.watches.some((watch) => isActive(watch) && watch.deadline <= at)) {
    engine.pressing.add(entry)
  }
}

/** Sends the looks that are due, as far as the budget and their number allow; last looks first. */
const send = <Raw>(engine: AnEngine<Raw>, at: number): void => {
  const { pressing, queue } = engine
  for (const entry of pressing) {
    if (!queue.has(entry)) pressing.delete(entry)
    else if (isFree(engine, at) || isForced(engine, entry, at)) {
      pressing.delete(entry)
      queue.delete(entry)
      Looks.launch(engine, entry, at)
    }
  }
  for (const entry of queue) {
    if (Planner.isCovered(engine, entry, at)) continue
    if (!isFree(engine, at)) return
    queue.delete(entry)
    Looks.launch(engine, entry, at)
  }
}

/** Takes one request from the budget, if it has one and a place is free. */
const isFree = <Raw>(engine: AnEngine<Raw>, at: number): boolean => {
  const { fibers, looking, settings, shared } = engine
  if (looking >= settings.parallel || fibers.size >= 8 * settings.parallel || engine.notBefore > at) return false
  const wait = shared.rate.take(at)
  if (wait > 0) engine.notBefore = at + wait
  return wait === 0
}

/** Whether a last look cannot wait any longer. */
const isForced = <Raw>(engine: AnEngine<Raw>, { watches }: Entry<Raw>, at: number): boolean =>
  watches.some(
    (watch) => isActive(watch) && watch.deadline <= at && Math.max(at, engine.notBefore) >= watch.deadline + grace
  )

/** When there is something to do, if nobody rings before. */
const wakeAt = <Raw>(engine: AnEngine<Raw>, at: number): number => {
  const { agenda, looking, queue, settings } = engine
  const waiting = queue.size > 0 && looking < settings.parallel && engine.notBefore > at ? engine.notBefore : Infinity
  return Math.min(agenda.peek()?.due ?? Infinity, waiting, Planner.wakeAt(engine, at))
}
