/** From what the transport saw to what it means at BrowserAct, in either version. */
export { fail, fromHttp } from "../../internal/error.ts"
