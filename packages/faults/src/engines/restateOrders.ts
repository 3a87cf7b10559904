/** What a worker of Restate is told, as JSON. */
export interface RestateOrders {
  /** Where Browser Use is. */
  readonly baseUrl: string
  readonly apiKey: string
}

/** What a worker says, a line of JSON each. */
export type RestateSaid =
  /** It listens on this port of 127.0.0.1. */
  | { readonly what: "ready"; readonly port: number }
  /** It has handled the outcome of the task with this key. */
  | { readonly what: "handled"; readonly key: string }
