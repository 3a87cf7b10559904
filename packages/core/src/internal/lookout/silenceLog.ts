/**
 * Tells the log of long bad times: a task of which there is no good answer, or that waits for a
 * person, and a service that does not answer at all. One line when it has lasted for a minute
 * (sooner where the service has never answered: then the program may be set up wrong), ever rarer
 * ones while it lasts, and one when it is over.
 */
import type { Context } from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ProviderError } from "../../ProviderError.ts"
import type { InputRequired, Status } from "../../Status.ts"
import { isActive } from "./awaitedTask.ts"
import * as Poller from "./poller.ts"
import type * as State from "./state.ts"
import { personWithinMillis } from "./waiter.ts"

/** The first line comes after so long; each further one when four times as much has passed. */
const firstLineMillis = 60_000
const firstLineNeverAnsweredMillis = 5000
const factor = 4
/** How much of what a task asks for a line shows. */
const maxShown = 200

/** Notes a look that failed. A service that is not reached at all is told of once for all tasks. */
export const onFailure = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { message }: ProviderError,
  at: number
): void => {
  awaited.silence = begin(awaited.silence, "failing", at, firstLineAfter(poller))
  if (poller.account.backoff.isOutage() || !isDue(awaited.silence, at)) return
  const text = `no good answer about a task for ${since(awaited.silence, at)}, and the wait goes on: ${message}`
  log(poller, awaited, Effect.logWarning(text))
}

/** Notes a look that was answered. */
export const onAnswer = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  status: Status,
  at: number
): void => {
  const { silence } = awaited
  const isIdle = status.state === "input_required"
  if (silence !== undefined && (silence.kind === "failing" || !isIdle)) {
    const what =
      silence.kind === "failing" ? "there is an answer about a task again" : "a task no longer waits for a person"
    if (silence.isLogged) log(poller, awaited, Effect.logInfo(`${what}, after ${since(silence, at)}`))
    awaited.silence = undefined
  }
  if (!isIdle) return
  awaited.silence = begin(awaited.silence, "idle", at, firstLineMillis)
  if (!isDue(awaited.silence, at)) return
  const text = `a task has waited for a person for ${since(awaited.silence, at)}${detailsOf(awaited, status)}`
  log(poller, awaited, Effect.logInfo(text))
}

/** What the task waits for, and how long it and its waits do so. */
const detailsOf = <Raw>({ waiters }: State.Awaited<Raw>, { until, waitsFor }: InputRequired): string => {
  const shortest = Math.min(...waiters.map(personWithinMillis))
  return [
    ...(waitsFor === undefined ? [] : [`it asks ${JSON.stringify(waitsFor.slice(0, maxShown))}`]),
    ...(until === undefined ? [] : [`it waits until ${DateTime.formatIso(until)}`]),
    ...(shortest === Infinity ? [] : [`a wait gives up after ${Duration.format(Duration.millis(shortest))}`])
  ]
    .map((detail) => `; ${detail}`)
    .join("")
}

/** Notes that the service was not reached, by any wait. */
export const onOutage = <Raw>(poller: State.Poller<Raw>, { message }: ProviderError, at: number): void => {
  poller.silence = begin(poller.silence, "failing", at, firstLineAfter(poller))
  if (!isDue(poller.silence, at)) return
  const waits = poller.account.counters.waits
  const text = `no answer from the service for ${since(poller.silence, at)}, and ${waits} waits go on: ${message}`
  run(poller, poller.context, onlyTask(poller), Effect.logWarning(text))
}

/** Notes that the service answered, whatever it said. */
export const onService = <Raw>(poller: State.Poller<Raw>, at: number): void => {
  const { silence } = poller
  poller.hasAnswered = true
  if (silence === undefined) return
  poller.silence = undefined
  if (silence.isLogged)
    run(
      poller,
      poller.context,
      onlyTask(poller),
      Effect.logInfo(`the service answers again, after ${since(silence, at)}`)
    )
}

/** The task, where the service is asked about only one. */
const onlyTask = <Raw>({ tasks }: State.Poller<Raw>): Record<string, string> => {
  const [id] = tasks.keys()
  return id === undefined || tasks.size > 1 ? {} : { "errand.task.id": id }
}

const firstLineAfter = <Raw>({ hasAnswered }: State.Poller<Raw>): number =>
  hasAnswered ? firstLineMillis : firstLineNeverAnsweredMillis

const begin = (
  silence: State.Silence | undefined,
  kind: State.Silence["kind"],
  at: number,
  firstLineAfterMillis: number
): State.Silence =>
  silence?.kind === kind ? silence : { kind, since: at, nextLineAt: at + firstLineAfterMillis, isLogged: false }

/** Whether a line is due, which is then taken as written. */
const isDue = (silence: State.Silence, at: number): boolean => {
  if (at < silence.nextLineAt) return false
  silence.isLogged = true
  silence.nextLineAt = silence.since + factor * (at - silence.since)
  return true
}

const since = (silence: State.Silence, at: number): string =>
  Duration.format(Duration.seconds(Math.round((at - silence.since) / 1000)))

const log = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, line: Effect.Effect<void>): void => {
  const waiter = awaited.waiters.find(isActive) ?? awaited.waiters[0]
  run(poller, waiter?.context ?? poller.context, { "errand.task.id": awaited.id }, line)
}

const run = <Raw>(
  poller: State.Poller<Raw>,
  context: Context<never>,
  annotations: Record<string, string>,
  line: Effect.Effect<void>
): void => {
  const all = { ...annotations, "errand.provider": poller.provider.name }
  Poller.fork(poller, context, Effect.annotateLogs(line, all))
}
