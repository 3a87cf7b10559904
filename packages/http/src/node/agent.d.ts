// Only the agent: importing undici itself replaces the dispatcher under the program's global fetch.
declare module "undici/lib/dispatcher/agent.js" {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module may not import by a relative path
  const Agent: new (options: import("./undici.ts").AgentOptions) => import("./undici.ts").Dispatcher
  export default Agent
}
