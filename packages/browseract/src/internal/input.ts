/** What a task of BrowserAct is made of. */
import type * as Api from "@errand/browseract-types/v2"

/**
 * What to run: a workflow of the account's own by `workflow_id`, or an official template by
 * `workflow_template_id`.
 */
export type Input = Api.RunWorkflowTaskRequest | Api.RunWorkflowTemplateTaskRequest
