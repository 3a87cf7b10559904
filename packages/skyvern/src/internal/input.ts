/** What a task of Skyvern is made of. */
import type { Given } from "@errand/http/Operation"
import type * as Api from "@errand/skyvern-types/v1"

type Engine = (typeof Api.RunEngineValues)[number]

interface Common extends Given<Omit<Api.TaskRunRequestInput, "browser_profile_id" | "engine" | "title" | "url">> {
  /**
   * Where the agent begins. `null` lets a model choose: it is asked before there is a run, so the
   * start takes seconds longer and its answer is lost more often.
   */
  readonly url: string | null
}

/** What a task is made of. Its run carries a name of ours in its title, and so is found again. */
export interface Input extends Common {
  /**
   * What works the task; `skyvern-1.0` when left out. Not 2.0, which keeps no title, and whose
   * tasks are `TaskV2`'s.
   */
  readonly engine?: Exclude<Engine, "skyvern-2.0"> | undefined
  /** A title of your own. The name by which the run is found is added as its last word. */
  readonly title?: string | null | undefined
  /** Only with the engine 2.0: see `TaskV2`. */
  readonly browser_profile_id?: undefined
}

/** What a task of the engine 2.0 is made of: a profile, and no title. */
export interface InputV2 extends Common {
  /** The profile with which the browser starts. */
  readonly browser_profile_id?: string | null | undefined
  readonly engine?: "skyvern-2.0" | undefined
  /** The engine makes up a title of its own. */
  readonly title?: undefined
}

/** A code that a login has sent to a person. */
export interface Code {
  /** What the start named as its `totp_identifier`, such as an email address. */
  readonly totp_identifier: string
  /** The code, or the text of the message that holds it. */
  readonly content: string
}
