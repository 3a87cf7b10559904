/** What a run of BrowserAct v3 is made of. */
import type * as Api from "@errand/browseract-types/v3"
import { at, text } from "@errand/http/Answer"
import type { Given } from "@errand/http/Operation"

/** A bot of the account's own, and what it is given. */
export type BotInput = Given<Api.BotRunCreateRequest> & { readonly bot_id: string }

/** One of the service's templates, and what it is given. */
export type TemplateInput = Given<Api.BotTemplateRunCreateRequest> & { readonly template_id: string }

/** What to run: a bot of the account's own by `bot_id`, or a template by `template_id`. */
export type Input = BotInput | TemplateInput

/** Whether a template is to run. A property that is undefined is one that is left out. */
export const isTemplate = (input: Input): input is TemplateInput => text(at(input, "template_id")) !== undefined
