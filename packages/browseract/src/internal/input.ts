/** What a task of BrowserAct is made of. */
import type * as Api from "@errand/browseract-types/v2"
import { at, text } from "@errand/http/Answer"
import type { Given } from "@errand/http/Operation"

/**
 * What to run: a workflow of the account's own by `workflow_id`, or an official template by
 * `workflow_template_id`.
 */
export type Input = Given<Api.RunWorkflowTaskRequest> | Given<Api.RunWorkflowTemplateTaskRequest>

/** Whether an official template is to run. A property that is undefined is one that is left out. */
export const isTemplate = (input: Input): input is Given<Api.RunWorkflowTemplateTaskRequest> =>
  text(at(input, "workflow_template_id")) !== undefined
