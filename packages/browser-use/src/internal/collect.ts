/** Reading what a caller wants to send. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The content of a file. A stream is read to its end before anything is sent. */
export type Data<E, R> = Uint8Array | Blob | Stream.Stream<Uint8Array, E, R>

/** Reads a stream no further than just beyond what a file may be long. */
export const collect = <E, R>(data: Data<E, R>, type: string, maxBytes: number): Effect.Effect<Blob, E, R> =>
  Effect.suspend(() => {
    if (data instanceof Blob) return Effect.succeed(data.slice(0, data.size, type))
    if (data instanceof Uint8Array) return Effect.succeed(new Blob([new Uint8Array(data)], { type }))
    let total = 0
    return data.pipe(
      Stream.takeUntil((chunk) => (total += chunk.length) > maxBytes),
      Stream.runCollect,
      Effect.map(
        (chunks) =>
          new Blob(
            chunks.map((chunk) => new Uint8Array(chunk)),
            { type }
          )
      )
    )
  })
