import { answersSuite } from "@errand/provider-testkit/answers"
import { success } from "@errand/provider-testkit/mutants"
import { Skyvern } from "@errand/skyvern"
import * as Api from "@errand/skyvern-types/v1"
import { document } from "@errand/skyvern-types/v1/document"

answersSuite({
  provider: (answer, options) =>
    Skyvern.make({
      ...options,
      apiKey: "key",
      baseUrl: "https://fake.test",
      fetch: (request) => Promise.resolve(answer(request))
    }),
  view: { ...(success(document, Api.getRun).body as object), id: "tsk_1", run_id: "tsk_1", status: "completed" },
  another: "tsk_2"
})
