/** Unpacks the bodies of answers: all codings that the `fetch` of Node knows. */
type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>
type Unpack = (packed: Bytes) => Bytes

/**
 * How to unpack a body with this `content-encoding`; `undefined` if it is not packed, or in a way
 * that this runtime does not know. Several codings are undone from the last to the first.
 */
export const findUnpack = (field: string | null): Unpack | undefined => {
  const codings = (field ?? "").split(",").map((coding) => coding.trim().toLowerCase())
  const unpacks: Array<Unpack> = []
  for (const coding of codings.reverse()) {
    if (coding === "" || coding === "identity") continue
    const unpack = byCoding.get(coding)?.()
    if (unpack === undefined) return undefined
    unpacks.push(unpack)
  }
  if (unpacks.length === 0 || unpacks.length > maxCodings) return undefined
  return (packed) => unpacks.reduce((stream, unpack) => unpack(stream), packed)
}

/** Each one may multiply the size of a body a thousandfold. */
const maxCodings = 5

/**
 * A decoder of zlib's that no `DecompressionStream` of Node 20 is; none where this runtime has
 * none.
 */
const findDecoder = (name: "createBrotliDecompress" | "createZstdDecompress"): Unpack | undefined => {
  const make = builtin("node:zlib")?.[name]
  const toWeb = builtin("node:stream")?.Duplex.toWeb
  return make === undefined || toWeb === undefined ? undefined : (packed) => packed.pipeThrough(toWeb(make()))
}

/** Without an import, because the types of Node must not be needed to compile this package. */
const builtin = <K extends keyof Builtins>(name: K): Builtins[K] | undefined =>
  (globalThis as unknown as Runtime).process?.getBuiltinModule?.(name)

interface Builtins {
  readonly "node:zlib": {
    readonly createBrotliDecompress?: () => Decoder
    /** Since Node 22.15. */
    readonly createZstdDecompress?: () => Decoder
  }
  readonly "node:stream": {
    readonly Duplex: {
      readonly toWeb: (decoder: Decoder) => {
        readonly readable: Bytes
        readonly writable: WritableStream<Uint8Array<ArrayBuffer>>
      }
    }
  }
}

interface Decoder {
  readonly readable: boolean
}

interface Runtime {
  readonly process?: { readonly getBuiltinModule?: <K extends keyof Builtins>(name: K) => Builtins[K] | undefined }
}

const gunzip: Unpack = (packed) => packed.pipeThrough(new DecompressionStream("gzip"))

/**
 * HTTP's deflate has a header, and some servers leave it out. The first byte of a header says how
 * it was packed: with 8 in its lower half.
 */
const inflate: Unpack = (packed) => {
  const reader = packed.getReader()
  let inflated: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined
  const open = () =>
    reader.read().then(({ value: first }) => {
      const format = first === undefined || ((first[0] ?? 0) & 0x0f) === 8 ? "deflate" : "deflate-raw"
      const all: Bytes = new ReadableStream({
        start: (stream) => (first === undefined ? stream.close() : stream.enqueue(first)),
        pull: (stream) => reader.read().then(({ done, value }) => (done ? stream.close() : stream.enqueue(value))),
        cancel: (reason) => reader.cancel(reason)
      })
      inflated = all.pipeThrough(new DecompressionStream(format)).getReader()
      return inflated
    })
  return new ReadableStream({
    pull: (stream) =>
      (inflated === undefined ? open() : Promise.resolve(inflated))
        .then((from) => from.read())
        .then(({ done, value }) => (done ? stream.close() : stream.enqueue(value))),
    cancel: (reason) => (inflated ?? reader).cancel(reason)
  })
}

const byCoding: ReadonlyMap<string, () => Unpack | undefined> = /* @__PURE__ */ new Map([
  ["gzip", () => gunzip],
  ["x-gzip", () => gunzip],
  ["deflate", () => inflate],
  ["br", () => findDecoder("createBrotliDecompress")],
  ["zstd", () => findDecoder("createZstdDecompress")]
])
