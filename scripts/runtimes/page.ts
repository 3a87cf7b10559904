/**
 * The edge program as a page: its services are behind its own origin, and its result goes there.
 */
import { run } from "./edge.ts"

const origin = globalThis.location.origin
const result = await run({ browserUse: `${origin}/browser-use`, browserAct: `${origin}/browser-act` }).then(
  (value) => ({ ok: true, value }),
  (error: unknown) => ({ ok: false, value: String(error) })
)
await fetch("/result", { method: "POST", body: JSON.stringify(result) })
