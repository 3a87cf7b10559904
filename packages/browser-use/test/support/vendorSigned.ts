/**
 * Webhooks that Browser Use's own signer has signed, as its SDK publishes them for receivers
 * (browser-use/sdk, scripts/fixtures/webhook-signatures.json). All name a session and no task.
 */
import type { Signed } from "./signed.ts"

export const vendorSecret = "synthetic-docs-secret"

/** Seconds since 1970. */
export const vendorTimestamp = "1788955200"

export const vendorSigned: ReadonlyArray<Signed> = [
  {
    name: "ascii",
    body: '{"type": "session.status.update", "timestamp": "2026-09-09T12:00:00Z", "payload": {"session_id": "synthetic-session", "status": "idle"}}',
    canonical:
      '{"payload":{"session_id":"synthetic-session","status":"idle"},"timestamp":"2026-09-09T12:00:00Z","type":"session.status.update"}',
    signature: "f59cc6ea939b61b0faffb4840f6072031de4c6432656847b3a2e6c97387fafa9"
  },
  {
    name: "unicode",
    body: '{"type": "session.status.update", "timestamp": "2026-09-09T12:00:00Z", "payload": {"session_id": "synthetic-session", "output": "M\u00fcnchen \ud83c\udf89", "\ud800\udc00": "high", "\ue000": "low"}}',
    canonical:
      '{"payload":{"output":"M\\u00fcnchen \\ud83c\\udf89","session_id":"synthetic-session","\\ue000":"low","\\ud800\\udc00":"high"},"timestamp":"2026-09-09T12:00:00Z","type":"session.status.update"}',
    signature: "4b3070fd50a528876c8afdde17504394057971443340f29a76b2156934f38997"
  },
  {
    name: "nested numeric keys and floats",
    body: '{"type": "session.status.update", "timestamp": "2026-09-09T12:00:00Z", "payload": {"session_id": "synthetic-session", "metadata": {"2": 2, "10": 10, "1": 1, "nested": [1.0, 1e-07, 1e+20, {"city": "\u6771\u4eac"}]}}}',
    canonical:
      '{"payload":{"metadata":{"1":1,"10":10,"2":2,"nested":[1.0,1e-07,1e+20,{"city":"\\u6771\\u4eac"}]},"session_id":"synthetic-session"},"timestamp":"2026-09-09T12:00:00Z","type":"session.status.update"}',
    signature: "b50ee1407ae9bbeea542ae102dfe4849dca2bcce8e743706c3dfa8b22be91e8b"
  }
]
