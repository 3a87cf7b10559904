// Only the agents: importing undici itself replaces the dispatcher under the program's global
// fetch.
declare module "undici/lib/dispatcher/agent.js" {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module may not import by a relative path
  const Agent: new (options: import("./undici.ts").AgentOptions) => import("./undici.ts").Dispatcher
  export default Agent
}

declare module "undici/lib/dispatcher/env-http-proxy-agent.js" {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module may not import by a relative path
  const EnvHttpProxyAgent: new (options: import("./undici.ts").ProxyOptions) => import("./undici.ts").Dispatcher
  export default EnvHttpProxyAgent
}

declare module "undici/lib/dispatcher/pool.js" {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module may not import by a relative path
  const Pool: new (origin: URL, options: object) => import("./undici.ts").Dispatcher
  export default Pool
}

declare module "undici/lib/api/api-connect.js" {
  const connect: (options: object) => Promise<unknown>
  export default connect
}
