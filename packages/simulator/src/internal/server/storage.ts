/**
 * The object store behind presigned URLs: downloads that expire, and uploads by an HTML form as S3
 * takes them. The simulator serves it below `/storage`.
 */
import { createHmac } from "node:crypto"
import type { Random } from "../sample/random.ts"

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string | Buffer
}

interface StoredObject {
  readonly name: string
  readonly contentType: string
  readonly content: Buffer
}

/** What may be uploaded, and until when. */
interface UploadPolicy {
  readonly key: string
  readonly name: string
  readonly contentType: string
  readonly maxBytes: number
  readonly expiresAt: number
}

export interface Storage {
  readonly put: (key: string, object: StoredObject) => void
  readonly get: (key: string) => StoredObject | undefined
  /** The keys of all objects below a prefix, in order. */
  readonly keys: (prefix: string) => ReadonlyArray<string>
  /** A URL that reads the object until `expiresAt`. */
  readonly url: (key: string, expiresAt: number) => string
  /** Where an upload goes, and the fields that its form must hold before the file. */
  readonly form: (policy: UploadPolicy) => {
    readonly url: string
    readonly fields: { readonly [name: string]: string }
  }
  /** A URL that takes the object by one PUT. */
  readonly putUrl: (policy: UploadPolicy) => string
  readonly receive: (query: URLSearchParams, contentType: string | undefined, body: Buffer) => Reply
  readonly download: (path: string, query: URLSearchParams) => Reply
  readonly upload: (contentType: string | undefined, body: Buffer) => Promise<Reply>
}

export const make = (options: {
  readonly now: () => number
  readonly random: Random
  readonly origin: () => string
}): Storage => {
  const { now } = options
  const secret = options.random.hex("storage", 64)
  const objects = new Map<string, StoredObject>()
  const sign = (words: string): string => createHmac("sha256", secret).update(words).digest("hex")

  const storeUpload = (fields: ReadonlyMap<string, string>, file: File, content: Buffer): Reply => {
    const policy = fields.get("policy")
    if (policy === undefined || fields.get("x-amz-signature") !== sign(policy)) {
      return failure(403, "SignatureDoesNotMatch", "The signature of the form does not match its policy.")
    }
    const allowed: UploadPolicy = JSON.parse(Buffer.from(policy, "base64").toString("utf8"))
    if (now() > allowed.expiresAt) return failure(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
    if (fields.get("key") !== allowed.key || fields.get("Content-Type") !== allowed.contentType) {
      return failure(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed.")
    }
    if (content.length > allowed.maxBytes) {
      return failure(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
    }
    if (content.length === 0)
      return failure(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size.")
    objects.set(allowed.key, {
      name: allowed.name === "" ? file.name : allowed.name,
      contentType: allowed.contentType,
      content
    })
    return { status: 204, headers: { etag: `"${sign(content.toString("hex")).slice(0, 32)}"` }, body: "" }
  }

  return {
    put: (key, object) => void objects.set(key, object),
    get: (key) => objects.get(key),
    keys: (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)),
    url: (key, expiresAt) => {
      const expires = Math.ceil(expiresAt)
      const query = new URLSearchParams({ expires: String(expires), signature: sign(`GET ${key} ${expires}`) })
      return `${options.origin()}/storage/objects/${key.split("/").map(encodeURIComponent).join("/")}?${query.toString()}`
    },
    form: (policy) => {
      const encoded = Buffer.from(JSON.stringify(policy)).toString("base64")
      return {
        url: `${options.origin()}/storage/uploads`,
        fields: {
          key: policy.key,
          "Content-Type": policy.contentType,
          policy: encoded,
          "x-amz-signature": sign(encoded)
        }
      }
    },
    putUrl: (policy) => {
      const encoded = Buffer.from(JSON.stringify(policy)).toString("base64url")
      const query = new URLSearchParams({ policy: encoded, signature: sign(encoded) })
      return `${options.origin()}/storage/puts?${query.toString()}`
    },
    receive: (query, contentType, body) => {
      const policy = query.get("policy") ?? ""
      if (query.get("signature") !== sign(policy)) {
        return failure(403, "SignatureDoesNotMatch", "The signature of the URL does not match.")
      }
      const allowed: UploadPolicy = JSON.parse(Buffer.from(policy, "base64url").toString("utf8"))
      if (now() > allowed.expiresAt) return failure(403, "AccessDenied", "Request has expired")
      if (contentType !== allowed.contentType) {
        return failure(403, "SignatureDoesNotMatch", "The content type is not the one that was signed.")
      }
      if (body.length !== allowed.maxBytes) return failure(400, "EntityTooLarge", "The size is not the one announced.")
      objects.set(allowed.key, { name: allowed.name, contentType: allowed.contentType, content: body })
      return { status: 200, headers: {}, body: "" }
    },
    download: (path, query) => {
      const key = path.split("/").map(decodeURIComponent).join("/")
      const expires = query.get("expires") ?? ""
      if (query.get("signature") !== sign(`GET ${key} ${expires}`)) {
        return failure(403, "SignatureDoesNotMatch", "The signature of the URL does not match.")
      }
      if (now() > Number(expires)) return failure(403, "AccessDenied", "Request has expired")
      const object = objects.get(key) ?? (key.startsWith("screenshots/") ? screenshot : undefined)
      if (object === undefined) return failure(404, "NoSuchKey", "The specified key does not exist.")
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(object.name)}`
      return {
        status: 200,
        headers: { "content-type": object.contentType, "content-disposition": disposition },
        body: object.content
      }
    },
    upload: async (contentType, body) => {
      if (contentType === undefined || !contentType.startsWith("multipart/form-data")) {
        return failure(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data")
      }
      const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
        .formData()
        .catch(() => undefined)
      if (form === undefined)
        return failure(
          400,
          "MalformedPOSTRequest",
          "The body of your POST request is not well-formed multipart/form-data."
        )
      const fields = new Map<string, string>()
      for (const [name, value] of form) {
        if (typeof value === "string") fields.set(name, value)
        // What comes after the file is ignored, as S3 does.
        else if (name === "file") return storeUpload(fields, value, Buffer.from(await value.arrayBuffer()))
      }
      return failure(400, "InvalidArgument", "POST requires exactly one file upload per request.")
    }
  }
}

/** One grey pixel stands for every screenshot. */
const screenshot: StoredObject = {
  name: "screenshot.png",
  contentType: "image/png",
  content: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
    "base64"
  )
}

const failure = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
})
