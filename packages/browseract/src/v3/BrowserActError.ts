/**
 * Why a call to BrowserAct v3 failed: the classes of v2, so that a program that uses both versions
 * handles them once.
 */
export {
  AlreadyOver,
  BadResponse,
  BrowserActError,
  Conflict,
  Forbidden,
  InsufficientCredits,
  InvalidInput,
  NotFound,
  NotPaused,
  NotReady,
  RateLimited,
  TooLarge,
  TooManyTasks,
  Unauthorized,
  Unavailable
} from "../BrowserActError.ts"
export type { BrowserActReason } from "../BrowserActError.ts"
