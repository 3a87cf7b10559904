import { Client, Firecrawl } from "@errand/firecrawl"
import * as Api from "@errand/firecrawl-types/v2"
import { document } from "@errand/firecrawl-types/v2/document"
import { type Answer, clientSuite, providerSuite, taskSuite } from "@errand/provider-testkit/hostile"
import { success } from "@errand/provider-testkit/mutants"
import { calls, jobId } from "./support/calls.ts"

/** Where its turn is among the providers, as the suites ask. */
const turn = 4

const options = (answer: Answer) => ({
  apiKey: "fc_x",
  baseUrl: "https://fake.test",
  fetch: (request: Request) => Promise.resolve(answer(request))
})

clientSuite({
  turn,
  document,
  operations: Api,
  calls,
  tag: "FirecrawlError",
  client: (answer) => Client.make(options(answer)),
  everyMutant: 1,
  everyStatus: 3,
  leastMutants: 100,
  wholes: { names: ["startAgent", "getAgent", "cancelAgent"], statuses: [200, 400, 500] }
})

const under = {
  turn,
  provider: (answer: Answer) => Firecrawl.make(options(answer)),
  input: { prompt: "Find it", webhook: { url: "https://hooks.test/in" } },
  view: { ...(success(document, Api.getAgent).body as object), id: jobId, status: "completed" },
  id: jobId,
  files: [],
  started: 200,
  isList: () => false,
  listOf: (text: string) => text
} as const

providerSuite(under)
taskSuite(under)
