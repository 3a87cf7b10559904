/** The names of a list: all lists of BrowserAct v3 have the same. */
import { paged as pagedV2 } from "../../internal/paged.ts"

export const paged = { ...pagedV2, max: 100 } as const
