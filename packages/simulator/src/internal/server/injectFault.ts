/** Carries a fault out on the wire. */
import * as Duration from "effect/Duration"
import type { ServerResponse } from "node:http"
import type { Fault } from "../../Fault.ts"
import { refused } from "./respond.ts"
import { Refusal } from "../service.ts"
import type { Service } from "../service.ts"
import type { Reply } from "./storage.ts"

/** What a fault may do with one request. */
export interface Stage {
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

export const perform = async (fault: Fault | undefined, stage: Stage): Promise<void> => {
  if (fault === undefined || fault.kind === "word" || fault.kind === "late") return stage.send(await stage.execute())
  if ("executed" in fault && fault.executed === true) await stage.execute()
  switch (fault.kind) {
    case "status":
      return stage.send(status(fault, stage.service))
    case "envelope":
      return stage.send(refused(stage.service.failure(fault.status ?? 400, fault.message ?? "Refused", fault.code)))
    case "reset":
      return void stage.response.socket?.resetAndDestroy()
    case "hang":
      if (fault.in !== "body") return stage.park()
      return half(await stage.execute(), stage, stage.park)
    case "cut":
      return half(await stage.execute(), stage, () => stage.response.socket?.destroy())
    case "truncated": {
      const reply = await stage.execute()
      return stage.send({ ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) })
    }
    case "html":
      return stage.send({
        status: fault.status ?? 200,
        headers: { "content-type": "text/html" },
        body: page(fault.status ?? 200)
      })
    case "garbage":
      return stage.send({
        status: 200,
        headers: { "content-type": "application/json" },
        body: fault.body ?? Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x7b, 0x22])
      })
    case "slow": {
      const reply = await stage.execute()
      if (await stage.wait(Duration.toMillis(Duration.fromInputUnsafe(fault.delay)))) stage.send(reply)
    }
  }
}

const status = (fault: Extract<Fault, { readonly kind: "status" }>, service: Service): Reply => {
  const usual = refused(service.failure(fault.status, `Scripted: HTTP ${fault.status}`))
  const reply =
    fault.body === undefined ? { ...usual, status: fault.status } : refused(new Refusal(fault.status, fault.body))
  return fault.retryAfter === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, "retry-after": String(fault.retryAfter) } }
}

/** Sends headers that promise the whole body, and half of it. Without a body there is nothing to break off. */
const half = (reply: Reply, { park, response }: Stage, then: () => void): void => {
  const body = Buffer.from(reply.body)
  if (body.length === 0) return park()
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length })
  response.write(body.subarray(0, Math.ceil(body.length / 2)), then)
}

const page = (status: number): string =>
  `<!doctype html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>A gateway in between.</p></body></html>\n`
