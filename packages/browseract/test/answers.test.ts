import { BrowserAct } from "@errand/browseract"
import * as Api from "@errand/browseract-types/v2"
import { document } from "@errand/browseract-types/v2/document"
import { answersSuite } from "@errand/provider-testkit/answers"
import { success } from "@errand/provider-testkit/mutants"

answersSuite({
  provider: (answer, options) =>
    BrowserAct.make({
      ...options,
      apiKey: "key",
      baseUrl: "https://fake.test",
      fetch: (request) => Promise.resolve(answer(request))
    }),
  view: {
    ...(success(document, Api.getTask).body as object),
    id: "16429034742537911",
    status: "finished",
    isSuccess: true,
    judgeVerdict: null
  },
  another: "16429034742537847"
})
