/** The secrets of a request: those of v2, for callbacks are the same. */
export { findSecrets } from "../../internal/secrets.ts"
