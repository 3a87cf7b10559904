// Generated from specs/browser-use/v4.yaml by errand's codegen. Do not edit.

/** An OpenAPI document, as much of it as everybody has to know. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } }
  readonly components: {
    readonly schemas: { readonly [name: string]: unknown }
    readonly [kind: string]: { readonly [name: string]: unknown }
  }
  readonly webhooks?: { readonly [name: string]: unknown }
}

/** The whole specification without its prose; references are kept as `#/components/schemas/…`. */
export const document: OpenApiDocument = {
  openapi: "3.1.0",
  paths: {
    "/runs": {
      get: {
        operationId: "list_runs_runs_get",
        parameters: [
          { in: "query", name: "limit", required: false, schema: { default: 50, type: "integer" } },
          { in: "query", name: "cursor", required: false, schema: { anyOf: [{ type: "string" }, { type: "null" }] } },
          {
            in: "query",
            name: "sessionId",
            required: false,
            schema: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunListResponse" } } } },
          "400": {},
          "403": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_run_runs_post",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/RunCreateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunCreateResponse" } } } },
          "400": {},
          "402": {},
          "403": {},
          "404": {},
          "409": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/runs/{run_id}": {
      get: {
        operationId: "get_run_runs__run_id__get",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunSummary" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/runs/{run_id}/attachments": {
      get: {
        operationId: "list_run_attachments_runs__run_id__attachments_get",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunAttachmentsResponse" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/runs/{run_id}/cancel": {
      post: {
        operationId: "cancel_run_runs__run_id__cancel_post",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunSummary" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "502": {}
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/runs/{run_id}/events": {
      get: {
        operationId: "get_run_events_runs__run_id__events_get",
        parameters: [
          { in: "path", name: "run_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "query", name: "limit", required: false, schema: { default: 200, type: "integer" } },
          { in: "query", name: "after", required: false, schema: { default: 0, type: "integer" } },
          { in: "query", name: "include_output", required: false, schema: { default: true, type: "boolean" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunEventsResponse" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/runs/{run_id}/status": {
      get: {
        operationId: "get_run_status_runs__run_id__status_get",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RunStatusResponse" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}": {
      get: {
        operationId: "get_session_sessions__session_id__get",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionInfo" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}/purge": {
      post: {
        operationId: "purge_session_sessions__session_id__purge_post",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}/queue": {
      get: {
        operationId: "list_session_queue_sessions__session_id__queue_get",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/QueueListResponse" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "queue_session_message_sessions__session_id__queue_post",
        parameters: [
          { in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } },
          {
            in: "header",
            name: "X-V4-Queue-Deduplicate",
            required: false,
            schema: { anyOf: [{ type: "string" }, { type: "null" }] }
          }
        ],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/QueueMessageRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/QueuedMessage" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "429": {}
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}/queue/{message_id}": {
      delete: {
        operationId: "cancel_queued_message_sessions__session_id__queue__message_id__delete",
        parameters: [
          { in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "path", name: "message_id", required: true, schema: { type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/QueuedMessage" } } } },
          "403": {},
          "404": {},
          "409": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_session_queue_message_sessions__session_id__queue__message_id__get",
        parameters: [
          { in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "path", name: "message_id", required: true, schema: { type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/QueuedMessage" } } } },
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/workspaces": {
      post: {
        operationId: "create_workspace_workspaces_post",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceCreateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceInfo" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/workspaces/{workspace_id}": {
      delete: {
        operationId: "delete_workspace_workspaces__workspace_id__delete",
        parameters: [{ in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_workspace_workspaces__workspace_id__get",
        parameters: [{ in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceInfo" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_workspace_workspaces__workspace_id__patch",
        parameters: [{ in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceUpdateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceInfo" } } } },
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/workspaces/{workspace_id}/files": {
      delete: {
        operationId: "delete_workspace_file_workspaces__workspace_id__files_delete",
        parameters: [
          { in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "query", name: "path", required: true, schema: { minLength: 1, type: "string" } }
        ],
        responses: {
          "204": {},
          "400": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "list_workspace_files_workspaces__workspace_id__files_get",
        parameters: [
          { in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "query", name: "prefix", required: false, schema: { default: "", type: "string" } },
          {
            in: "query",
            name: "limit",
            required: false,
            schema: { default: 50, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "cursor", required: false, schema: { anyOf: [{ type: "string" }, { type: "null" }] } },
          { in: "query", name: "includeUrls", required: false, schema: { default: false, type: "boolean" } },
          {
            in: "query",
            name: "contentDisposition",
            required: false,
            schema: { anyOf: [{ const: "attachment", type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceFileListResponse" } } } },
          "400": {},
          "403": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/workspaces/{workspace_id}/files/upload": {
      post: {
        operationId: "upload_workspace_files_workspaces__workspace_id__files_upload_post",
        parameters: [{ in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceFileUploadRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceFileUploadResponse" } } } },
          "400": {},
          "403": {},
          "404": {},
          "409": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/workspaces/{workspace_id}/size": {
      get: {
        operationId: "get_workspace_size_workspaces__workspace_id__size_get",
        parameters: [{ in: "path", name: "workspace_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkspaceSizeInfo" } } } },
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    }
  },
  components: {
    schemas: {
      CustomProxy: {
        properties: {
          host: { maxLength: 255, minLength: 1, type: "string" },
          ignoreCertErrors: { default: false, type: "boolean" },
          password: { anyOf: [{ maxLength: 255, minLength: 1, type: "string" }, { type: "null" }] },
          port: { maximum: 65535, minimum: 1, type: "integer" },
          username: { anyOf: [{ maxLength: 255, minLength: 1, type: "string" }, { type: "null" }] }
        },
        required: ["host", "port"],
        type: "object"
      },
      HTTPValidationError: {
        properties: { detail: { items: { $ref: "#/components/schemas/ValidationError" }, type: "array" } },
        type: "object"
      },
      InlineSecretSource: {
        additionalProperties: false,
        properties: {
          type: { const: "inline", type: "string" },
          value: { format: "password", maxLength: 4096, minLength: 1, type: "string", writeOnly: true }
        },
        required: ["type", "value"],
        type: "object"
      },
      OnePasswordSecretSource: {
        additionalProperties: false,
        properties: {
          fieldId: { maxLength: 64, minLength: 1, type: "string" },
          integrationId: { format: "uuid", type: "string" },
          itemId: { maxLength: 64, minLength: 1, type: "string" },
          type: { const: "onepassword", type: "string" },
          vaultId: { maxLength: 64, minLength: 1, type: "string" }
        },
        required: ["type", "integrationId", "vaultId", "itemId", "fieldId"],
        type: "object"
      },
      ProxyCountryCode: {
        enum: [
          "ad",
          "ae",
          "af",
          "ag",
          "ai",
          "al",
          "am",
          "an",
          "ao",
          "aq",
          "ar",
          "as",
          "at",
          "au",
          "aw",
          "az",
          "ba",
          "bb",
          "bd",
          "be",
          "bf",
          "bg",
          "bh",
          "bi",
          "bj",
          "bl",
          "bm",
          "bn",
          "bo",
          "bq",
          "br",
          "bs",
          "bt",
          "bv",
          "bw",
          "by",
          "bz",
          "ca",
          "cc",
          "cd",
          "cf",
          "cg",
          "ch",
          "ci",
          "ck",
          "cl",
          "cm",
          "co",
          "cr",
          "cs",
          "cu",
          "cv",
          "cw",
          "cx",
          "cy",
          "cz",
          "de",
          "dj",
          "dk",
          "dm",
          "do",
          "dz",
          "ec",
          "ee",
          "eg",
          "eh",
          "er",
          "es",
          "et",
          "fi",
          "fj",
          "fk",
          "fm",
          "fo",
          "fr",
          "ga",
          "gd",
          "ge",
          "gf",
          "gg",
          "gh",
          "gi",
          "gl",
          "gm",
          "gn",
          "gp",
          "gq",
          "gr",
          "gs",
          "gt",
          "gu",
          "gw",
          "gy",
          "hk",
          "hm",
          "hn",
          "hr",
          "ht",
          "hu",
          "id",
          "ie",
          "il",
          "im",
          "in",
          "iq",
          "ir",
          "is",
          "it",
          "je",
          "jm",
          "jo",
          "jp",
          "ke",
          "kg",
          "kh",
          "ki",
          "km",
          "kn",
          "kp",
          "kr",
          "kw",
          "ky",
          "kz",
          "la",
          "lb",
          "lc",
          "li",
          "lk",
          "lr",
          "ls",
          "lt",
          "lu",
          "lv",
          "ly",
          "ma",
          "mc",
          "md",
          "me",
          "mf",
          "mg",
          "mh",
          "mk",
          "ml",
          "mm",
          "mn",
          "mo",
          "mp",
          "mq",
          "mr",
          "ms",
          "mt",
          "mu",
          "mv",
          "mw",
          "mx",
          "my",
          "mz",
          "na",
          "nc",
          "ne",
          "nf",
          "ng",
          "ni",
          "nl",
          "no",
          "np",
          "nr",
          "nu",
          "nz",
          "om",
          "pa",
          "pe",
          "pf",
          "pg",
          "ph",
          "pk",
          "pl",
          "pm",
          "pn",
          "pr",
          "ps",
          "pt",
          "pw",
          "py",
          "qa",
          "re",
          "ro",
          "rs",
          "ru",
          "rw",
          "sa",
          "sb",
          "sc",
          "sd",
          "se",
          "sg",
          "sh",
          "si",
          "sj",
          "sk",
          "sl",
          "sm",
          "sn",
          "so",
          "sr",
          "ss",
          "st",
          "sv",
          "sx",
          "sy",
          "sz",
          "tc",
          "td",
          "tf",
          "tg",
          "th",
          "tj",
          "tk",
          "tl",
          "tm",
          "tn",
          "to",
          "tr",
          "tt",
          "tv",
          "tw",
          "tz",
          "ua",
          "ug",
          "uk",
          "us",
          "uy",
          "uz",
          "va",
          "vc",
          "ve",
          "vg",
          "vi",
          "vn",
          "vu",
          "wf",
          "ws",
          "xk",
          "ye",
          "yt",
          "za",
          "zm",
          "zw"
        ],
        type: "string"
      },
      QueueListResponse: {
        properties: {
          queue: { items: { $ref: "#/components/schemas/QueuedMessage" }, type: "array" },
          steeringCutoffs: { items: { $ref: "#/components/schemas/SteeringCutoff" }, type: "array" }
        },
        required: ["queue"],
        type: "object"
      },
      QueueMessageRequest: {
        additionalProperties: false,
        properties: {
          attachedFileIds: { anyOf: [{ items: { format: "uuid", type: "string" }, maxItems: 20, type: "array" }, { type: "null" }] },
          interrupt: { default: false, type: "boolean" },
          text: { minLength: 1, type: "string" }
        },
        required: ["text"],
        type: "object"
      },
      QueuedMessage: {
        properties: {
          attachedFileIds: { anyOf: [{ items: { format: "uuid", type: "string" }, type: "array" }, { type: "null" }] },
          createdAt: { format: "date-time", type: "string" },
          id: { type: "integer" },
          mode: { enum: ["queue", "interrupt"], type: "string" },
          runId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          sessionId: { format: "uuid", type: "string" },
          status: { enum: ["pending", "dispatching", "consumed", "cancelled", "superseded", "failed"], type: "string" },
          text: { type: "string" }
        },
        required: ["id", "sessionId", "runId", "mode", "status", "text", "createdAt"],
        type: "object"
      },
      RunAttachment: {
        properties: {
          contentType: { type: "string" },
          id: { format: "uuid", type: "string" },
          name: { type: "string" },
          sizeBytes: { type: "integer" },
          status: { enum: ["pending", "uploaded"], type: "string" }
        },
        required: ["id", "name", "contentType", "sizeBytes", "status"],
        type: "object"
      },
      RunAttachmentsResponse: {
        properties: { attachments: { items: { $ref: "#/components/schemas/RunAttachment" }, type: "array" } },
        required: ["attachments"],
        type: "object"
      },
      RunBrowserSettings: {
        additionalProperties: false,
        properties: {
          customProxy: { anyOf: [{ $ref: "#/components/schemas/CustomProxy" }, { type: "null" }] },
          profileId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          proxyCountryCode: { anyOf: [{ $ref: "#/components/schemas/ProxyCountryCode" }, { type: "null" }], default: "us" },
          record: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          screenHeight: { anyOf: [{ maximum: 3456, minimum: 320, type: "integer" }, { type: "null" }] },
          screenWidth: { anyOf: [{ maximum: 6144, minimum: 320, type: "integer" }, { type: "null" }] }
        },
        type: "object"
      },
      RunCreateRequest: {
        additionalProperties: false,
        properties: {
          agentmail: { default: false, type: "boolean" },
          attachedFileIds: { anyOf: [{ items: { format: "uuid", type: "string" }, maxItems: 20, type: "array" }, { type: "null" }] },
          browserSettings: { anyOf: [{ $ref: "#/components/schemas/RunBrowserSettings" }, { type: "null" }] },
          judge: { anyOf: [{ $ref: "#/components/schemas/RunJudgeSettings" }, { type: "null" }] },
          maxCostUsd: {
            anyOf: [
              { exclusiveMinimum: 0, type: "number" },
              { pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
              { type: "null" }
            ]
          },
          model: {
            default: "gpt-5.6-luna",
            enum: [
              "glm-5.2",
              "grok-4.5",
              "grok-4.6",
              "glm-5.3-flash",
              "deepseek-v4-flash-vision",
              "kimi-k3",
              "minimax-m3",
              "claude-opus-4.7",
              "claude-opus-4.8",
              "claude-opus-5",
              "claude-fable-5",
              "claude-sonnet-5",
              "gpt-5.5",
              "gpt-5.6",
              "gpt-5.6-sol",
              "gpt-5.6-terra",
              "gpt-5.6-luna",
              "gemini-3.6-flash",
              "gemini-3.5-flash",
              "gemini-3.1-pro",
              "gemini-3-flash"
            ],
            type: "string"
          },
          modelParams: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          secretBindings: {
            anyOf: [{ items: { $ref: "#/components/schemas/SecretBinding" }, maxItems: 10, type: "array" }, { type: "null" }]
          },
          sessionId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          task: { minLength: 1, type: "string" },
          workspaceId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
        },
        required: ["task"],
        type: "object"
      },
      RunCreateResponse: {
        properties: {
          eventsUrl: { type: "string" },
          id: { format: "uuid", type: "string" },
          missingFileIds: { items: { format: "uuid", type: "string" }, type: "array" },
          model: { type: "string" },
          sessionId: { format: "uuid", type: "string" },
          status: { enum: ["queued", "dispatching", "running", "completed", "failed", "cancelled"], type: "string" },
          workspaceId: { format: "uuid", type: "string" }
        },
        required: ["id", "status", "model", "sessionId", "workspaceId", "eventsUrl"],
        type: "object"
      },
      RunEvent: {
        properties: {
          data: { additionalProperties: true, type: "object" },
          id: { type: "integer" },
          runId: { format: "uuid", type: "string" },
          ts: { format: "date-time", type: "string" },
          type: { type: "string" }
        },
        required: ["runId", "id", "ts", "type", "data"],
        type: "object"
      },
      RunEventsResponse: {
        properties: {
          events: { items: { $ref: "#/components/schemas/RunEvent" }, type: "array" },
          hasMore: { default: false, type: "boolean" },
          nextAfter: { anyOf: [{ type: "integer" }, { type: "null" }] }
        },
        required: ["events"],
        type: "object"
      },
      RunJudgeSettings: {
        additionalProperties: false,
        properties: { context: { anyOf: [{ maxLength: 10000, type: "string" }, { type: "null" }] } },
        type: "object"
      },
      RunListResponse: {
        properties: {
          hasMore: { default: false, type: "boolean" },
          nextCursor: { anyOf: [{ type: "string" }, { type: "null" }] },
          runs: { items: { $ref: "#/components/schemas/RunSummary" }, type: "array" }
        },
        required: ["runs"],
        type: "object"
      },
      RunStatusResponse: {
        properties: { status: { enum: ["queued", "dispatching", "running", "completed", "failed", "cancelled"], type: "string" } },
        required: ["status"],
        type: "object"
      },
      RunSummary: {
        properties: {
          attachedFileIds: { anyOf: [{ items: { format: "uuid", type: "string" }, type: "array" }, { type: "null" }] },
          contextLimit: { type: "integer" },
          createdAt: { format: "date-time", type: "string" },
          error: { anyOf: [{ type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          judgement: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          model: { type: "string" },
          result: { anyOf: [{ type: "string" }, { type: "null" }] },
          sessionId: { format: "uuid", type: "string" },
          status: { enum: ["queued", "dispatching", "running", "completed", "failed", "cancelled"], type: "string" },
          task: { type: "string" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          totalCostUsd: { type: "string" },
          totalInputTokens: { type: "integer" },
          totalOutputTokens: { type: "integer" },
          updatedAt: { format: "date-time", type: "string" },
          workspaceId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
        },
        required: [
          "id",
          "task",
          "title",
          "model",
          "contextLimit",
          "status",
          "result",
          "error",
          "sessionId",
          "workspaceId",
          "totalInputTokens",
          "totalOutputTokens",
          "totalCostUsd",
          "createdAt",
          "updatedAt"
        ],
        type: "object"
      },
      SecretBinding: {
        additionalProperties: false,
        properties: {
          alias: { type: "string" },
          allowedDomains: { items: { type: "string" }, maxItems: 10, minItems: 1, type: "array" },
          source: {
            discriminator: {
              mapping: {
                inline: "#/components/schemas/InlineSecretSource",
                onepassword: "#/components/schemas/OnePasswordSecretSource"
              },
              propertyName: "type"
            },
            oneOf: [
              { $ref: "#/components/schemas/InlineSecretSource" },
              { $ref: "#/components/schemas/OnePasswordSecretSource" }
            ]
          }
        },
        required: ["alias", "source", "allowedDomains"],
        type: "object"
      },
      SessionInfo: {
        properties: {
          createdAt: { format: "date-time", type: "string" },
          latestRunId: { format: "uuid", type: "string" },
          sessionId: { format: "uuid", type: "string" },
          status: { enum: ["queued", "dispatching", "running", "completed", "failed", "cancelled"], type: "string" },
          task: { type: "string" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          updatedAt: { format: "date-time", type: "string" },
          workspaceId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
        },
        required: ["sessionId", "workspaceId", "latestRunId", "task", "title", "status", "createdAt", "updatedAt"],
        type: "object"
      },
      SteeringCutoff: {
        properties: { createdAt: { format: "date-time", type: "string" }, sourceRunId: { format: "uuid", type: "string" } },
        required: ["sourceRunId", "createdAt"],
        type: "object"
      },
      ValidationError: {
        properties: {
          loc: { items: { anyOf: [{ type: "string" }, { type: "integer" }] }, type: "array" },
          msg: { type: "string" },
          type: { type: "string" }
        },
        required: ["loc", "msg", "type"],
        type: "object"
      },
      WorkspaceCreateRequest: { properties: { name: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] } }, type: "object" },
      WorkspaceFileInfo: {
        properties: {
          lastModified: { format: "date-time", type: "string" },
          path: { type: "string" },
          size: { type: "integer" },
          url: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["path", "size", "lastModified"],
        type: "object"
      },
      WorkspaceFileListResponse: {
        properties: {
          files: { items: { $ref: "#/components/schemas/WorkspaceFileInfo" }, type: "array" },
          hasMore: { default: false, type: "boolean" },
          nextCursor: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["files"],
        type: "object"
      },
      WorkspaceFileUploadItem: {
        properties: {
          contentType: { default: "application/octet-stream", maxLength: 255, type: "string" },
          name: { maxLength: 255, minLength: 1, type: "string" },
          size: { maximum: 52428800, minimum: 1, type: "integer" }
        },
        required: ["name", "size"],
        type: "object"
      },
      WorkspaceFileUploadRequest: {
        properties: {
          allowOverrides: { default: true, type: "boolean" },
          files: { items: { $ref: "#/components/schemas/WorkspaceFileUploadItem" }, maxItems: 10, minItems: 1, type: "array" }
        },
        required: ["files"],
        type: "object"
      },
      WorkspaceFileUploadResponse: {
        properties: { files: { items: { $ref: "#/components/schemas/WorkspaceFileUploadResponseItem" }, type: "array" } },
        required: ["files"],
        type: "object"
      },
      WorkspaceFileUploadResponseItem: {
        properties: {
          id: { format: "uuid", type: "string" },
          name: { type: "string" },
          path: { type: "string" },
          storedName: { type: "string" },
          uploadUrl: { type: "string" },
          willOverride: { type: "boolean" }
        },
        required: ["id", "name", "storedName", "path", "willOverride", "uploadUrl"],
        type: "object"
      },
      WorkspaceInfo: {
        properties: {
          archived: { type: "boolean" },
          createdAt: { format: "date-time", type: "string" },
          id: { format: "uuid", type: "string" },
          name: { anyOf: [{ type: "string" }, { type: "null" }] },
          updatedAt: { format: "date-time", type: "string" }
        },
        required: ["id", "archived", "createdAt", "updatedAt"],
        type: "object"
      },
      WorkspaceSizeInfo: {
        properties: { maxBytes: { exclusiveMinimum: 0, type: "integer" }, usedBytes: { minimum: 0, type: "integer" } },
        required: ["usedBytes", "maxBytes"],
        type: "object"
      },
      WorkspaceUpdateRequest: { properties: { name: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] } }, type: "object" }
    },
    securitySchemes: { APIKeyHeader: { in: "header", name: "X-Browser-Use-API-Key", type: "apiKey" } }
  }
}
