/** Anything that may be seen of a task, or go wrong with one. */
import { BigDecimal, DateTime, Duration, Redacted } from "effect"
import fc from "fast-check"
import { ProviderError, TaskError } from "@errand/core"
import type { Outcome, Snapshot, Status, TaskRef } from "@errand/core"

/** What must appear in no text. */
export const secret = "the-address-of-a-live-view"

const liveUrl = fc.constant(Redacted.make(secret))
const text = fc.string({ maxLength: 8, unit: "binary" })
const credits = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }).map((amount) => amount + 0)
const time = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })
  .map((date) => DateTime.makeUnsafe(date))

/** A part, or the same object without it. */
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ readonly [P in K]?: T }> =>
  fc.option(value).map((given) => (given === null ? {} : ({ [key]: given } as { readonly [P in K]?: T })))

const both = <A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<A & B> =>
  fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }))

export const ref: fc.Arbitrary<TaskRef.TaskRef> = both(
  fc.record({ v: fc.constant(1 as const), provider: text, kind: text, id: text }),
  both(maybe("key", text), maybe("scope", fc.record({ sessionId: text })))
)

const cost: fc.Arbitrary<Snapshot.Cost> = both(
  fc.record({ final: fc.boolean() }),
  both(
    maybe(
      "usd",
      fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: -3, max: 30 }))
        .map(([value, scale]) => BigDecimal.fromStringUnsafe(BigDecimal.format(BigDecimal.make(value, scale))))
    ),
    maybe("credits", credits)
  )
)

const verdict: fc.Arbitrary<Snapshot.Verdict> = fc.record({
  claimed: fc.option(fc.boolean()),
  judged: fc.option(fc.boolean())
})

const files: fc.Arbitrary<ReadonlyArray<Snapshot.FileRef>> = fc.array(
  both(
    fc.record({
      id: text,
      name: text,
      state: fc.constantFrom("ready" as const, "pending" as const, "failed" as const)
    }),
    maybe("size", fc.nat())
  ),
  { maxLength: 2 }
)

const reason = fc.constantFrom<Status.FailureReason>(
  "error",
  "goal_not_met",
  "refused",
  "timed_out",
  "step_limit",
  "budget_exceeded",
  "expired",
  "output_invalid"
)
const by = fc.constantFrom<Status.CancelledBy>("caller", "provider", "unknown")

const status: fc.Arbitrary<Status.Status> = fc.oneof(
  fc.record({
    state: fc.constant("working" as const),
    phase: fc.constantFrom<Status.Phase>("queued", "starting", "running", "pausing", "cancelling", "unrecognised"),
    native: text
  }),
  both(
    fc.record({ state: fc.constant("input_required" as const), native: text }),
    both(maybe("waitsFor", text), both(maybe("until", time), maybe("liveUrl", liveUrl)))
  ),
  fc.record({ state: fc.constant("completed" as const), native: text }),
  both(fc.record({ state: fc.constant("failed" as const), reason, native: text }), maybe("message", text)),
  fc.record({ state: fc.constant("cancelled" as const), by, native: text })
)

const look: fc.Arbitrary<Snapshot.Look> = both(
  fc.record({ status }),
  both(maybe("cost", cost), maybe("isSettling", fc.boolean()))
)

/** What a provider's own object may hold: anything, also what JSON cannot hold. */
const raw = fc.oneof(
  fc.constant({ apiKey: Redacted.make(secret), at: new Date(0), digits: 1n }),
  fc.constant({ url: secret }),
  fc.constant(undefined)
)

const step: fc.Arbitrary<Snapshot.StepView> = both(
  fc.record({ key: text, number: fc.nat(), goal: text, actions: fc.array(text, { maxLength: 2 }), raw }),
  both(maybe("evaluation", text), both(maybe("url", text), maybe("status", fc.constantFrom("running", "succeeded"))))
)

const snapshot: fc.Arbitrary<Snapshot.Snapshot> = both(
  fc.record({
    status,
    cost,
    steps: fc.array(step, { maxLength: 2 }),
    output: fc.option(text),
    verdict,
    files,
    raw
  }),
  both(maybe("createdAt", time), both(maybe("finishedAt", time), maybe("liveUrl", liveUrl)))
)

const duration = fc.nat().map((millis) => Duration.millis(millis))

const { ProviderError: _, ...reasonClasses } = ProviderError
type ReasonClass = (typeof reasonClasses)[keyof typeof reasonClasses]

const fieldsOfReason = both(
  fc.record({ message: text, field: fc.constantFrom("provider" as const, "kind" as const, "endpoint" as const) }),
  fc.record(
    {
      retryAfter: duration,
      status: fc.nat(),
      text,
      limit: fc.nat(),
      issues: fc.array(fc.record({ path: text, message: text }))
    },
    { requiredKeys: [] }
  )
)

/** Which fields a reason has beside its message. */
const namesOfReason: { readonly [Tag in ProviderError.ProviderReason["_tag"]]: ReadonlyArray<string> } = {
  Unauthorized: [],
  Forbidden: [],
  OutOfCredit: [],
  NotFound: [],
  BadRequest: ["issues"],
  Conflict: [],
  RateLimited: ["retryAfter"],
  ConcurrencyLimited: ["retryAfter"],
  Unavailable: ["status", "retryAfter"],
  BadResponse: ["status", "text"],
  TooLarge: ["limit"],
  ForeignRef: ["field"],
  NotRecorded: []
}

const providerReason: fc.Arbitrary<ProviderError.ProviderReason> = fc
  .tuple(fc.constantFrom<ReasonClass>(...Object.values(reasonClasses)), fieldsOfReason)
  .map(([Class, fields]) => {
    // The tag tells which of the fields are its own.
    const tag = new Class(fields)._tag
    const own = Object.entries(fields).filter(([name]) => name === "message" || namesOfReason[tag].includes(name))
    return new Class(Object.fromEntries(own) as typeof fields)
  })

/** What lies below an error: another one, or something that may hold anything. */
const cause = fc.oneof(
  text.map((message) => Object.assign(new Error(message), { headers: { authorization: secret } })),
  fc.constant({ authorization: secret }),
  fc.constant(secret)
)

export const providerError: fc.Arbitrary<ProviderError.ProviderError> = both(
  fc.record({ provider: text, operation: fc.constantFrom("start", "status"), reason: providerReason }),
  both(maybe("ref", ref), both(maybe("traceId", text), maybe("cause", cause)))
).map((fields) => new ProviderError.ProviderError(fields))

export const startUnknown: fc.Arbitrary<TaskError.StartUnknown> = both(
  fc.record({ provider: text, request: fc.constantFrom({ task: "x" }, null, [1, "a"]), since: time }),
  both(
    maybe("key", text),
    both(
      maybe("work", text),
      both(maybe("findable", fc.constant(false as const)), maybe("cause", fc.oneof(cause, providerError)))
    )
  )
).chain((fields) =>
  fc.boolean().map((isNested) => {
    const error = new TaskError.StartUnknown(fields)
    return isNested ? new TaskError.StartUnknown({ ...fields, cause: error }) : error
  })
)

const errors = fc.array(providerError, { maxLength: 2 })

const seen = both(
  fc.record({
    ref,
    looks: fc.nat(),
    errors,
    fate: fc.constantFrom<TaskError.TaskFate>("runs_on", "cancelled", "cancel_requested", "cancel_failed")
  }),
  both(maybe("look", look), maybe("snapshot", snapshot))
)

export const waitError: fc.Arbitrary<TaskError.WaitError> = fc.oneof(
  providerError,
  both(seen, fc.record({ why: text })).map((fields) => new TaskError.TaskStalled(fields)),
  both(seen, fc.record({ within: duration })).map((fields) => new TaskError.WaitTimeout(fields)),
  both(seen, both(fc.record({ within: duration }), maybe("waitsFor", text))).map(
    (fields) => new TaskError.PersonTimeout(fields)
  )
)

const common = both(
  fc.record({ ref, cost, files, isSettled: fc.boolean(), raw }),
  maybe("wait", fc.record({ looks: fc.nat(), errors }))
)

const issues = fc.array(fc.record({ path: text, message: text }), { maxLength: 2 })

const failed: fc.Arbitrary<Outcome.Failed> = both(
  common,
  both(
    fc.record({ _tag: fc.constant("Failed" as const), reason, message: text, partial: fc.option(text), verdict }),
    maybe("issues", issues)
  )
)

const cancelled: fc.Arbitrary<Outcome.Cancelled> = both(
  common,
  fc.record({ _tag: fc.constant("Cancelled" as const), by, partial: fc.option(text) })
)

export const outcome = <A>(output: fc.Arbitrary<A>): fc.Arbitrary<Outcome.Outcome<A>> =>
  fc.oneof(
    both(
      common,
      both(
        fc.record({ _tag: fc.constant("Succeeded" as const), output, verdict }),
        maybe("reading", fc.constantFrom<Outcome.Reading>("trimmed", "fenced", "embedded", "quoted"))
      )
    ),
    failed,
    cancelled
  )

export const ended: fc.Arbitrary<TaskError.Ended> = fc.oneof(
  fc.tuple(ref, failed).map(([ref, outcome]) => new TaskError.TaskFailed({ ref, outcome })),
  fc.tuple(ref, cancelled).map(([ref, outcome]) => new TaskError.TaskCancelled({ ref, outcome })),
  both(common, fc.record({ output: fc.option(text), issues, verdict })).map(
    (fields) => new TaskError.OutputMismatch(fields)
  )
)
