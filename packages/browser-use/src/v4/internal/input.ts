/** What a run of Browser Use is made of. */
import type * as Api from "@errand/browser-use-types/v4"
import type { Given } from "@errand/http/Operation"

/** What a run is made of: the generated request. Only `task` is required. */
export type Input = Given<Api.RunCreateRequest>
