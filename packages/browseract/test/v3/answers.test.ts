import { BrowserAct } from "@errand/browseract/v3"
import * as Api from "@errand/browseract-types/v3"
import { document } from "@errand/browseract-types/v3/document"
import { answersSuite } from "@errand/provider-testkit/answers"
import { success } from "@errand/provider-testkit/mutants"

const id = "16429034742537911"

answersSuite({
  provider: (answer, options) =>
    BrowserAct.make({
      ...options,
      apiKey: "key",
      baseUrl: "https://fake.test",
      fetch: (request) => Promise.resolve(answer(request))
    }),
  view: { ...(success(document, Api.getRun).body as object), id, task_id: id, status: "finished" },
  another: "16429034742537847"
})
