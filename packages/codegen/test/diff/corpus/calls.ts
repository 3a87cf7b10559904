/**
 * What stands around the schemas: operations, parameters, bodies, statuses, headers, authorisation,
 * servers, names.
 */
import type { Pair } from "./pair.ts"

const text = { type: "string" }
const problem = {
  description: "",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } }
}
const job = { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Job" } } } }
const person = { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Person" } } } }

export const calls: ReadonlyArray<Pair> = [
  {
    title: "an operation",
    then: {
      "paths /jobs/{id} delete": {
        operationId: "dropJob",
        parameters: [{ name: "id", in: "path", required: true, schema: text }],
        responses: { "204": { description: "" } }
      }
    },
    there: { says: ["operation-added both: new, minor, minor"], use: `export const path: string = api.getJob.path` },
    back: {
      says: ["operation-removed both: breaks compile, major, major"],
      use: `export const drop: api.DropJobInput = { path: { id: "x" } }`
    }
  },
  {
    title: "the name of an operation",
    then: { "getJob operationId": "readJob" },
    there: {
      says: ["operation-renamed both: breaks compile, major, major"],
      use: `export const path: string = api.getJob.path`
    },
    back: {
      says: ["operation-renamed both: breaks compile, major, major"],
      called: "ReadJob",
      use: `export const path: string = api.readJob.path`
    }
  },
  {
    title: "the id of an operation whose name is hinted",
    given: { "getJob x-errand-name": "getJob" },
    then: { "getJob operationId": "readJob" },
    there: {
      says: ["operation-id-changed both: none, patch, none"],
      use: `export const path: string = api.getJob.path`
    },
    back: { says: ["operation-id-changed both: none, patch, none"], use: `export const path: string = api.getJob.path` }
  },
  {
    title: "the path of an operation",
    then: {
      "paths /labels": undefined,
      "paths /tags": {
        put: {
          operationId: "putLabel",
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Label" } } }
          },
          responses: {
            "200": {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Label" } } }
            }
          }
        }
      }
    },
    there: { says: ["path-changed both: breaks at run time, patch, patch"], use: `put({ body: { text: "x" } })` },
    back: { says: ["path-changed both: breaks at run time, patch, patch"], use: `put({ body: { text: "x" } })` }
  },
  {
    title: "the method of an operation",
    then: {
      "paths /labels put": undefined,
      "paths /labels patch": {
        operationId: "putLabel",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Label" } } }
        },
        responses: {
          "200": {
            description: "",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Label" } } }
          }
        }
      }
    },
    there: { says: ["method-changed both: breaks at run time, patch, patch"], use: `put({ body: { text: "x" } })` },
    back: { says: ["method-changed both: breaks at run time, patch, patch"], use: `put({ body: { text: "x" } })` }
  },
  {
    title: "the name of a parameter of a path",
    then: {
      "paths /jobs/{job_id}": {
        get: {
          operationId: "getJob",
          parameters: [
            { name: "job_id", in: "path", required: true, schema: text },
            { name: "X-Trace", in: "header", schema: text }
          ],
          responses: { "200": { ...job, headers: { "X-Left": { schema: { type: "integer" } } } }, "404": problem }
        }
      },
      "paths /jobs/{id}": undefined
    },
    there: {
      says: ["parameter-renamed request: breaks compile, major, major"],
      use: `get({ path: { id: "x" } })`
    },
    back: {
      says: ["parameter-renamed request: breaks compile, major, major"],
      use: `get({ path: { job_id: "x" } })`
    }
  },
  {
    title: "an optional parameter",
    then: { "listJobs parameters 2": { name: "size", in: "query", schema: { type: "integer" } } },
    there: { says: ["parameter-added request: new, minor, minor"], use: `list({ query: { page: 1 } })` },
    back: {
      says: ["parameter-removed request: breaks compile, major, major"],
      use: `list({ query: { size: 1 } })`
    }
  },
  {
    title: "a required parameter",
    then: { "listJobs parameters 2": { name: "team", in: "query", required: true, schema: text } },
    there: {
      says: ["required-parameter-added request: breaks compile, major, major"],
      use: `list({ query: { page: 1 } })`
    },
    back: {
      says: ["parameter-removed request: breaks compile, major, major"],
      use: `list({ query: { team: "a" } })`
    }
  },
  {
    title: "a parameter has to be given",
    then: { "listJobs parameters 0 required": true },
    there: { says: ["became-required request: breaks compile, major, major"], use: `list({ query: {} })` },
    back: { says: ["became-optional request: new, minor, minor"], use: `list({ query: { page: 1 } })` }
  },
  {
    title: "a parameter in another place",
    then: { "listJobs parameters 0": { name: "page", in: "header", schema: { type: "integer" } } },
    there: {
      says: ["parameter-moved request: breaks compile, major, major"],
      use: `list({ query: { page: 1 } })`
    },
    back: {
      says: ["parameter-moved request: breaks compile, major, major"],
      use: `list({ header: { page: 1 } })`
    }
  },
  {
    title: "the letters of a header",
    then: { "getJob parameters 1 name": "x-trace" },
    there: {
      says: ["parameter-renamed request: breaks compile, major, major"],
      use: `get({ path: { id: "x" }, header: { "X-Trace": "y" } })`
    },
    back: {
      says: ["parameter-renamed request: breaks compile, major, major"],
      use: `get({ path: { id: "x" }, header: { "x-trace": "y" } })`
    }
  },
  {
    title: "the writing of a parameter",
    given: { "listJobs parameters 0 schema": { type: "array", items: text } },
    then: { "listJobs parameters 0 explode": false },
    there: {
      says: ["parameter-style-changed request: breaks at run time, patch, patch"],
      use: `list({ query: { page: ["1", "2"] } })`
    },
    back: {
      says: ["parameter-style-changed request: breaks at run time, patch, patch"],
      use: `list({ query: { page: ["1", "2"] } })`
    }
  },
  {
    title: "a value of a parameter",
    then: { "listJobs parameters 1 schema enum 2": "random" },
    there: { says: ["enum-value-added request: new, minor, minor"], use: `list({ query: { sort: "up" } })` },
    back: {
      says: ["enum-value-removed request: breaks compile, major, patch"],
      use: `list({ query: { sort: "random" } })`
    }
  },
  {
    title: "an optional body",
    then: { "listJobs requestBody": { content: { "application/json": { schema: text } } } },
    there: { says: ["body-added request: new, minor, minor"], use: `list({ query: { page: 1 } })` },
    back: {
      says: ["body-removed request: breaks compile, major, major"],
      use: `list({ body: "x" })`
    }
  },
  {
    title: "a required body",
    then: { "listJobs requestBody": { required: true, content: { "application/json": { schema: text } } } },
    there: { says: ["required-body-added request: breaks compile, major, major"], use: `list({ query: { page: 1 } })` },
    back: {
      says: ["body-removed request: breaks compile, major, major"],
      use: `list({ body: "x" })`
    }
  },
  {
    title: "a body has to be given",
    given: { "createJob requestBody required": false },
    then: { "createJob requestBody required": true },
    there: { says: ["became-required request: breaks compile, major, major"], use: `create({})` },
    back: { says: ["became-optional request: new, minor, minor"], use: `create({ body: { task: "x" } })` }
  },
  {
    title: "a media type of a body",
    then: { "createJob requestBody content text/plain": { schema: text } },
    there: { says: ["media-added request: new, minor, minor"], use: `create({ body: { task: "x" } })` },
    back: { says: ["media-removed request: breaks compile, major, major"], use: `create({ body: "x" })` }
  },
  {
    title: "a media type of a body for the same content",
    then: { "createJob requestBody content application/x+json": { schema: { $ref: "#/components/schemas/NewJob" } } },
    there: { says: ["media-alias-added request: behaviour, patch, patch"], use: `create({ body: { task: "x" } })` },
    back: {
      says: ["media-alias-removed request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    }
  },
  {
    title: "the media type of a body",
    then: {
      "createJob requestBody content": {
        "application/vnd.job+json": { schema: { $ref: "#/components/schemas/NewJob" } }
      }
    },
    there: {
      says: ["media-changed request: breaks at run time, patch, patch"],
      use: `create({ body: { task: "x" } })`
    },
    back: { says: ["media-changed request: breaks at run time, patch, patch"], use: `create({ body: { task: "x" } })` }
  },
  {
    title: "a form instead of a document",
    then: {
      "createJob requestBody content": { "multipart/form-data": { schema: { $ref: "#/components/schemas/NewJob" } } }
    },
    there: {
      says: ["media-removed request: breaks compile, major, major", "media-added request: new, minor, minor"],
      use: `export const task = (input: api.CreateJobInput): string => input.body.task`
    },
    back: {
      says: ["media-removed request: breaks compile, major, major", "media-added request: new, minor, minor"],
      use: `create({ body: new FormData() })`
    }
  },
  {
    title: "a media type of an answer",
    then: { "getJob responses 200 content text/plain": { schema: text } },
    there: {
      says: ["media-added response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["media-removed response: breaks compile, major, patch"],
      use: `export const id: string = typeof job === "string" ? job.trim() : job.id`
    }
  },
  {
    title: "the media type of an answer",
    then: {
      "getJob responses 200 content": { "application/hal+json": { schema: { $ref: "#/components/schemas/Job" } } }
    },
    there: {
      says: ["media-changed response: behaviour, patch, patch"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["media-changed response: behaviour, patch, patch"],
      use: `export const id: string = job.id`
    }
  },
  {
    title: "another status for success",
    then: {
      "getJob responses 200": undefined,
      "getJob responses 203": { ...job, headers: { "X-Left": { schema: { type: "integer" } } } }
    },
    there: {
      says: [
        "success-status-changed response: none, minor, patch",
        "header-removed response: breaks at run time, patch, patch",
        "header-added response: new, patch, patch"
      ].sort(),
      use: `export const id: string = job.id`
    },
    back: {
      says: [
        "success-status-changed response: none, minor, patch",
        "header-removed response: breaks at run time, patch, patch",
        "header-added response: new, patch, patch"
      ].sort(),
      use: `export const id: string = job.id`
    }
  },
  {
    title: "one more status for the same success",
    then: { "getJob responses 203": job },
    there: { says: ["success-status-added response: none, minor, patch"], use: `export const id: string = job.id` },
    back: {
      says: ["success-status-removed response: none, minor, patch"],
      use: `export const id: string = job.id`
    }
  },
  {
    title: "one more success with another body",
    then: { "getJob responses 203": person },
    there: {
      says: ["success-added response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["success-removed response: breaks compile, major, patch"],
      use: `export const name: string = "name" in job ? job.name : job.id`
    }
  },
  {
    title: "one more success without a body",
    then: { "getJob responses 204": { description: "" } },
    there: {
      says: ["success-added response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["success-status-removed response: none, minor, patch"],
      use: `export const id: string = job === undefined ? "none" : job.id`
    }
  },
  {
    title: "a success without a body",
    given: { "getJob responses 200 headers": undefined },
    then: { "getJob responses 200 content": undefined },
    there: {
      says: ["body-removed response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: { says: ["body-added response: new, minor, minor"], use: `export const got: boolean = job !== null` }
  },
  {
    title: "an error",
    then: { "getJob responses 410": problem },
    there: {
      says: ["error-status-added response: breaks compile, major, patch"],
      use: `export const told: { readonly 404: string }[typeof failure.status] = failure.body.detail`
    },
    back: {
      says: ["error-status-removed response: breaks compile, major, patch"],
      use: `export const gone = failure.status === 410`
    }
  },
  {
    title: "an error with another body, for code that does not look at the status",
    then: { "getJob responses 410": person },
    there: {
      says: ["error-status-added response: breaks compile, major, patch"],
      use: `export const detail: string = failure.body.detail`
    },
    back: {
      says: ["error-status-removed response: breaks compile, major, patch"],
      use: `export const name: string = failure.status === 410 ? failure.body.name : ""`
    }
  },
  {
    title: "an error that its range covers",
    given: { "getJob responses 4XX": problem },
    then: { "getJob responses 404": undefined },
    there: {
      says: ["error-status-covered response: none, minor, patch"],
      use: `export const detail: string = failure.status === 404 ? failure.body.detail : "other"`
    },
    back: {
      says: ["error-status-expected response: none, minor, patch"],
      use: `export const detail: string = failure.status === 410 ? failure.body.detail : "other"`
    }
  },
  {
    title: "an error that the default covers",
    given: { "getJob responses default": problem },
    then: { "getJob responses 404": undefined },
    there: {
      says: ["error-status-covered response: none, minor, patch"],
      use: `export const detail: string = failure.status === 404 ? failure.body.detail : "other"`
    },
    back: {
      says: ["error-status-expected response: none, minor, patch"],
      use: `export const detail: string = failure.status === 410 ? failure.body.detail : "other"`
    }
  },
  {
    title: "an error that the default covers with another body",
    given: { "getJob responses default": person },
    then: { "getJob responses 404": undefined },
    there: {
      says: ["error-status-removed response: breaks compile, major, patch"],
      use: `export const detail: string = "detail" in failure.body ? failure.body.detail : failure.body.name`
    },
    back: {
      says: ["error-status-expected response: none, minor, patch"],
      use: `export const name: string = failure.status === 500 ? failure.body.name : "other"`
    }
  },
  {
    title: "a property of an error",
    then: { "Problem properties code": text },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const detail: string = failure.body.detail`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const code: string | undefined = failure.body.code`
    }
  },
  {
    title: "a header of an answer",
    then: { "getJob responses 200 headers X-Next": { schema: text } },
    there: { says: ["header-added response: new, patch, patch"], use: `export const id: string = job.id` },
    back: {
      says: ["header-removed response: breaks at run time, patch, patch"],
      use: `export const id: string = job.id`
    }
  },
  {
    title: "the type of a header of an answer",
    then: { "getJob responses 200 headers X-Left schema": text },
    there: {
      says: ["header-changed response: behaviour, patch, patch"],
      use: `export const id: string = job.id`
    },
    back: { says: ["header-changed response: behaviour, patch, patch"], use: `export const id: string = job.id` }
  },
  {
    title: "the authorisation of an operation",
    then: { "getJob security": [{ token: [] }] },
    there: {
      says: ["security-changed request: breaks at run time, patch, patch"],
      use: `get({ path: { id: "x" } })`
    },
    back: {
      says: ["security-changed request: breaks at run time, patch, patch"],
      use: `get({ path: { id: "x" } })`
    }
  },
  {
    title: "one more way to authorise",
    then: { security: [{ key: [] }, { token: [] }] },
    there: { says: ["security-loosened request: new, patch, patch"], use: `get({ path: { id: "x" } })` },
    back: {
      says: ["security-tightened request: breaks at run time, patch, patch"],
      use: `get({ path: { id: "x" } })`
    }
  },
  {
    title: "the header of a key",
    then: { "components securitySchemes key name": "Authorization" },
    there: { says: ["security-changed request: breaks at run time, patch, patch"], use: `get({ path: { id: "x" } })` },
    back: { says: ["security-changed request: breaks at run time, patch, patch"], use: `get({ path: { id: "x" } })` }
  },
  {
    title: "authorisation at all",
    then: { security: [] },
    there: { says: ["security-loosened request: new, patch, patch"], use: `get({ path: { id: "x" } })` },
    back: { says: ["security-tightened request: breaks at run time, patch, patch"], use: `get({ path: { id: "x" } })` }
  },
  {
    title: "a server",
    then: { "servers 0": { url: "https://eu.example.com" } },
    there: {
      says: ["server-removed request: breaks at run time, patch, patch", "server-added request: new, patch, patch"],
      use: `get({ path: { id: "x" } })`
    },
    back: {
      says: ["server-removed request: breaks at run time, patch, patch", "server-added request: new, patch, patch"],
      use: `get({ path: { id: "x" } })`
    }
  },
  {
    title: "the name of a schema",
    then: {
      "components schemas Human": { type: "object", required: ["name"], properties: { name: text, mail: text } },
      "components schemas Person": undefined,
      "Job properties owner anyOf 0 $ref": "#/components/schemas/Human"
    },
    there: {
      says: ["schema-renamed both: breaks compile, major, patch"],
      use: `export const greet = (person: api.Person): string => person.name`
    },
    back: {
      says: ["schema-renamed both: breaks compile, major, patch"],
      use: `export const greet = (human: api.Human): string => human.name`
    }
  },
  {
    title: "a schema that nothing uses",
    then: { "components schemas Extra": { type: "object", properties: { a: text } } },
    there: { says: ["schema-added both: new, minor, none"], use: `export const id: string = job.id` },
    back: {
      says: ["schema-removed both: breaks compile, major, patch"],
      use: `export const extra: api.Extra = {}`
    }
  },
  {
    title: "a property with a list of values moves into a schema of its own",
    then: {
      "components schemas Mode": { type: "string", enum: ["fast", "slow"] },
      "NewJob properties mode": { $ref: "#/components/schemas/Mode" }
    },
    there: {
      says: ["values-removed both: breaks compile, major, patch", "schema-added both: new, minor, none"],
      use: `export const modes = api.NewJobModeValues`
    },
    back: {
      says: ["schema-removed both: breaks compile, major, patch", "values-added both: new, minor, none"],
      use: `export const modes = api.ModeValues`
    }
  },
  {
    title: "a hint about repeating",
    then: { "createJob x-errand-idempotent": true },
    there: { says: ["hint-changed both: behaviour, patch, patch"], use: `create({ body: { task: "x" } })` },
    back: { says: ["hint-changed both: behaviour, patch, patch"], use: `create({ body: { task: "x" } })` }
  },
  {
    title: "an event",
    then: {
      webhooks: {
        jobDone: {
          post: {
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Job" } } } },
            responses: { "200": { description: "" } }
          }
        }
      }
    },
    there: { says: ["event-added response: new, minor, minor"], use: `export const id: string = job.id` },
    back: {
      says: ["event-removed response: breaks compile, major, major"],
      use: `export const on = (event: api.JobDoneWebhook): string => event.id`
    }
  },
  {
    title: "a property of an event",
    given: {
      webhooks: {
        jobDone: {
          post: {
            requestBody: { content: { "application/json": { schema: { type: "object", properties: { id: text } } } } },
            responses: { "200": { description: "" } }
          }
        }
      }
    },
    then: { "webhooks jobDone post requestBody content application/json schema properties at": text },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const on = (event: api.JobDoneWebhook): string | undefined => event.id`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const on = (event: api.JobDoneWebhook): string | undefined => event.at`
    }
  },
  {
    title: "an operation that is not to be used any more",
    then: { "getJob deprecated": true },
    there: { says: ["deprecated request: prose, patch, none"], use: `get({ path: { id: "x" } })` },
    back: { says: ["undeprecated request: prose, patch, none"], use: `get({ path: { id: "x" } })` }
  },
  {
    title: "a word",
    then: { "Job properties note": { type: "string", description: "Said by the owner." } },
    there: {
      says: ["prose-changed both: prose, patch, none"],
      use: `export const note: string | undefined = job.note`
    },
    back: { says: ["prose-changed both: prose, patch, none"], use: `export const note: string | undefined = job.note` }
  }
]
