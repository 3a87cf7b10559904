/** A few requests in a hundred go wrong, in every way there is. */
import type { Fault, FaultKind } from "@errand/simulator"

const kinds: ReadonlyArray<FaultKind> = [
  { kind: "status", status: 503 },
  { kind: "status", status: 502, executed: true },
  { kind: "status", status: 429, retryAfter: 1 },
  { kind: "reset" },
  { kind: "reset", executed: true },
  { kind: "hang" },
  { kind: "hang", executed: true },
  { kind: "hang", in: "body" },
  { kind: "cut" },
  { kind: "truncated" },
  { kind: "html", executed: true },
  { kind: "html", status: 502 },
  { kind: "garbage", executed: true },
  { kind: "slow", delay: "500 millis" },
  { kind: "late", delay: "500 millis" },
  { kind: "word", word: "reviewing" }
]

/** Each kind takes an equal part of the `share` of all requests. */
export const faults = (share: number): ReadonlyArray<Fault> =>
  kinds.map((kind): Fault => ({ ...kind, probability: share / kinds.length }))
