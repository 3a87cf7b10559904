/** Carries out a fault instead of the normal answer to one request. */
import * as Duration from "effect/Duration"
import type { ServerResponse } from "node:http"
import type { Fault } from "../../Fault.ts"
import { replyOf } from "./respond.ts"
import { Refusal } from "../service.ts"
import type { Service } from "../service.ts"
import type { Reply } from "./storage.ts"

/** What a fault may do with one request. */
export interface FaultContext {
  readonly response: ServerResponse
  readonly service: Service
  /** Carries the request out; at most once. */
  readonly execute: () => Promise<Reply>
  readonly send: (reply: Reply) => void
  /** Nothing more happens to the request until the client goes away. */
  readonly park: () => void
  /** Waits by the Effect clock; `false` when the client or the simulator went away. */
  readonly wait: (millis: number) => Promise<boolean>
}

export const perform = async (fault: Fault | undefined, context: FaultContext): Promise<void> => {
  if (fault === undefined || fault.kind === "word" || fault.kind === "late")
    return context.send(await context.execute())
  if ("executed" in fault && fault.executed === true) await context.execute()
  switch (fault.kind) {
    case "status":
      return context.send(statusReply(fault, context.service))
    case "envelope":
      return context.send(replyOf(context.service.failure(fault.status ?? 400, fault.message ?? "Refused", fault.code)))
    case "reset":
      return void context.response.socket?.resetAndDestroy()
    case "hang":
      if (fault.in !== "body") return context.park()
      return sendHalf(await context.execute(), context, context.park)
    case "cut":
      return sendHalf(await context.execute(), context, () => context.response.socket?.destroy())
    case "truncated": {
      const reply = await context.execute()
      return context.send({ ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) })
    }
    case "html":
      return context.send({
        status: fault.status ?? 200,
        headers: { "content-type": "text/html" },
        body: htmlPage(fault.status ?? 200)
      })
    case "garbage":
      return context.send({
        status: 200,
        headers: { "content-type": "application/json" },
        body: fault.body ?? Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x7b, 0x22])
      })
    case "slow": {
      const reply = await context.execute()
      if (await context.wait(Duration.toMillis(Duration.fromInputUnsafe(fault.delay)))) context.send(reply)
    }
  }
}

const statusReply = (fault: Extract<Fault, { readonly kind: "status" }>, service: Service): Reply => {
  const usual = replyOf(service.failure(fault.status, `Scripted: HTTP ${fault.status}`))
  const reply =
    fault.body === undefined ? { ...usual, status: fault.status } : replyOf(new Refusal(fault.status, fault.body))
  return fault.retryAfter === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, "retry-after": String(fault.retryAfter) } }
}

/**
 * Sends headers that announce the whole body, then half of the body. Without a body the request
 * stays open.
 */
const sendHalf = (reply: Reply, { park, response }: FaultContext, then: () => void): void => {
  const body = Buffer.from(reply.body)
  if (body.length === 0) return park()
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length })
  response.write(body.subarray(0, Math.ceil(body.length / 2)), then)
}

const htmlPage = (status: number): string =>
  `<!doctype html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>A gateway in between.</p></body></html>\n`
