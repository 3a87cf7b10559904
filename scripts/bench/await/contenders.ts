/** Who waits, and what they are called. */
export interface Entry {
  /** The module in this folder's `contenders`. */
  readonly file: string
  readonly title: string
  /** Asks by list: its cost hardly grows with the tasks, so that it may run beside others. */
  readonly shares: boolean
}

export const contenders = {
  errand: { file: "errand-node", title: "errand, Node transport", shares: true },
  "errand-fetch": { file: "errand-fetch", title: "errand, global fetch", shares: true },
  official: { file: "official", title: "browser-use-sdk", shares: false },
  fetch: { file: "fetch", title: "fetch loop", shares: false },
  lro: { file: "lro", title: "@azure/core-lro", shares: false },
  list: { file: "list", title: "bare shared list", shares: true }
} as const satisfies { readonly [name: string]: Entry }

export type Name = keyof typeof contenders
export const names = Object.keys(contenders) as ReadonlyArray<Name>
