/**
 * Operations bound to a connection, failing in the terms of BrowserAct. Nothing here knows a path:
 * the table does.
 */
import type { Http } from "@errand/http/Http"
import { bindWith } from "../../internal/binding.ts"
import { findSecrets } from "./secrets.ts"

/**
 * Binds operations to `http`. No error shows what the caller gave in confidence, nor does one of a
 * later request about the same run.
 */
export const bind = (http: Http) => bindWith(http, findSecrets)
