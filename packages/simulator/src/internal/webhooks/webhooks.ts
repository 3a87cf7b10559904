/**
 * Sends webhooks at status changes, as each provider does. Only hosts of this machine are called.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import type { Provider } from "../../TaskScript.ts"
import type { Message } from "../serviceKind.ts"
import { services } from "../services.ts"
import type { Task } from "../tasks/task.ts"
import { isOver } from "../tasks/timeline.ts"
import type { Change } from "../tasks/timeline.ts"
import type { Traffic } from "../server/traffic.ts"
import type { World } from "../world.ts"

/** One attempt to deliver a webhook. */
export interface Delivery {
  readonly provider: Provider
  readonly task: string
  readonly url: string
  /** The status that it reports, in the provider's word. */
  readonly word: string
  /** From 1 on. */
  readonly attempt: number
  /** Milliseconds since the epoch by the Effect clock. */
  readonly at: number
  /**
   * Undefined when no answer came, `refused` when the URL leads away from this machine and nothing
   * was sent.
   */
  readonly status: number | "refused" | undefined
  /** The exact text that was sent. */
  readonly body: string
}

/** What a webhook can report: a change of the phase, or a step that was done. */
type News = Change | { readonly at: number; readonly step: number }

const isEnd = (news: News): boolean => "phase" in news && isOver(news.phase)

/** All that happens to a task, in order; of what is at one time, the end is the last. */
const newsOf = ({ line, stoppedAt = Infinity }: Task): ReadonlyArray<News> => {
  const steps = line.steps.flatMap(({ ends }, index) => (ends <= stoppedAt ? [{ at: ends, step: index + 1 }] : []))
  return [...line.changes, ...steps].toSorted((a, b) => a.at - b.at || Number(isEnd(a)) - Number(isEnd(b)))
}

/** How long a receiver may take to answer. */
const answerWithin = "30 seconds"

/** Sends webhooks for all tasks from now on. The array grows with every attempt. */
export const attach = (world: World, traffic: Traffic): Effect.Effect<ReadonlyArray<Delivery>, never, Scope.Scope> =>
  Effect.gen(function* () {
    const deliveries: Array<Delivery> = []
    const run = yield* FiberSet.makeRuntime()
    const wakeups = new Map<string, Deferred.Deferred<void>>()

    const attempt = Effect.fnUntraced(function* (task: Task, url: string, message: Message, count: number) {
      const about = {
        provider: task.provider,
        task: task.id,
        url,
        word: message.word,
        attempt: count,
        at: world.now()
      }
      if (!isLocal(url)) {
        deliveries.push({ ...about, status: "refused", body: message.body })
        return undefined
      }
      const status = yield* Effect.tryPromise((signal) => traffic.working(() => post(url, message, signal))).pipe(
        Effect.timeout(answerWithin),
        Effect.orElseSucceed(() => undefined)
      )
      deliveries.push({ ...about, status, body: message.body })
      return status
    })

    const deliver = Effect.fnUntraced(function* (task: Task, url: string, news: News) {
      const kind = services[task.provider]
      for (let count = 1; count <= 1 + kind.maxRetries; count += 1) {
        const message = "step" in news ? kind.stepMessage?.(world, task, news.step) : kind.message(world, task, news)
        if (message === undefined) return
        const status = yield* attempt(task, url, message, count)
        if (isEnd(news) && (status === undefined || status >= 300)) world.undelivered.add(task.id)
        if (status === undefined || status < 500) return
        yield* Effect.sleep(1000 * 2 ** (count - 1))
      }
    })

    /**
     * Sleeps from change to change. A stop or a resume wakes it, because both alter the coming
     * changes.
     */
    const follow = Effect.fnUntraced(function* (task: Task) {
      let reported = 1
      while (true) {
        const wakeup = yield* Deferred.make<void>()
        wakeups.set(task.id, wakeup)
        const all = newsOf(task)
        const next = all[reported]
        if (next === undefined && all.some(isEnd)) break
        if (next === undefined || next.at > world.now()) {
          // Whole milliseconds: the clock cuts a fraction off, and then the change would be as good
          // as there without ever coming.
          const comes = next === undefined ? Effect.never : Effect.sleep(Math.ceil(next.at - world.now()))
          yield* Effect.race(comes, Deferred.await(wakeup))
          continue
        }
        reported += 1
        const urls = [task.hooks.changes, isEnd(next) ? task.hooks.end : undefined]
        for (const url of urls) if (url !== undefined) yield* deliver(task, url, next)
      }
      wakeups.delete(task.id)
    })

    world.tasks.onChange = (task) => {
      if (task.hooks.changes === undefined && task.hooks.end === undefined) return
      const waiting = wakeups.get(task.id)
      if (waiting === undefined) run(follow(task))
      else Deferred.doneUnsafe(waiting, Effect.void)
    }
    return deliveries
  })

const isLocal = (url: string): boolean =>
  URL.canParse(url) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)

const post = async (url: string, message: Message, signal: AbortSignal): Promise<number> => {
  const headers = { "content-type": "application/json", ...message.headers }
  const response = await fetch(url, { method: "POST", headers, body: message.body, signal, redirect: "manual" })
  await response.arrayBuffer()
  return response.status
}
