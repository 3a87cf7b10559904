/** How many repetitions a client still has. */
import type { Budget } from "../../RetryPolicy.ts"

/** What was taken out of the bucket so far, so that its size may differ between calls. */
export interface Bucket {
  spent: number
  at: number
}

/** A full bucket. */
export const full = (): Bucket => ({ spent: 0, at: Number.NEGATIVE_INFINITY })

/** Notes that a call began. */
export const deposit = (bucket: Bucket, budget: Budget): void => {
  if (bucket.spent > 0) bucket.spent = Math.max(0, bucket.spent - budget.perCall)
}

/** Takes a token, if there is one; `now` in milliseconds. */
export const take = (bucket: Bucket, budget: Budget, now: number): boolean => {
  const seconds = Math.max(0, (now - bucket.at) / 1000)
  bucket.spent = bucket.spent === 0 ? 0 : Math.max(0, bucket.spent - seconds * budget.perSecond)
  bucket.at = now
  if (bucket.spent + 1 > budget.capacity) return false
  bucket.spent += 1
  return true
}
