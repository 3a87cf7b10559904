// Generated from specs/browseract/v2.yaml by errand's codegen. Do not edit.

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
    "/v2/workflow/get-official-workflow-template": {
      get: {
        operationId: "getWorkflowTemplateConfig",
        parameters: [{ in: "query", name: "workflow_template_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ApiWorkflowTemplateConfigDto" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/get-region-list": {
      get: {
        operationId: "getRegionList",
        responses: {
          "200": {
            content: {
              "application/json": { schema: { items: { $ref: "#/components/schemas/SysRegionSimpleView" }, type: "array" } }
            }
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/get-task": {
      get: {
        operationId: "getTask",
        parameters: [{ in: "query", name: "task_id", required: true, schema: { minLength: 1, type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/WorkflowTaskResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/get-task-status": {
      get: {
        operationId: "getTaskStatus",
        parameters: [{ in: "query", name: "task_id", required: true, schema: { minLength: 1, type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskStatusResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/get-workflow": {
      get: {
        operationId: "getWorkflowConfig",
        parameters: [{ in: "query", name: "workflow_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ApiWorkflowConfigDto" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/list-official-workflow-templates": {
      get: {
        operationId: "getWorkflowTemplates",
        parameters: [
          { in: "query", name: "keyword", required: false, schema: { type: "string" } },
          { in: "query", name: "page", required: false, schema: { minimum: 1, type: "integer" } },
          { in: "query", name: "limit", required: false, schema: { maximum: 500, minimum: 1, type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/PageRespWorkflowTemplateDto" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/list-tasks": {
      get: {
        operationId: "pageTasks",
        parameters: [
          { in: "query", name: "status", required: false, schema: { $ref: "#/components/schemas/TaskStatus" } },
          { in: "query", name: "workflow_id", required: false, schema: { type: "string" } },
          { in: "query", name: "workflow_name", required: false, schema: { type: "string" } },
          { in: "query", name: "created_at_from", required: false, schema: { format: "date-time", type: "string" } },
          { in: "query", name: "created_at_to", required: false, schema: { format: "date-time", type: "string" } },
          { in: "query", name: "page", required: false, schema: { minimum: 1, type: "integer" } },
          { in: "query", name: "limit", required: false, schema: { maximum: 500, minimum: 1, type: "integer" } }
        ],
        responses: {
          "200": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/PageRespWorkflowTaskSimpleResponse" } } }
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/list-workflows": {
      get: {
        operationId: "getWorkflowList",
        parameters: [
          { in: "query", name: "page", required: false, schema: { minimum: 1, type: "integer" } },
          { in: "query", name: "limit", required: false, schema: { maximum: 500, minimum: 1, type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/PageRespApiWorkflowDto" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/resume-task": {
      put: {
        operationId: "resumeTask",
        parameters: [{ in: "query", name: "task_id", required: true, schema: { minLength: 1, type: "string" } }],
        responses: {
          "200": {},
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/run-task": {
      post: {
        operationId: "runTask",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/RunWorkflowTaskRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskCreatedResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/run-task-by-template": {
      post: {
        operationId: "runTemplateTask",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/RunWorkflowTemplateTaskRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskCreatedResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    },
    "/v2/workflow/stop-task": {
      put: {
        operationId: "stopTask",
        parameters: [
          { in: "query", name: "task_id", required: true, schema: { minLength: 1, type: "string" } },
          { in: "query", name: "biz_code", required: false, schema: { format: "int32", type: "integer" } }
        ],
        responses: {
          "200": {},
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/ResponseData" } } } }
        }
      }
    }
  },
  components: {
    schemas: {
      ApiWorkflowConfigDto: {
        properties: {
          create_at: { format: "date-time", type: "string" },
          description: { type: "string" },
          id: { type: "string" },
          input_parameters: { items: { $ref: "#/components/schemas/WorkflowInputParameterDto" }, type: "array" },
          name: { type: "string" },
          publish_at: { format: "date-time", type: "string" }
        },
        type: "object"
      },
      ApiWorkflowDto: {
        properties: {
          create_at: { format: "date-time", type: "string" },
          description: { type: "string" },
          id: { type: "string" },
          name: { type: "string" },
          publish_at: { format: "date-time", type: "string" }
        },
        type: "object"
      },
      ApiWorkflowTemplateConfigDto: {
        properties: {
          create_at: { format: "date-time", type: "string" },
          description: { type: "string" },
          detailUrl: { type: "string" },
          id: { type: "string" },
          input_parameters: { items: { $ref: "#/components/schemas/WorkflowInputParameterDto" }, type: "array" },
          name: { type: "string" },
          publish_at: { format: "date-time", type: "string" },
          recommendDesc: { type: "string" }
        },
        required: ["detailUrl", "recommendDesc"],
        type: "object"
      },
      InputParamItemDto: { properties: { name: { type: "string" }, value: { type: "string" } }, type: "object" },
      LiveUrlInfo: {
        properties: {
          height: { format: "int32", type: "integer" },
          live_url: { type: "string" },
          width: { format: "int32", type: "integer" }
        },
        required: ["height", "width"],
        type: "object"
      },
      PageRespApiWorkflowDto: {
        properties: {
          items: { items: { $ref: "#/components/schemas/ApiWorkflowDto" }, type: "array" },
          limit: { format: "int32", type: "integer" },
          page: { format: "int32", type: "integer" },
          total_count: { format: "int32", type: "integer" },
          total_pages: { format: "int32", type: "integer" }
        },
        type: "object"
      },
      PageRespWorkflowTaskSimpleResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/WorkflowTaskSimpleResponse" }, type: "array" },
          limit: { format: "int32", type: "integer" },
          page: { format: "int32", type: "integer" },
          total_count: { format: "int32", type: "integer" },
          total_pages: { format: "int32", type: "integer" }
        },
        type: "object"
      },
      PageRespWorkflowTemplateDto: {
        properties: {
          items: { items: { $ref: "#/components/schemas/WorkflowTemplateDto" }, type: "array" },
          limit: { format: "int32", type: "integer" },
          page: { format: "int32", type: "integer" },
          total_count: { format: "int32", type: "integer" },
          total_pages: { format: "int32", type: "integer" }
        },
        type: "object"
      },
      ResponseData: {
        properties: {
          code: { format: "int32", type: "integer" },
          data: { additionalProperties: true, type: "object" },
          msg: { type: "string" },
          time: { format: "date-time", type: "string" },
          traceId: { type: "string" },
          ts: { format: "int64", type: "integer" }
        },
        type: "object"
      },
      RunWorkflowTaskRequest: {
        properties: {
          callback_url: { maxLength: 2048, type: "string" },
          input_parameters: { items: { $ref: "#/components/schemas/InputParamItemDto" }, type: "array" },
          open_incognito_mode: { type: "boolean" },
          profile_id: { type: "string" },
          save_browser_data: { type: "boolean" },
          status_change_callback_url: { maxLength: 2048, type: "string" },
          workflow_id: { minLength: 1, type: "string" }
        },
        required: ["workflow_id"],
        type: "object"
      },
      RunWorkflowTemplateTaskRequest: {
        properties: {
          callback_url: { maxLength: 2048, type: "string" },
          input_parameters: { items: { $ref: "#/components/schemas/InputParamItemDto" }, type: "array" },
          proxyRegion: { type: "string" },
          status_change_callback_url: { maxLength: 2048, type: "string" },
          workflow_template_id: { type: "string" }
        },
        required: ["workflow_template_id"],
        type: "object"
      },
      StepStatus: { enum: ["running", "succeed", "failed"], type: "string" },
      SysRegionSimpleView: { properties: { code: { maxLength: 30, type: "string" }, name: { type: "string" } }, type: "object" },
      TaskCreatedResponse: { properties: { id: { type: "string" }, profile_id: { type: "string" } }, required: ["id"], type: "object" },
      TaskDownloadFileView: {
        properties: {
          createTime: { format: "int64", type: "integer" },
          downloadCompletedTime: { format: "int64", type: "integer" },
          downloadStartTime: { format: "int64", type: "integer" },
          downloadUrl: { type: "string" },
          errorMessage: { type: "string" },
          expiresAt: { format: "int64", type: "integer" },
          fileName: { type: "string" },
          fileSize: { format: "int64", type: "integer" },
          guid: { type: "string" },
          progress: { format: "int32", type: "integer" },
          status: { type: "string" }
        },
        type: "object"
      },
      TaskFailureInfo: {
        properties: { code: { format: "int32", type: "integer" }, message: { type: "string" } },
        required: ["code", "message"],
        type: "object"
      },
      TaskOutputDto: {
        properties: { files: { items: { type: "string" }, type: "array" }, string: { type: "string" } },
        type: "object"
      },
      TaskStatus: { enum: ["created", "running", "finished", "canceled", "pausing", "paused", "failed", "unknown"], type: "string" },
      TaskStatusResponse: { properties: { status: { $ref: "#/components/schemas/TaskStatus" } }, required: ["status"], type: "object" },
      TaskStepDto: {
        properties: {
          evaluation_previous_goal: { type: "string" },
          id: { type: "string" },
          screenshots_url: { type: "string" },
          status: { $ref: "#/components/schemas/StepStatus" },
          step: { format: "int32", type: "integer" },
          step_goal: { type: "string" }
        },
        required: ["evaluation_previous_goal", "id", "screenshots_url", "status", "step", "step_goal"],
        type: "object"
      },
      WorkflowInputParameterDto: { properties: { default_enabled: { type: "boolean" }, name: { type: "string" } }, type: "object" },
      WorkflowTaskResponse: {
        properties: {
          created_at: { format: "date-time", type: "string" },
          credit: { format: "int64", type: "integer" },
          download_files: { items: { $ref: "#/components/schemas/TaskDownloadFileView" }, type: "array" },
          files_expires_at: { format: "int64", type: "integer" },
          finished_at: { format: "date-time", type: "string" },
          id: { type: "string" },
          input_parameters: { type: "string" },
          live_url: { type: "string" },
          live_url_info: { $ref: "#/components/schemas/LiveUrlInfo" },
          log_detail_url: { type: "string" },
          output: { $ref: "#/components/schemas/TaskOutputDto" },
          profile_id: { type: "string" },
          status: { $ref: "#/components/schemas/TaskStatus" },
          steps: { items: { $ref: "#/components/schemas/TaskStepDto" }, type: "array" },
          task_failure_info: { $ref: "#/components/schemas/TaskFailureInfo" },
          workflow_id: { type: "string" }
        },
        required: ["created_at", "id", "status", "steps", "workflow_id"],
        type: "object"
      },
      WorkflowTaskSimpleResponse: {
        properties: {
          created_at: { format: "date-time", type: "string" },
          credit: { format: "int64", type: "integer" },
          finished_at: { format: "date-time", type: "string" },
          id: { type: "string" },
          input_parameters: { type: "string" },
          live_url: { type: "string" },
          live_url_info: { $ref: "#/components/schemas/LiveUrlInfo" },
          output: { $ref: "#/components/schemas/TaskOutputDto" },
          profile_id: { type: "string" },
          status: { $ref: "#/components/schemas/TaskStatus" },
          task_failure_info: { $ref: "#/components/schemas/TaskFailureInfo" },
          workflow_id: { type: "string" }
        },
        required: ["created_at", "id", "status", "workflow_id"],
        type: "object"
      },
      WorkflowTemplateDto: {
        properties: {
          detailUrl: { type: "string" },
          name: { type: "string" },
          recommendDesc: { type: "string" },
          templateId: { type: "string" }
        },
        required: ["detailUrl", "name", "recommendDesc", "templateId"],
        type: "object"
      }
    },
    securitySchemes: { HTTPBearer: { scheme: "bearer", type: "http" } }
  }
}
