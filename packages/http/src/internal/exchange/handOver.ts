/** Gives a request to a transport, and keeps what is known about it. */
import type { Transport, TransportAnswer, TransportRequest } from "../../Transport.ts"

/** How far an attempt got; written by the attempt, read when it fails or its deadline is over. */
export interface Progress {
  /** The request, once a transport has it. */
  request: TransportRequest | undefined
  answer: TransportAnswer | undefined
}

/** Whether it is certain that nothing of the request was sent. */
export const isUnsent = ({ request }: Progress): boolean => request === undefined || request.isSent === false

/**
 * Sends a request. A `fetch` that throws instead of giving a promise has sent nothing, so that
 * `progress` has no request then.
 */
export const handOver = (
  transport: Transport,
  request: TransportRequest,
  progress: Progress
): Promise<TransportAnswer> =>
  new Promise<TransportAnswer>((resolve) => {
    progress.answer = undefined
    const answer = transport.fetch(request)
    progress.request = request
    resolve(answer)
  }).then((answer) => {
    progress.answer = answer
    return answer
  })
