/** Requests of webhooks, and bodies that come in parts. */

export const address = "http://127.0.0.1/hook"

export const post = (body: BodyInit | null = null, init: RequestInit = {}) =>
  new Request(address, { method: "POST", body, ...init, ...(body instanceof ReadableStream && { duplex: "half" }) })

/** A body that comes in parts, and whether the rest of it was turned down. */
export const dribble = (parts: ReadonlyArray<string>, ends: boolean) => {
  const state = { pulled: 0, cancelled: false }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const part = parts[state.pulled++]
        if (part !== undefined) controller.enqueue(new TextEncoder().encode(part))
        else if (ends) controller.close()
        else return new Promise<void>(() => {})
        return undefined
      },
      cancel: () => {
        state.cancelled = true
      }
    },
    { highWaterMark: 0 }
  )
  return { state, stream }
}
