import { BrowserUse } from "@errand/browser-use/v4"
import { getRun } from "@errand/browser-use-types/v4"
import { document } from "@errand/browser-use-types/v4/document"
import { answersSuite } from "@errand/provider-testkit/answers"
import { success } from "@errand/provider-testkit/mutants"

answersSuite({
  provider: (answer, { maxBodyBytes }) =>
    BrowserUse.make({
      apiKey: "bu_x",
      baseUrl: "https://fake.test",
      maxBodyBytes,
      fetch: (request) => Promise.resolve(answer(request))
    }),
  view: {
    ...(success(document, getRun).body as object),
    id: "0a1b2c3d-0000-4000-8000-000000000000",
    status: "completed",
    workspaceId: null
  },
  another: "9a8b7c6d-0000-4000-8000-000000000000"
})
