/**
 * The poller that Azure's clients share. The service's word for success is put into the poller's,
 * and a result is read at the end.
 */
import { createHttpPoller } from "@azure/core-lro"
import type { OperationResponse, OperationState } from "@azure/core-lro"
import { ask } from "../ask.ts"
import type { View } from "../ask.ts"
import { each } from "../protocol.ts"

export const contender = each((target) => {
  const get = ask(target)
  const answer = (url: string, view: object): OperationResponse => ({
    flatResponse: view,
    rawResponse: { statusCode: 200, request: { method: "GET", url }, headers: {}, body: view }
  })
  return async (id) => {
    const location = `/tasks/${id}`
    const poller = createHttpPoller<View, OperationState<View>>(
      {
        sendInitialRequest: () =>
          Promise.resolve({
            flatResponse: {},
            rawResponse: {
              statusCode: 202,
              request: { method: "POST", url: "/tasks" },
              headers: { "operation-location": `${location}/status`, location }
            }
          }),
        sendPollRequest: async (path) => {
          const view = await get<View>(path)
          return answer(path, view.status === "finished" && path !== location ? { ...view, status: "succeeded" } : view)
        }
      },
      { intervalInMs: target.pace, resourceLocationConfig: "location" }
    )
    return (await poller.pollUntilDone()).output
  }
})
