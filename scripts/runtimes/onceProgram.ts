/** The writes of `once.ts` as a program for Node, Deno and Bun; its argument is the address. */
import { run } from "./once.ts"

const { notOnce, reused } = await run(process.argv[2] ?? "")
console.log(`${reused} of the writes came on connections that were kept alive`)
const untried = reused === 0 ? ["no connection was kept alive, so that nothing was tried"] : []
const wrong = [...notOnce, ...untried]
for (const one of wrong) console.error(one)
if (wrong.length > 0) process.exit(1)
