/**
 * From overlapping snapshots to steps, each revision once. Deterministic: the time is an argument,
 * and the state is given and changed.
 */
import type * as DateTime from "effect/DateTime"
import * as Equal from "effect/Equal"
import type { Snapshot, Step, StepView } from "../../Snapshot.ts"

/** What has been delivered: per key the last revision and a digest of every content seen. */
export type Seen = Map<string, { revision: number; readonly digests: Set<string> }>

/** Takes up what was delivered before, by another stream or another process. */
export const remember = (steps: Iterable<Pick<Step, "key" | "revision" | "digest">>): Seen => {
  const state: Seen = new Map()
  for (const { digest, key, revision } of steps) {
    const known = state.get(key)
    if (known === undefined) state.set(key, { revision, digests: new Set([digest]) })
    else {
      known.revision = Math.max(known.revision, revision)
      known.digests.add(digest)
    }
  }
  return state
}

/**
 * The steps of this snapshot that are new or changed, by number. A content that was delivered
 * before is an old snapshot that came late, not a change back. Adds them to `state`.
 */
export const fold = (state: Seen, steps: ReadonlyArray<StepView>, at: DateTime.Utc): ReadonlyArray<Step> => {
  const changed: Array<Step> = []
  for (const step of steps.toSorted((a, b) => a.number - b.number)) {
    const digest = digestOf(step)
    const known = state.get(step.key) ?? { revision: 0, digests: new Set<string>() }
    if (known.digests.has(digest)) continue
    known.digests.add(digest)
    known.revision++
    state.set(step.key, known)
    changed.push({ ...step, revision: known.revision, digest, at })
  }
  return changed
}

/** Whether two snapshots show the same, whatever the provider's own object says beside. */
export const isSameView = (a: Snapshot, b: Snapshot): boolean => Equal.equals(view(a), view(b))

const view = (snapshot: Snapshot) => ({ ...snapshot, raw: undefined, steps: snapshot.steps.map(digestOf) })

/**
 * 64 bits over what a reader sees: without `raw`, and without the signature that a screenshot's URL
 * carries anew in each answer.
 */
export const digestOf = (step: StepView): string => {
  const text = JSON.stringify([
    step.number,
    step.goal,
    step.evaluation,
    step.url,
    step.actions,
    step.screenshot?.replace(/[?#].*$/s, ""),
    step.status
  ])
  let a = 0x9e3779b9
  let b = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x85ebca6b)
    a ^= a >>> 15
    b = Math.imul(b + unit, 0xc2b2ae35)
    b ^= b >>> 13
  }
  return (a >>> 0).toString(36) + "." + (b >>> 0).toString(36)
}
