/**
 * The settings of a simulator that can be written in JSON: what `--script FILE` holds, and the
 * layer's options.
 */
import type * as Duration from "effect/Duration"
import type { Fault } from "./Fault.ts"
import type { TaskScript } from "./TaskScript.ts"

/** The Browser Use account and its surroundings. */
export interface BrowserUseSettings {
  /**
   * How many sessions and browsers may be active at once; more are refused with 429. 100,000 when
   * left out.
   */
  readonly concurrency?: number
  /**
   * Balance in USD. Tasks draw on it, and with nothing left a start is refused with 402; never when
   * left out.
   */
  readonly credits?: number
  /** Zero data retention: without it a purge is refused with 403. */
  readonly zdr?: boolean
  /** A project whose data may not be kept: v4 refuses all it is asked for with 403. */
  readonly closedToV4?: boolean
  /** How many skills may be enabled, 50 when left out. */
  readonly enabledSkills?: number
  /** How long the generation of a skill takes, 20 seconds when left out. Divided by the speed. */
  readonly generation?: Duration.Input
  /** Life of an upload URL, 120 seconds when left out. */
  readonly uploadExpiry?: Duration.Input
  /** Life of a download URL, 5 minutes when left out. */
  readonly downloadExpiry?: Duration.Input
  /**
   * Where status changes are reported, and the secret that signs them. Only hosts of this machine
   * are called. `about: "session"`: they name the session and no task, as `session.status.update`
   * does; the task when left out.
   */
  readonly webhook?: { readonly url: string; readonly secret: string; readonly about?: "task" | "session" }
}

/** A workflow or a template that can be run. */
export interface WorkflowSetting {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly parameters?: ReadonlyArray<string>
}

/** The BrowserAct account and its variants of behaviour. */
export interface BrowserActSettings {
  /**
   * How many tasks of both versions may run at once, for the limit is the account's; more are
   * refused with code 10118. Any number when left out.
   */
  readonly concurrency?: number
  /** Errors come with HTTP status 200. */
  readonly disguised?: boolean
  /**
   * Stopping an ended task and resuming a running one answer 200, as the spec says, and not 10121
   * and 10127, as the examples do.
   */
  readonly forgiving?: boolean
  /**
   * The account's workflows; when given, no other can be run. Otherwise three are listed and any id
   * can be run.
   */
  readonly workflows?: ReadonlyArray<WorkflowSetting>
}

/** A bot that can be run. */
export interface BotSetting {
  readonly id: string
  readonly name: string
  /** `workflow` when left out. An agent cannot be resumed. */
  readonly type?: "workflow" | "agent"
}

/** The BrowserAct account as v3 shows it, and its variants of behaviour. */
export interface BrowserActV3Settings {
  /** The same limit as that of `browserAct`; where both are given, the lower one holds. */
  readonly concurrency?: number
  /** Errors come with HTTP status 200. */
  readonly disguised?: boolean
  /** How long after its answer a resume takes effect; at once when left out. */
  readonly resuming?: Duration.Input
  /**
   * The account's bots; when given, no other can be run. Otherwise three are listed and any id can
   * be run.
   */
  readonly bots?: ReadonlyArray<BotSetting>
}

/** The Firecrawl account and its variants of behaviour. */
export interface FirecrawlSettings {
  /** How many jobs may run at once; more are refused with 429. Any number when left out. */
  readonly concurrency?: number
  /** Errors come with HTTP status 200 and `success: false`. */
  readonly disguised?: boolean
  /**
   * A cancel of a job that is over is refused with 409; it is answered like any other when left
   * out.
   */
  readonly strict?: boolean
  /** How long after its end a job is known, 24 hours when left out. Not divided by the speed. */
  readonly keeps?: Duration.Input
  /** The secret that signs webhooks; they are not signed when left out. */
  readonly secret?: string
}

/** The Skyvern account and its variants of behaviour. */
export interface SkyvernSettings {
  /** How many runs may be open at once; more are refused with 429. Any number when left out. */
  readonly concurrency?: number
  /** What works every run, whatever engine was asked for. */
  readonly engine?: string
  /** Runs show another prompt than the one that they were started with. */
  readonly rewrites?: boolean
  /** How long a start without `url` takes, in which a model is asked; 8 seconds when left out. */
  readonly withoutUrl?: Duration.Input
  /** A run whose webhook cannot be delivered is shown as `failed`, with its output. */
  readonly failsWithWebhook?: boolean
  /**
   * A run that was canceled is shown as `canceled` at once, and its agent works on: when it is
   * done, the run is shown as `completed`.
   */
  readonly worksOn?: boolean
}

/** What a simulator does, from the start. */
export interface Scenario {
  /** Ids, made-up words, and the chances of faults follow from it. 1 when left out. */
  readonly seed?: number
  /** Tasks run this many times faster. */
  readonly speed?: number
  /** The only key that is let in; any key when left out. */
  readonly apiKey?: string
  readonly browserUse?: BrowserUseSettings
  readonly browserAct?: BrowserActSettings
  readonly browserActV3?: BrowserActV3Settings
  readonly firecrawl?: FirecrawlSettings
  readonly skyvern?: SkyvernSettings
  readonly tasks?: ReadonlyArray<TaskScript>
  readonly faults?: ReadonlyArray<Fault>
}
