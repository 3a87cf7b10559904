/**
 * What many tasks together may cost within a time: of an account, a label, the keys with a prefix,
 * or whatever else has one name. It is kept where the journal is, so it survives the process, and
 * processes that share a PostgreSQL database share it. Give one to a start as its `allowance`.
 */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Restore } from "./internal/keyedMutex.ts"
import * as MonotonicTime from "./internal/monotonicTime.ts"
import * as OptionRules from "./internal/optionRules.ts"
import { refuse } from "./internal/refusedOption.ts"
import { AllowanceUsedUp, BadRequest, ProviderError } from "./ProviderError.ts"
import type { StoreEntry } from "./StoreEntry.ts"
import type { StoreError } from "./StoreError.ts"
import type { TableBackend, Work } from "./TableBackend.ts"

/** Amounts, each of its own kind; at least one of them. */
export interface Amounts {
  readonly usd?: number | undefined
  readonly credits?: number | undefined
}

/** Options of {@link make}. */
export interface Options extends Amounts {
  /**
   * How far it looks back: what was started within this time counts. It is no calendar day: a task
   * stops counting so long after its start.
   */
  readonly per: Duration.Input
  /**
   * What a task counts for while it is not known what it costs: because it runs, because its start
   * is in doubt, or because its provider does not tell. `refuse` lets nothing start until it is
   * known. Amounts are assumed of each such task, and of the one that is to be started.
   */
  readonly unknown: "refuse" | Amounts
  /**
   * What becomes of a start that there is no room for: it fails with the reason `AllowanceUsedUp`,
   * or waits for room, no longer than its `queueWithin`. Default `refuse`.
   */
  readonly whenUsedUp?: "refuse" | "wait" | undefined
}

/** An allowance. Those of one name are one, so give them the same options. */
export interface Allowance {
  readonly name: string
  /** Not for use outside. */
  readonly "~errand": {
    /** Writes that a start is asked for, if there is room for it. */
    readonly admit: (request: Request) => Effect.Effect<void, ProviderError | StoreError>
    /** Nothing can be counted without a store. */
    readonly refuse: (provider: string) => Effect.Effect<never, ProviderError>
  }
}

/** A start that is to be let through. */
interface Request {
  readonly provider: string
  /** The id of its work. */
  readonly id: string
  /** What is written when there is room, as it is now. */
  readonly entry: Effect.Effect<StoreEntry>
  readonly admit: NonNullable<TableBackend["admit"]>
  readonly within: Duration.Input
  readonly restore: Restore
}

/** How often a start that waits looks for room at the most: other processes end tasks, too. */
const maxPauseMillis = 5000

const units = ["usd", "credits"] as const

/** An allowance of this name. With options that make no sense every start is refused. */
export const make = (name: string, options: Options): Allowance => {
  const { unknown, whenUsedUp = "refuse" } = options
  const limited = units.filter((unit) => options[unit] !== undefined)
  const perMillis = () => Duration.toMillis(Duration.fromInputUnsafe(options.per))

  /** Why there is no room; nothing where there is. */
  const findObjection = (works: ReadonlyArray<Work>, id: string, now: number): AllowanceUsedUp | undefined => {
    const from = now - perMillis()
    const counted = works.filter(
      (work) => work.allowance === name && work.id !== id && work.state !== "refused" && Date.parse(work.since) >= from
    )
    for (const unit of limited) {
      const most = options[unit] ?? 0
      const costs = counted.map(({ cost }) => cost?.[unit])
      const spent = costs.reduce<number>((sum, cost) => sum + Number(cost ?? 0), 0)
      const doubts = costs.filter((cost) => cost === undefined).length
      const isFull =
        unknown === "refuse"
          ? doubts > 0 || spent >= most
          : // A hair more than the limit is a rounding of what was added up.
            spent + (doubts + 1) * (unknown[unit] ?? 0) > most * (1 + 1e-9)
      if (!isFull) continue
      const oldest = Math.min(...counted.map(({ since }) => Date.parse(since)))
      return new AllowanceUsedUp({
        message: `nothing was sent: ${most} ${unit} per ${Duration.format(Duration.millis(perMillis()))} are the allowance ${JSON.stringify(name)}, ${spent} are spent, and what ${doubts} more tasks cost is not known`,
        allowance: name,
        unknown: doubts,
        ...(counted.length === 0 ? {} : { retryAfter: Duration.millis(Math.max(1, oldest - from)) })
      })
    }
    return undefined
  }

  const admit = Effect.fnUntraced(function* (request: Request): Effect.fn.Return<void, ProviderError | StoreError> {
    const issue = findIssue(name, options)
    if (issue !== undefined) return yield* refuse(request.provider, "start", issue)
    const deadline = (yield* MonotonicTime.now) + Duration.toMillis(Duration.fromInputUnsafe(request.within))
    for (;;) {
      const now = yield* Clock.currentTimeMillis
      const since = DateTime.makeUnsafe(now - perMillis())
      const admitted: Effect.Effect<void, AllowanceUsedUp | StoreError> = request.admit(
        yield* request.entry,
        { name, since },
        (works) => {
          const objection = findObjection(works, request.id, now)
          return objection === undefined ? Effect.void : Effect.fail(objection)
        }
      )
      const objection = yield* admitted.pipe(
        Effect.as<AllowanceUsedUp | undefined>(undefined),
        Effect.catchTag("AllowanceUsedUp", (objection) => Effect.succeed<AllowanceUsedUp | undefined>(objection))
      )
      if (objection === undefined) return
      const remainingMillis = deadline - (yield* MonotonicTime.now)
      if (whenUsedUp === "refuse" || remainingMillis <= 0) {
        return yield* new ProviderError({ provider: request.provider, operation: "start", reason: objection })
      }
      const freeMillis = objection.retryAfter === undefined ? Infinity : Duration.toMillis(objection.retryAfter)
      yield* request.restore(Effect.sleep(Math.ceil(Math.min(maxPauseMillis, freeMillis, remainingMillis))))
    }
  })

  return {
    name,
    "~errand": {
      admit,
      refuse: (provider) =>
        Effect.suspend(() => {
          const message = `nothing was sent: the allowance ${JSON.stringify(name)} is kept in a TaskStore, and there is none`
          return Effect.fail(new ProviderError({ provider, operation: "start", reason: new BadRequest({ message }) }))
        })
    }
  }
}

const amountRules = { usd: OptionRules.amount, credits: OptionRules.amount }
const rules: { readonly [Name in Exclude<keyof Options, "unknown">]: OptionRules.Rule } = {
  ...amountRules,
  per: OptionRules.finiteDuration,
  whenUsedUp: OptionRules.oneOf("refuse", "wait")
}

/** What makes no sense about an allowance. */
const findIssue = (name: string, options: Options): OptionRules.Issue | undefined => {
  const { unknown } = options
  const issue =
    OptionRules.findIssue({ name: OptionRules.text }, { name }, "Allowance.") ??
    OptionRules.findIssue(rules, options, "Allowance.") ??
    (unknown === "refuse" ? undefined : OptionRules.findIssue(amountRules, unknown, "Allowance.unknown."))
  if (issue !== undefined) return issue
  const limited = units.filter((unit) => options[unit] !== undefined)
  if (limited.length === 0) return { path: "Allowance", message: "limits nothing, and must have usd or credits" }
  const missing = unknown === "refuse" ? undefined : limited.find((unit) => unknown[unit] === undefined)
  return (
    missing && { path: `Allowance.unknown.${missing}`, message: "is missing, and must be what is assumed of a task" }
  )
}
