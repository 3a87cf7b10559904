/** The writes of `once.ts` as a program for Node, Deno and Bun; its argument is the address. */
import { run } from "./once.ts"

const { notOnce, reused } = await run(process.argv[2] ?? "")
console.log(`${reused} of the writes came on connections that were kept alive`)
if (reused === 0) notOnce.push("no connection was kept alive, so that nothing was tried")
for (const one of notOnce) console.error(one)
if (notOnce.length > 0) process.exit(1)
