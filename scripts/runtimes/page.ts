/**
 * The edge program as a page: its services are behind its own origin, and its result goes there.
 */
import { run } from "./edge.ts"
import * as Once from "./once.ts"

const origin = globalThis.location.origin
const result = await run({ browserUse: `${origin}/browser-use`, browserAct: `${origin}/browser-act` }).then(
  (value) => ({ ok: true, value }),
  (error: unknown) => ({ ok: false, value: String(error) })
)
// Browsers repeat what they like, and nothing can keep them from it: it is told, and no failure.
const { notOnce } = await Once.run(`${origin}/once`).catch((error: unknown) => ({ notOnce: [String(error)] }))
await fetch("/result", { method: "POST", body: JSON.stringify({ ...result, notOnce }) })
