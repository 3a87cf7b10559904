import * as NodeTransport from "@errand/http/node"
import { errand } from "./errand.ts"

export const contender = errand(NodeTransport.make())
