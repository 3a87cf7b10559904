/** From what the transport saw to what it means at Browser Use, in either version. */
export { fail, fromHttp, refuse } from "../../internal/error.ts"
