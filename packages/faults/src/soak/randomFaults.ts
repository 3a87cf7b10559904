/** Faults of every kind that the simulator has, at random. */
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

/** Faults for this share of all requests, the same share for each kind. */
export const randomFaults = (share: number): ReadonlyArray<Fault> =>
  kinds.map((kind): Fault => ({ ...kind, probability: share / kinds.length }))
