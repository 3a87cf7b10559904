/**
 * From a request to its answer: checks the key, checks the request, runs the handler, checks the
 * answer.
 */
import type { Incoming } from "../spec/contract.ts"
import type { Operation } from "../spec/operation.ts"
import { Refusal, stringify } from "../service.ts"
import type { Service } from "../service.ts"
import type { Reply } from "./storage.ts"

/** A refusal as it is sent. */
export const replyOf = (refusal: Refusal): Reply => jsonReply(refusal.status, refusal.body)

/** Carries a request out. `word` replaces the status in the answer. */
export const answer = (
  service: Service,
  operation: Operation,
  incoming: Incoming,
  header: (name: string) => string | undefined,
  word: string | undefined
): Reply => {
  const stranger = service.authorize(header)
  if (stranger !== undefined) return replyOf(stranger)
  const input = service.contract.request(operation, incoming)
  if ("length" in input) return replyOf(service.invalid(input))
  const result = service.handle(operation.id, input)
  if (result instanceof Refusal) {
    // An error that is sent with HTTP 200 fits no schema of a success, so it is not checked.
    const wrong = result.status < 300 ? undefined : service.contract.response(operation, result.status, result.body)
    return wrong === undefined ? replyOf(result) : replyOf(ownFault(service, wrong))
  }
  const status = Number(Object.keys(operation.ok)[0] ?? 200)
  const wrong = service.contract.response(operation, status, result)
  return wrong === undefined ? jsonReply(status, result, word) : replyOf(ownFault(service, wrong))
}

const ownFault = (service: Service, why: string): Refusal =>
  service.failure(500, `The simulator's own answer does not fit the spec: ${why}`)

const jsonReply = (status: number, body: unknown, word?: string): Reply =>
  body === undefined
    ? { status, headers: {}, body: "" }
    : { status, headers: { "content-type": "application/json" }, body: stringify(body, word) }
