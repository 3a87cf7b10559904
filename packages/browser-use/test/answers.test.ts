import { BrowserUse } from "@errand/browser-use"
import * as Api from "@errand/browser-use-types/v2"
import { document } from "@errand/browser-use-types/v2/document"
import { answersSuite } from "@errand/provider-testkit/answers"
import { success } from "@errand/provider-testkit/mutants"

answersSuite({
  provider: (answer, options) =>
    BrowserUse.make({
      ...options,
      apiKey: "key",
      baseUrl: "https://fake.test",
      fetch: (request) => Promise.resolve(answer(request))
    }),
  view: {
    ...(success(document, Api.getTask).body as object),
    id: "0a1b2c3d-0000-4000-8000-00000000000a",
    status: "finished",
    isSuccess: true,
    judgeVerdict: null
  },
  another: "0a1b2c3d-0000-4000-8000-00000000000b"
})
