import { Webhook } from "@errand/browser-use"
import { assert } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { createHmac } from "node:crypto"
import { secret, signed, timestamp } from "./signed.ts"

export const options: Webhook.Options = { secret: Redacted.make(secret) }
export const [first = assert.fail("no fixtures")] = signed
export const sign = (form: string | Uint8Array, at = timestamp, key = secret) =>
  createHmac("sha256", key).update(`${at}.`).update(form).digest("hex")

export const headers = (signature: string, at = timestamp) =>
  new Headers({ "X-Browser-Use-Timestamp": at, "X-Browser-Use-Signature": signature })

/** Some seconds after the fixtures were signed. */
export const at = (seconds: number) => TestClock.setTime(1000 * (Number(timestamp) + seconds))

export const refused = (delivery: Webhook.Delivery, how: Webhook.Options = options) =>
  Effect.map(Effect.flip(Webhook.verify(delivery, how)), ({ reason }) => reason)
