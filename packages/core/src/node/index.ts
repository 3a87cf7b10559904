/** For programs on Node, Bun and Deno. */
export { requestListener } from "./requestListener.ts"
export type { Incoming, Outgoing } from "./requestListener.ts"
export { runMain } from "./runMain.ts"
export type { Options } from "./runMain.ts"
