/** What all requests of one client share. */
import type * as Duration from "effect/Duration"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Transport } from "../../Transport.ts"
import type { Rules } from "./judgeAnswer.ts"
import type { Bucket } from "./retryBudget.ts"
import type { SecretMemory } from "./secretMemory.ts"
import type { Send } from "./send.ts"
import type { Server } from "./telemetry.ts"

/** What a client is made of. */
export interface Service {
  /** Why this client can send no request at all, if so. */
  readonly broken: InvalidRequest | undefined
  /** The same of its options alone: files are at other addresses, and get no headers of its. */
  readonly invalidOption: InvalidRequest | undefined
  readonly send: Send
  readonly server: Server
  readonly transport: Transport
  readonly rules: Rules
  readonly timeout: Duration.Duration
  readonly bucket: Bucket
  readonly secrets: SecretMemory
}
