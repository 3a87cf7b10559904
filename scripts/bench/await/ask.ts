/** A request by the platform's own fetch, as somebody without a client writes it. */
import type { Target } from "./protocol.ts"

/** As much of a task as a wait needs. */
export interface View {
  readonly id: string
  readonly status: string
  readonly output: string | null
}

export interface Listing {
  readonly items: ReadonlyArray<View>
  readonly totalItems: number
}

export const ask =
  ({ apiKey, baseUrl }: Target) =>
  async <A>(path: string): Promise<A> => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { "X-Browser-Use-API-Key": apiKey } })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return (await response.json()) as A
  }
