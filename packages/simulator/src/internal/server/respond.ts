/** From a request to the bytes of its answer: key, spec, handler, spec again. */
import type { Incoming } from "../spec/contract.ts"
import type { Operation } from "../spec/operation.ts"
import { Refusal, stringify } from "../service.ts"
import type { Service } from "../service.ts"
import type { Reply } from "./storage.ts"

/** A refusal as bytes. */
export const refused = (refusal: Refusal): Reply => json(refusal.status, refusal.body)

/** Carries a request out. `word` replaces the status in the answer. */
export const answer = (
  service: Service,
  operation: Operation,
  incoming: Incoming,
  header: (name: string) => string | undefined,
  word: string | undefined
): Reply => {
  const stranger = service.authorize(header)
  if (stranger !== undefined) return refused(stranger)
  const input = service.contract.request(operation, incoming)
  if ("length" in input) return refused(service.invalid(input))
  const result = service.handle(operation.id, input)
  if (result instanceof Refusal) {
    // An error in disguise fits no schema of success.
    const wrong = result.status < 300 ? undefined : service.contract.response(operation, result.status, result.body)
    return wrong === undefined ? refused(result) : refused(broken(service, wrong))
  }
  const status = Number(Object.keys(operation.ok)[0] ?? 200)
  const wrong = service.contract.response(operation, status, result)
  return wrong === undefined ? json(status, result, word) : refused(broken(service, wrong))
}

const broken = (service: Service, why: string): Refusal =>
  service.failure(500, `The simulator's own answer does not fit the spec: ${why}`)

const json = (status: number, body: unknown, word?: string): Reply =>
  body === undefined
    ? { status, headers: {}, body: "" }
    : { status, headers: { "content-type": "application/json" }, body: stringify(body, word) }
