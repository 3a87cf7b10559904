// Generated from specs/browseract/v3.yaml by errand's codegen. Do not edit.

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
    "/v3/bots": {
      get: {
        operationId: "pageBots",
        parameters: [
          { in: "query", name: "bot_type", required: false, schema: { enum: ["workflow", "agent"], type: "string" } },
          { in: "query", name: "keyword", required: false, schema: { maxLength: 200, type: "string" } },
          { in: "query", name: "page", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "limit",
            required: false,
            schema: { default: 20, maximum: 100, minimum: 1, type: "integer" }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotSummaryPage" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/regions": {
      get: {
        operationId: "listRegions",
        responses: {
          "200": {
            content: {
              "application/json": { schema: { items: { $ref: "#/components/schemas/BotRegionResponse" }, type: "array" } }
            }
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/runs": {
      get: {
        operationId: "pageRuns",
        parameters: [
          { in: "query", name: "bot_id", required: false, schema: { type: "string" } },
          { in: "query", name: "bot_name", required: false, schema: { type: "string" } },
          { in: "query", name: "status", required: false, schema: { $ref: "#/components/schemas/BotRunStatus" } },
          { in: "query", name: "created_at_from", required: false, schema: { format: "date-time", type: "string" } },
          { in: "query", name: "created_at_to", required: false, schema: { format: "date-time", type: "string" } },
          { in: "query", name: "page", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "limit",
            required: false,
            schema: { default: 20, maximum: 100, minimum: 1, type: "integer" }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunSummaryPage" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/runs/{task_id}": {
      get: {
        operationId: "queryRun",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunDetailResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/runs/{task_id}/cancel": {
      post: {
        operationId: "cancelRun",
        parameters: [
          { in: "path", name: "task_id", required: true, schema: { type: "string" } },
          { in: "query", name: "biz_code", required: false, schema: { format: "int32", type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunStatusResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/runs/{task_id}/resume": {
      post: {
        operationId: "resumeRun",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunStatusResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/runs/{task_id}/status": {
      get: {
        operationId: "queryRunStatus",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunStatusResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/templates": {
      get: {
        operationId: "pageTemplates",
        parameters: [
          { in: "query", name: "keyword", required: false, schema: { maxLength: 200, type: "string" } },
          { in: "query", name: "page", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "limit",
            required: false,
            schema: { default: 10, maximum: 500, minimum: 1, type: "integer" }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotTemplateSummaryPage" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/templates/{template_id}": {
      get: {
        operationId: "queryTemplate",
        parameters: [{ in: "path", name: "template_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotTemplateDetailResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/templates/{template_id}/runs": {
      post: {
        callbacks: {
          runCompleted: {
            "{$request.body#/callback_url}": {
              post: {
                requestBody: {
                  content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunDetailResponse" } } },
                  required: true
                },
                responses: { "200": {} }
              }
            }
          },
          runStatusChanged: {
            "{$request.body#/status_change_callback_url}": {
              post: {
                requestBody: {
                  content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunDetailResponse" } } },
                  required: true
                },
                responses: { "200": {} }
              }
            }
          }
        },
        operationId: "createTemplateRun",
        parameters: [{ in: "path", name: "template_id", required: true, schema: { type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/BotTemplateRunCreateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunCreatedResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/{bot_id}": {
      get: {
        operationId: "queryBot",
        parameters: [{ in: "path", name: "bot_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotDetailResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    },
    "/v3/bots/{bot_id}/runs": {
      post: {
        callbacks: {
          runCompleted: {
            "{$request.body#/callback_url}": {
              post: {
                requestBody: {
                  content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunDetailResponse" } } },
                  required: true
                },
                responses: { "200": {} }
              }
            }
          },
          runStatusChanged: {
            "{$request.body#/status_change_callback_url}": {
              post: {
                requestBody: {
                  content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunDetailResponse" } } },
                  required: true
                },
                responses: { "200": {} }
              }
            }
          }
        },
        operationId: "createRun",
        parameters: [{ in: "path", name: "bot_id", required: true, schema: { type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunCreateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BotRunCreatedResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } } }
        }
      }
    }
  },
  components: {
    schemas: {
      BotDetailResponse: {
        properties: {
          bot_id: { type: "string" },
          bot_type: { $ref: "#/components/schemas/BotType" },
          created_at: { format: "date-time", type: "string" },
          description: { type: "string" },
          input_schema: { additionalProperties: true, type: ["object", "null"] },
          name: { type: "string" },
          output_schema: { additionalProperties: true, type: ["object", "null"] },
          published_at: { format: "date-time", type: ["string", "null"] }
        },
        required: ["bot_id", "bot_type", "name", "created_at", "published_at", "input_schema", "output_schema"],
        type: "object"
      },
      BotRegionResponse: { properties: { code: { type: "string" }, name: { type: "string" } }, required: ["code", "name"], type: "object" },
      BotRunCreateRequest: {
        properties: {
          callback_url: { format: "uri", maxLength: 2048, type: "string" },
          input: { additionalProperties: true, type: "object" },
          status_change_callback_url: { format: "uri", maxLength: 2048, type: "string" }
        },
        required: ["input"],
        type: "object"
      },
      BotRunCreatedResponse: {
        properties: { status: { $ref: "#/components/schemas/BotRunStatus" }, task_id: { type: "string" } },
        required: ["task_id", "status"],
        type: "object"
      },
      BotRunDetailResponse: {
        properties: {
          bot_id: { type: "string" },
          bot_name: { type: "string" },
          bot_type: { $ref: "#/components/schemas/BotType" },
          created_at: { format: "date-time", type: "string" },
          credit: { format: "int64", type: "integer" },
          download_files: { items: { $ref: "#/components/schemas/BotRunDownloadFileResponse" }, type: "array" },
          files_expires_at: { format: "int64", type: "integer" },
          finished_at: { format: "date-time", type: "string" },
          input: { additionalProperties: true, type: "object" },
          live_url_info: { $ref: "#/components/schemas/BotRunLiveUrlInfoResponse" },
          log_detail_url: { format: "uri", type: "string" },
          output: {},
          output_files: { additionalProperties: { $ref: "#/components/schemas/BotRunOutputFileResponse" }, type: "object" },
          status: { $ref: "#/components/schemas/BotRunStatus" },
          steps: { items: { $ref: "#/components/schemas/TaskStepDto" }, type: "array" },
          task_failure_info: { $ref: "#/components/schemas/BotRunFailureInfoResponse" },
          task_id: { type: "string" }
        },
        required: ["task_id", "log_detail_url", "bot_type", "status", "created_at", "input"],
        type: "object"
      },
      BotRunDownloadFileResponse: {
        properties: {
          create_time: { format: "int64", type: "integer" },
          download_completed_time: { format: "int64", type: "integer" },
          download_start_time: { format: "int64", type: "integer" },
          download_url: { type: "string" },
          error_message: { type: "string" },
          expires_at: { format: "int64", type: "integer" },
          file_name: { type: "string" },
          file_size: { format: "int64", type: "integer" },
          guid: { type: "string" },
          progress: { type: "integer" },
          status: { type: "string" }
        },
        type: "object"
      },
      BotRunFailureInfoResponse: {
        properties: { code: { type: "integer" }, message: { type: "string" } },
        required: ["code", "message"],
        type: "object"
      },
      BotRunLiveUrlInfoResponse: {
        properties: { height: { type: "integer" }, live_url: { type: "string" }, width: { type: "integer" } },
        required: ["width", "height"],
        type: "object"
      },
      BotRunOutputFileResponse: {
        properties: {
          download_url: { type: "string" },
          file_name: { type: "string" },
          file_size: { format: "int64", type: "integer" }
        },
        required: ["file_name", "download_url"],
        type: "object"
      },
      BotRunStatus: { enum: ["created", "running", "finished", "canceled", "pausing", "paused", "failed"], type: "string" },
      BotRunStatusResponse: {
        properties: {
          status: { $ref: "#/components/schemas/BotRunStatus" },
          task_id: { type: "string" },
          updated_at: { format: "date-time", type: "string" }
        },
        required: ["task_id", "status", "updated_at"],
        type: "object"
      },
      BotRunSummaryPage: {
        properties: {
          items: { items: { $ref: "#/components/schemas/BotRunSummaryResponse" }, type: "array" },
          limit: { type: "integer" },
          page: { type: "integer" },
          total_count: { format: "int64", type: "integer" },
          total_pages: { type: "integer" }
        },
        required: ["items", "page", "limit", "total_count", "total_pages"],
        type: "object"
      },
      BotRunSummaryResponse: {
        properties: {
          bot_id: { type: "string" },
          bot_name: { type: "string" },
          bot_type: { $ref: "#/components/schemas/BotType" },
          created_at: { format: "date-time", type: "string" },
          credit: { format: "int64", type: "integer" },
          finished_at: { format: "date-time", type: "string" },
          input: { additionalProperties: true, type: "object" },
          live_url_info: { $ref: "#/components/schemas/BotRunLiveUrlInfoResponse" },
          status: { $ref: "#/components/schemas/BotRunStatus" },
          task_failure_info: { $ref: "#/components/schemas/BotRunFailureInfoResponse" },
          task_id: { type: "string" }
        },
        required: ["task_id", "bot_type", "status", "created_at", "input"],
        type: "object"
      },
      BotSummaryPage: {
        properties: {
          items: { items: { $ref: "#/components/schemas/BotSummaryResponse" }, type: "array" },
          limit: { type: "integer" },
          page: { type: "integer" },
          total_count: { format: "int64", type: "integer" },
          total_pages: { type: "integer" }
        },
        required: ["items", "page", "limit", "total_count", "total_pages"],
        type: "object"
      },
      BotSummaryResponse: {
        properties: {
          bot_id: { type: "string" },
          bot_type: { $ref: "#/components/schemas/BotType" },
          description: { type: "string" },
          name: { type: "string" },
          published_at: { format: "date-time", type: "string" }
        },
        required: ["bot_id", "bot_type", "name"],
        type: "object"
      },
      BotTemplateDetailResponse: {
        properties: {
          created_at: { format: "date-time", type: "string" },
          description: { type: "string" },
          detail_url: { format: "uri", type: "string" },
          input_schema: { additionalProperties: true, type: "object" },
          name: { type: "string" },
          published_at: { format: "date-time", type: "string" },
          recommend_desc: { type: "string" },
          template_id: { type: "string" }
        },
        required: ["template_id", "name", "input_schema"],
        type: "object"
      },
      BotTemplateRunCreateRequest: {
        properties: {
          callback_url: { format: "uri", maxLength: 2048, type: "string" },
          input: { additionalProperties: true, type: "object" },
          proxy_region: { type: "string" },
          status_change_callback_url: { format: "uri", maxLength: 2048, type: "string" }
        },
        required: ["input"],
        type: "object"
      },
      BotTemplateSummaryPage: {
        properties: {
          items: { items: { $ref: "#/components/schemas/BotTemplateSummaryResponse" }, type: "array" },
          limit: { type: "integer" },
          page: { type: "integer" },
          total_count: { format: "int64", type: "integer" },
          total_pages: { type: "integer" }
        },
        required: ["items", "page", "limit", "total_count", "total_pages"],
        type: "object"
      },
      BotTemplateSummaryResponse: {
        properties: {
          detail_url: { format: "uri", type: "string" },
          name: { type: "string" },
          recommend_desc: { type: "string" },
          template_id: { type: "string" }
        },
        required: ["template_id", "name"],
        type: "object"
      },
      BotType: { enum: ["workflow", "agent"], type: "string" },
      ErrorResponse: {
        properties: {
          code: { type: "integer" },
          data: { type: ["object", "null"] },
          msg: { type: "string" },
          time: { type: "string" },
          traceId: { type: "string" },
          ts: { format: "int64", type: "integer" }
        },
        required: ["code", "msg", "ts", "time", "traceId"],
        type: "object"
      },
      TaskStepDto: {
        properties: {
          evaluation_previous_goal: { type: "string" },
          id: { type: "string" },
          screenshots_url: { type: "string" },
          status: { $ref: "#/components/schemas/TaskStepStatusEnum" },
          step: { type: "integer" },
          step_goal: { type: "string" }
        },
        required: ["id", "step", "evaluation_previous_goal", "step_goal", "screenshots_url", "status"],
        type: "object"
      },
      TaskStepStatusEnum: { enum: ["running", "succeed", "failed"], type: "string" }
    },
    securitySchemes: { HTTPBearer: { scheme: "bearer", type: "http" } }
  }
}
