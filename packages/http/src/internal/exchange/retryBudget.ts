/** How many repetitions a client may still send. */
import type { Budget } from "../../RetryPolicy.ts"

/** A bucket of tokens. It keeps what was taken, so that its capacity may differ between calls. */
export interface Bucket {
  spent: number
  updatedAtMillis: number
}

/** Makes a full bucket. */
export const makeBucket = (): Bucket => ({ spent: 0, updatedAtMillis: Number.NEGATIVE_INFINITY })

/** Puts in what each call contributes. */
export const creditCall = (bucket: Bucket, budget: Budget): void => {
  if (bucket.spent > 0) bucket.spent = Math.max(0, bucket.spent - budget.perCall)
}

/** Takes a token, if there is one; `now` in milliseconds. */
export const takeToken = (bucket: Bucket, budget: Budget, now: number): boolean => {
  const seconds = Math.max(0, (now - bucket.updatedAtMillis) / 1000)
  bucket.spent = bucket.spent === 0 ? 0 : Math.max(0, bucket.spent - seconds * budget.perSecond)
  bucket.updatedAtMillis = now
  if (bucket.spent + 1 > budget.capacity) return false
  bucket.spent += 1
  return true
}
