import { Firecrawl } from "@errand/firecrawl"
import { Task } from "@errand/core"
import { secretsSuite } from "@errand/provider-testkit/secrets"
import { jobId } from "./support/calls.ts"

const key = "fc_canary_5d41402abc4b2a76"
const token = "token_canary-0123456789abcdef"
const segment = "segment-canary-fedcba98"
const header = "header_canary_76543210"
const url = `https://hooks.test/in/${segment}?token=${token}&from=a%20b`

secretsSuite({
  what: "a key, or what a webhook is known by",
  service: "firecrawl",
  make: Firecrawl.make,
  key,
  header: ["authorization", `Bearer ${key}`],
  input: { prompt: "Find it", webhook: { url, headers: { "x-mine": header } } },
  id: jobId,
  forms: [key, token, segment, header, url],
  sent: url,
  secretsOf: (body) => JSON.stringify((body as { readonly webhook?: unknown }).webhook ?? ""),
  refusal: (words, headers, body) => ({ success: false, error: words, details: [headers, { [words]: body }] }),
  hasLiveUrl: false,
  faults: [{ kind: "garbage", body: JSON.stringify("ECHO"), executed: true }],
  more: (provider, tell, id) =>
    tell(Task.poll(Task.attach(provider, { v: 1, provider: provider.name, kind: "agent", id })))
})
