import { Firecrawl } from "@errand/firecrawl"
import { answersSuite } from "@errand/provider-testkit/answers"
import { jobId } from "./support/calls.ts"

answersSuite({
  provider: (answer, options) =>
    Firecrawl.make({
      ...options,
      apiKey: "key",
      baseUrl: "https://fake.test",
      fetch: (request) => Promise.resolve(answer(request))
    }),
  // The id is for the test: the service does not tell it, so an answer about another job is not
  // known as one.
  view: { id: jobId, success: true, status: "completed", model: "spark-1-pro", data: { usd: 799 }, creditsUsed: 5 }
})
