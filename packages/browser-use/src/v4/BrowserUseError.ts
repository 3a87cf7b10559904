/**
 * Why a call to Browser Use v4 failed: the classes of v2, so that a program that uses both versions
 * handles them once.
 */
export {
  BadResponse,
  BrowserUseError,
  Forbidden,
  InsufficientCredits,
  InvalidRequest,
  NotFound,
  QueueFull,
  RateLimited,
  Refused,
  SessionBusy,
  TooLarge,
  TooManyConcurrentSessions,
  Unauthorized,
  Unavailable,
  Validation
} from "../BrowserUseError.ts"
export type { BrowserUseReason, Details, Issue } from "../BrowserUseError.ts"
