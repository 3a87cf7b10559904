/** From a task that is over to its outcome: verdict, success policy, output. */
import * as Effect from "effect/Effect"
import type { Cancelled, Failed, Outcome, Succeeded, SuccessPolicy } from "../../Outcome.ts"
import type { Cost, Verdict } from "../../Snapshot.ts"
import { OutputMismatch } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { Overrun } from "./budgetGuard.ts"
import type { Over } from "../lookout/wait.ts"
import type { Decode } from "./outputDecoder.ts"

/** What the handle knows about how to judge the end. */
export interface Terms<out A> {
  readonly ref: TaskRef
  readonly decode: Decode<A>
  readonly success: SuccessPolicy
  /** Whether this handle asked for the end. */
  readonly cancelling: { readonly issued: boolean }
}

/** The outcome, and the error that tells a mismatch in full. */
export interface End<out A, out Raw> {
  readonly outcome: Outcome<A, Raw>
  readonly mismatch?: OutputMismatch<Raw>
}

/** An output that is accepted, as a list showed it, and no more of the task than that. */
export interface ListedEnd<out A> {
  readonly outcome: Succeeded<A, undefined>
  readonly mismatch?: undefined
}

/** The outcome of a task that a list showed as completed, if its output is accepted. */
export const makeFromList = <A, Raw>(
  { told, wait }: Over<Raw>,
  terms: Terms<A>
): Effect.Effect<Succeeded<A, undefined> | undefined> => {
  if (told?.output === undefined || told.verdict === undefined || told.status.state !== "completed") {
    return Effect.undefined
  }
  const { cost, output, status, verdict } = told
  const snapshot = { status, cost: cost ?? { final: true }, steps: [], output, verdict, files: [], raw: undefined }
  return Effect.map(make({ status, snapshot, wait }, terms), ({ outcome }) =>
    outcome._tag === "Succeeded" ? outcome : undefined
  )
}

/** Never fails: a task that went wrong, or an output that does not fit, is an outcome. */
export const make = <A, Raw>(over: Over<Raw>, terms: Terms<A>): Effect.Effect<End<A, Raw>> => {
  const { snapshot, status } = over
  const { ref } = terms
  const { wait } = over
  const isSettled = snapshot?.isSettling !== true
  if (snapshot === undefined) return Effect.succeed({ outcome: makeExpired(over, ref) })
  const { cost, files, output, raw, verdict } = snapshot
  const toFailed = (reason: Failed["reason"], message: string): Failed<Raw> => ({
    _tag: "Failed",
    ref,
    reason,
    message,
    partial: output,
    verdict,
    cost,
    files,
    isSettled,
    wait,
    raw
  })
  if (status.state === "cancelled") {
    const by = terms.cancelling.issued ? "caller" : status.by === "caller" ? "unknown" : status.by
    return Effect.succeed({
      outcome: {
        _tag: "Cancelled",
        ref,
        by,
        partial: output,
        cost,
        files,
        isSettled,
        wait,
        raw
      } satisfies Cancelled<Raw>
    })
  }
  if (status.state === "failed") {
    return Effect.succeed({
      outcome: toFailed(status.reason, status.message ?? `the provider says ${JSON.stringify(status.native)}`)
    })
  }
  const objection = findObjection(terms.success, verdict)
  if (objection !== undefined) return Effect.succeed({ outcome: toFailed("goal_not_met", objection) })
  return Effect.match(terms.decode(output), {
    onSuccess: (decoded): End<A, Raw> => ({
      outcome: { _tag: "Succeeded", ref, ...decoded, verdict, cost, files, isSettled, wait, raw }
    }),
    onFailure: (issues): End<A, Raw> => {
      const mismatch = new OutputMismatch({ ref, output, issues, verdict, cost, files, isSettled, wait, raw })
      return { outcome: { ...toFailed("output_invalid", mismatch.message), issues }, mismatch }
    }
  })
}

const findObjection = (policy: SuccessPolicy, { claimed, judged }: Verdict): string | undefined => {
  if (policy === "execution") return undefined
  if (policy === "judged" && judged === null) return "no judge has spoken, and only a judge's yes counts"
  if (judged === false) return "the judge says that the goal was not met"
  return policy === "claimed" && judged === null && claimed === false
    ? "the agent says that it did not reach the goal"
    : undefined
}

const makeExpired = <Raw>({ status, wait }: Over<Raw>, ref: TaskRef): Failed<Raw> => ({
  _tag: "Failed",
  ref,
  reason: "expired",
  message:
    status.state === "failed" && status.message !== undefined
      ? status.message
      : "the provider no longer knows this task",
  partial: null,
  verdict: { claimed: null, judged: null },
  cost: { final: false } satisfies Cost,
  files: [],
  isSettled: true,
  wait,
  raw: undefined
})

/**
 * A task that was cancelled because it overran its budget: what is known of it after the cancel, or
 * else what was seen before.
 */
export const makeOverBudget = <Raw>(
  { look, message, snapshot }: Overrun<Raw>,
  after: Outcome<unknown, Raw> | undefined,
  ref: TaskRef
): Failed<Raw> => ({
  _tag: "Failed",
  ref,
  reason: "budget_exceeded",
  message: after === undefined ? `${message}; whether it was cancelled is not known` : message,
  partial: after?._tag === "Cancelled" ? after.partial : (snapshot?.output ?? null),
  verdict: snapshot?.verdict ?? { claimed: null, judged: null },
  cost: after?.cost ?? look?.cost ?? snapshot?.cost ?? { final: false },
  files: after?.files ?? snapshot?.files ?? [],
  isSettled: after?.isSettled ?? false,
  ...(after?.wait === undefined ? {} : { wait: after.wait }),
  raw: after?.raw ?? snapshot?.raw
})
