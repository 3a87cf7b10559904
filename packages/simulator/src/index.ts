/** Browser Use Cloud and BrowserAct on 127.0.0.1: for tests, demos and benches. */
export type { Fault, FaultKind, FaultRule, RequestMatch } from "./Fault.ts"
export type {
  BotSetting,
  BrowserActSettings,
  BrowserActV3Settings,
  BrowserUseSettings,
  FirecrawlSettings,
  Scenario,
  WorkflowSetting
} from "./Scenario.ts"
export * as Simulator from "./Simulator.ts"
export type {
  Behaviour,
  FileScript,
  Json,
  PauseScript,
  Provider,
  StepScript,
  TaskMatch,
  TaskScript,
  TaskStart,
  WordScript
} from "./TaskScript.ts"
