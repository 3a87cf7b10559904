// The agent alone: undici's front door puts a dispatcher of its own under the program's global fetch.
declare module "undici/lib/dispatcher/agent.js" {
  const Agent: new(options: import("./undici.ts").AgentOptions) => import("./undici.ts").Dispatcher
  export default Agent
}
