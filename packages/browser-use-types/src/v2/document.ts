// Generated from specs/browser-use/v2.yaml by errand's codegen. Do not edit.

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
    "/billing/account": {
      get: {
        operationId: "get_account_billing_billing_account_get",
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/AccountView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/AccountNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/browsers": {
      get: {
        operationId: "list_browser_sessions_browsers_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "filterBy",
            required: false,
            schema: { anyOf: [{ $ref: "#/components/schemas/BrowserSessionStatus" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BrowserSessionListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_browser_session_browsers_post",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/CreateBrowserSessionRequest" } } },
          required: true
        },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/BrowserSessionItemView" } } } },
          "403": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/SessionTimeoutLimitExceededError" } } }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/browsers/{session_id}": {
      get: {
        operationId: "get_browser_session_browsers__session_id__get",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BrowserSessionView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_browser_session_browsers__session_id__patch",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UpdateBrowserSessionRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BrowserSessionView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/browsers/{session_id}/downloads": {
      get: {
        operationId: "list_browser_session_downloads_browsers__session_id__downloads_get",
        parameters: [
          { in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } },
          {
            in: "query",
            name: "limit",
            required: false,
            schema: { default: 50, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "cursor", required: false, schema: { anyOf: [{ type: "string" }, { type: "null" }] } },
          { in: "query", name: "includeUrls", required: false, schema: { default: false, type: "boolean" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/BrowserDownloadListResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/files/browsers/{session_id}/presigned-url": {
      post: {
        operationId: "browser_session_upload_file_presigned_url_files_browsers__session_id__presigned_url_post",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UploadFileRequest" } } },
          required: true
        },
        responses: {
          "200": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/UploadFilePresignedUrlResponse" } } }
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/UnsupportedContentTypeError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/InternalServerError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/files/sessions/{session_id}/presigned-url": {
      post: {
        operationId: "agent_session_upload_file_presigned_url_files_sessions__session_id__presigned_url_post",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UploadFileRequest" } } },
          required: true
        },
        responses: {
          "200": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/UploadFilePresignedUrlResponse" } } }
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/UnsupportedContentTypeError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/InternalServerError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/files/tasks/{task_id}/output-files/{file_id}": {
      get: {
        operationId: "get_task_output_file_presigned_url_files_tasks__task_id__output_files__file_id__get",
        parameters: [
          { in: "path", name: "task_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "path", name: "file_id", required: true, schema: { format: "uuid", type: "string" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskOutputFileResponse" } } } },
          "404": {
            content: {
              "application/json": {
                schema: {
                  anyOf: [
                    { $ref: "#/components/schemas/TaskNotFoundError" },
                    { $ref: "#/components/schemas/OutputFileNotFoundError" }
                  ]
                }
              }
            }
          },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/DownloadUrlGenerationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/marketplace/skills": {
      get: {
        operationId: "list_skills_marketplace_skills_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "query",
            required: false,
            schema: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "category",
            required: false,
            schema: { anyOf: [{ $ref: "#/components/schemas/SkillCategory" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "fromDate",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "toDate",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/MarketplaceSkillListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/marketplace/skills/{skill_id}/clone": {
      post: {
        operationId: "clone_skill_marketplace_skills__skill_id__clone_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFinishedError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/marketplace/skills/{skill_id}/execute": {
      post: {
        operationId: "execute_skill_marketplace_skills__skill_id__execute_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/ExecuteSkillRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ExecuteSkillResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFinishedError" } } } },
          "402": { content: { "application/json": { schema: { $ref: "#/components/schemas/InsufficientCreditsError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/marketplace/skills/{skill_slug}": {
      get: {
        operationId: "get_skill_marketplace_skills__skill_slug__get",
        parameters: [{ in: "path", name: "skill_slug", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/MarketplaceSkillResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/profiles": {
      get: {
        operationId: "list_profiles_profiles_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "query",
            required: false,
            schema: { anyOf: [{ maxLength: 200, type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_profile_profiles_post",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileCreateRequest" } } } },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileView" } } } },
          "402": { content: { "application/json": { schema: { $ref: "#/components/schemas/InsufficientCreditsError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/profiles/{profile_id}": {
      delete: {
        operationId: "delete_browser_profile_profiles__profile_id__delete",
        parameters: [{ in: "path", name: "profile_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_profile_profiles__profile_id__get",
        parameters: [{ in: "path", name: "profile_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_profile_profiles__profile_id__patch",
        parameters: [{ in: "path", name: "profile_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileUpdateRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions": {
      get: {
        operationId: "list_sessions_sessions_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "filterBy",
            required: false,
            schema: { anyOf: [{ $ref: "#/components/schemas/SessionStatus" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_session_sessions_post",
        requestBody: {
          content: {
            "application/json": {
              schema: {
                $ref: "#/components/schemas/CreateSessionRequest",
                default: { enableRecording: false, keepAlive: true, persistMemory: true, proxyCountryCode: "us" }
              }
            }
          }
        },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionItemView" } } } },
          "402": {},
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/ProfileNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}": {
      delete: {
        operationId: "delete_session_sessions__session_id__delete",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_session_sessions__session_id__get",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_session_sessions__session_id__patch",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UpdateSessionRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/sessions/{session_id}/public-share": {
      delete: {
        operationId: "delete_session_public_share_sessions__session_id__public_share_delete",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_session_public_share_sessions__session_id__public_share_get",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ShareView" } } } },
          "404": {
            content: {
              "application/json": {
                schema: {
                  anyOf: [
                    { $ref: "#/components/schemas/SessionNotFoundError" },
                    { $ref: "#/components/schemas/ShareNotFoundError" }
                  ]
                }
              }
            }
          },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_session_public_share_sessions__session_id__public_share_post",
        parameters: [{ in: "path", name: "session_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/ShareView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
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
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills": {
      get: {
        operationId: "list_skills_skills_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          { in: "query", name: "isPublic", required: false, schema: { anyOf: [{ type: "boolean" }, { type: "null" }] } },
          {
            in: "query",
            name: "isEnabled",
            required: false,
            schema: { anyOf: [{ type: "boolean" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "category",
            required: false,
            schema: { anyOf: [{ $ref: "#/components/schemas/SkillCategory" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "query",
            required: false,
            schema: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "fromDate",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "toDate",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_skill_skills_post",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/CreateSkillRequest" } } },
          required: true
        },
        responses: {
          "202": { content: { "application/json": { schema: { $ref: "#/components/schemas/CreateSkillResponse" } } } },
          "400": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/ConcurrentSkillCreationsError" } } }
          },
          "402": { content: { "application/json": { schema: { $ref: "#/components/schemas/InsufficientCreditsError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}": {
      delete: {
        operationId: "delete_skill_skills__skill_id__delete",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "204": {},
          "400": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/CannotDeleteSkillWhileGeneratingError" } } }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      get: {
        operationId: "get_skill_skills__skill_id__get",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_skill_skills__skill_id__patch",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UpdateSkillRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillResponse" } } } },
          "403": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/EnabledSkillsLimitExceededError" } } }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/cancel": {
      post: {
        operationId: "cancel_generation_skills__skill_id__cancel_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillResponse" } } } },
          "400": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/GenerationNotCancellableError" } } }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/execute": {
      post: {
        operationId: "execute_skill_skills__skill_id__execute_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/ExecuteSkillRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/ExecuteSkillResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFinishedError" } } } },
          "402": { content: { "application/json": { schema: { $ref: "#/components/schemas/InsufficientCreditsError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/executions": {
      get: {
        operationId: "list_skill_executions_skills__skill_id__executions_get",
        parameters: [
          { in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } },
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillExecutionListResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/executions/{execution_id}/output": {
      get: {
        operationId: "get_skill_execution_output_skills__skill_id__executions__execution_id__output_get",
        parameters: [
          { in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } },
          { in: "path", name: "execution_id", required: true, schema: { format: "uuid", type: "string" } }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillExecutionOutputResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/refine": {
      post: {
        operationId: "refine_skill_skills__skill_id__refine_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/RefineSkillRequest" } } },
          required: true
        },
        responses: {
          "202": { content: { "application/json": { schema: { $ref: "#/components/schemas/RefineSkillResponse" } } } },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFinishedError" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/skills/{skill_id}/rollback": {
      post: {
        operationId: "rollback_skill_skills__skill_id__rollback_post",
        parameters: [{ in: "path", name: "skill_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillResponse" } } } },
          "400": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/CannotRollbackPublicSkillError" } } }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SkillNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/tasks": {
      get: {
        operationId: "list_tasks_tasks_get",
        parameters: [
          {
            in: "query",
            name: "pageSize",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          { in: "query", name: "pageNumber", required: false, schema: { default: 1, minimum: 1, type: "integer" } },
          {
            in: "query",
            name: "sessionId",
            required: false,
            schema: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "filterBy",
            required: false,
            schema: { anyOf: [{ $ref: "#/components/schemas/TaskStatus" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "after",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "before",
            required: false,
            schema: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskListResponse" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      post: {
        operationId: "create_task_tasks_post",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/CreateTaskRequest" } } },
          required: true
        },
        responses: {
          "202": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskCreatedResponse" } } } },
          "400": {
            content: {
              "application/json": {
                schema: {
                  anyOf: [
                    { $ref: "#/components/schemas/SessionStoppedError" },
                    { $ref: "#/components/schemas/SessionHasRunningTaskError" }
                  ]
                }
              }
            }
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/SessionNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } },
          "429": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/TooManyConcurrentActiveSessionsError" } } }
          }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/tasks/{task_id}": {
      get: {
        operationId: "get_task_tasks__task_id__get",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      },
      patch: {
        operationId: "update_task_tasks__task_id__patch",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { format: "uuid", type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/UpdateTaskRequest" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/ValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/tasks/{task_id}/logs": {
      get: {
        operationId: "get_task_logs_tasks__task_id__logs_get",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskLogFileResponse" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } },
          "500": { content: { "application/json": { schema: { $ref: "#/components/schemas/DownloadUrlGenerationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    },
    "/tasks/{task_id}/status": {
      get: {
        operationId: "get_task_status_tasks__task_id__status_get",
        parameters: [{ in: "path", name: "task_id", required: true, schema: { format: "uuid", type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskStatusView" } } } },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskNotFoundError" } } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        },
        security: [{ APIKeyHeader: [] }]
      }
    }
  },
  components: {
    schemas: {
      AccountNotFoundError: { properties: { detail: { default: "Account not found", type: "string" } }, type: "object" },
      AccountView: {
        properties: {
          additionalCreditsBalanceUsd: { type: "number" },
          isFreeTier: { default: false, type: "boolean" },
          monthlyCreditsBalanceUsd: { type: "number" },
          name: { anyOf: [{ type: "string" }, { type: "null" }] },
          planInfo: { $ref: "#/components/schemas/PlanInfo" },
          projectId: { format: "uuid", type: "string" },
          rateLimit: { type: "integer" },
          totalCreditsBalanceUsd: { type: "number" }
        },
        required: [
          "totalCreditsBalanceUsd",
          "monthlyCreditsBalanceUsd",
          "additionalCreditsBalanceUsd",
          "rateLimit",
          "planInfo",
          "projectId"
        ],
        type: "object"
      },
      BrowserDownloadFile: {
        properties: {
          lastModified: { format: "date-time", type: "string" },
          path: { type: "string" },
          size: { type: "integer" },
          url: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["path", "size", "lastModified"],
        type: "object"
      },
      BrowserDownloadListResponse: {
        properties: {
          files: { items: { $ref: "#/components/schemas/BrowserDownloadFile" }, type: "array" },
          hasMore: { default: false, type: "boolean" },
          nextCursor: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["files"],
        type: "object"
      },
      BrowserSessionItemView: {
        properties: {
          agentSessionId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          browserCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          cdpUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          liveUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          proxyCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          proxyUsedMb: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          recordingUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          startedAt: { format: "date-time", type: "string" },
          status: { $ref: "#/components/schemas/BrowserSessionStatus" },
          timeoutAt: { format: "date-time", type: "string" }
        },
        required: ["id", "status", "timeoutAt", "startedAt"],
        type: "object"
      },
      BrowserSessionListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/BrowserSessionItemView" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      BrowserSessionStatus: { enum: ["active", "stopped"], type: "string" },
      BrowserSessionUpdateAction: { enum: ["stop"], type: "string" },
      BrowserSessionView: {
        properties: {
          agentSessionId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          browserCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          cdpUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          liveUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          proxyCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          proxyUsedMb: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          recordingUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          startedAt: { format: "date-time", type: "string" },
          status: { $ref: "#/components/schemas/BrowserSessionStatus" },
          timeoutAt: { format: "date-time", type: "string" }
        },
        required: ["id", "status", "timeoutAt", "startedAt"],
        type: "object"
      },
      CannotDeleteSkillWhileGeneratingError: {
        properties: { detail: { default: "Cannot delete skill while it is still generating", type: "string" } },
        type: "object"
      },
      CannotRollbackPublicSkillError: {
        properties: { detail: { default: "Cannot rollback a public skill. Please make the skill private first.", type: "string" } },
        type: "object"
      },
      ConcurrentSkillCreationsError: {
        properties: {
          detail: {
            default: "Concurrent skill creations are not allowed. Please wait for the current skill creation to finish or cancel it.",
            type: "string"
          }
        },
        type: "object"
      },
      CreateBrowserSessionRequest: {
        properties: {
          allowResizing: { default: false, type: "boolean" },
          browserScreenHeight: { anyOf: [{ maximum: 3456, minimum: 320, type: "integer" }, { type: "null" }] },
          browserScreenWidth: { anyOf: [{ maximum: 6144, minimum: 320, type: "integer" }, { type: "null" }] },
          customProxy: { anyOf: [{ $ref: "#/components/schemas/CustomProxy" }, { type: "null" }] },
          enableRecording: { default: false, type: "boolean" },
          profileId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          proxyCountryCode: { anyOf: [{ $ref: "#/components/schemas/ProxyCountryCode" }, { type: "null" }], default: "us" },
          timeout: { default: 60, ge: 1, le: 240, type: "integer" }
        },
        type: "object"
      },
      CreateSessionRequest: {
        properties: {
          browserScreenHeight: { anyOf: [{ maximum: 3456, minimum: 320, type: "integer" }, { type: "null" }] },
          browserScreenWidth: { anyOf: [{ maximum: 6144, minimum: 320, type: "integer" }, { type: "null" }] },
          customProxy: { anyOf: [{ $ref: "#/components/schemas/CustomProxy" }, { type: "null" }] },
          enableRecording: { default: false, type: "boolean" },
          keepAlive: { default: true, type: "boolean" },
          persistMemory: { default: true, type: "boolean" },
          profileId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          proxyCountryCode: { anyOf: [{ $ref: "#/components/schemas/ProxyCountryCode" }, { type: "null" }], default: "us" },
          startUrl: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      CreateSkillRequest: {
        properties: {
          agentPrompt: { minLength: 10, type: "string" },
          description: { anyOf: [{ maxLength: 1000, type: "string" }, { type: "null" }] },
          goal: { maxLength: 1000, type: "string" },
          title: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] }
        },
        required: ["goal", "agentPrompt"],
        type: "object"
      },
      CreateSkillResponse: { properties: { id: { format: "uuid", type: "string" } }, required: ["id"], type: "object" },
      CreateTaskRequest: {
        properties: {
          allowedDomains: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          flashMode: { default: false, type: "boolean" },
          highlightElements: { default: false, type: "boolean" },
          judge: { default: false, type: "boolean" },
          judgeGroundTruth: { anyOf: [{ maxLength: 10000, type: "string" }, { type: "null" }] },
          judgeLlm: { anyOf: [{ $ref: "#/components/schemas/SupportedLLMs" }, { type: "null" }] },
          llm: { $ref: "#/components/schemas/SupportedLLMs", default: "browser-use-2.0" },
          maxSteps: { default: 100, maximum: 10000, minimum: 1, type: "integer" },
          metadata: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          opVaultId: { anyOf: [{ type: "string" }, { type: "null" }] },
          secrets: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          sessionId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          sessionSettings: { anyOf: [{ $ref: "#/components/schemas/SessionSettings" }, { type: "null" }] },
          skillIds: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          startUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          structuredOutput: { anyOf: [{ type: "string" }, { type: "null" }] },
          systemPromptExtension: { default: "", maxLength: 2000, type: "string" },
          task: { maxLength: 50000, minLength: 1, type: "string" },
          thinking: { default: false, type: "boolean" },
          vision: { anyOf: [{ type: "boolean" }, { const: "auto", type: "string" }], default: true }
        },
        required: ["task"],
        type: "object"
      },
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
      DownloadUrlGenerationError: { properties: { detail: { default: "Failed to generate download URL", type: "string" } }, type: "object" },
      EnabledSkillsLimitExceededError: {
        properties: { detail: { default: "Enabled skills limit exceeded for your plan", type: "string" } },
        type: "object"
      },
      ExecuteSkillRequest: {
        properties: {
          parameters: { additionalProperties: true, type: "object" },
          sessionId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      ExecuteSkillResponse: {
        properties: {
          error: { anyOf: [{ type: "string" }, { type: "null" }] },
          latencyMs: { anyOf: [{ type: "integer" }, { type: "null" }] },
          result: { anyOf: [{}, { type: "null" }] },
          stderr: { anyOf: [{ type: "string" }, { type: "null" }] },
          success: { type: "boolean" }
        },
        required: ["success"],
        type: "object"
      },
      FileView: {
        properties: { fileName: { type: "string" }, id: { format: "uuid", type: "string" } },
        required: ["id", "fileName"],
        type: "object"
      },
      GenerationNotCancellableError: { properties: { detail: { default: "Generation is not cancellable", type: "string" } }, type: "object" },
      HTTPValidationError: {
        properties: { detail: { items: { $ref: "#/components/schemas/ValidationError" }, type: "array" } },
        type: "object"
      },
      InsufficientCreditsError: { properties: { detail: { default: "Insufficient credits", type: "string" } }, type: "object" },
      InternalServerError: { properties: { detail: { default: "An internal server error occurred", type: "string" } }, type: "object" },
      MarketplaceSkillListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/MarketplaceSkillResponse" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      MarketplaceSkillResponse: {
        properties: {
          categories: { items: { $ref: "#/components/schemas/SkillCategory" }, type: "array" },
          cloneCount: { type: "integer" },
          createdAt: { format: "date-time", type: "string" },
          currentVersion: { anyOf: [{ type: "integer" }, { type: "null" }] },
          description: { type: "string" },
          domains: { items: { type: "string" }, type: "array" },
          firstPublishedAt: { format: "date-time", type: "string" },
          iconUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          isOfficial: { type: "boolean" },
          lastPublishedAt: { format: "date-time", type: "string" },
          outputSchema: { additionalProperties: true, type: "object" },
          parameters: { items: { $ref: "#/components/schemas/ParameterSchema" }, type: "array" },
          slug: { type: "string" },
          title: { type: "string" },
          updatedAt: { format: "date-time", type: "string" }
        },
        required: [
          "id",
          "slug",
          "title",
          "description",
          "categories",
          "domains",
          "parameters",
          "outputSchema",
          "currentVersion",
          "isOfficial",
          "cloneCount",
          "firstPublishedAt",
          "lastPublishedAt",
          "createdAt",
          "updatedAt"
        ],
        type: "object"
      },
      OutputFileNotFoundError: { properties: { detail: { default: "Output file not found", type: "string" } }, type: "object" },
      ParameterSchema: {
        properties: {
          cookieDomain: { anyOf: [{ type: "string" }, { type: "null" }] },
          default: { anyOf: [{}, { type: "null" }] },
          description: { anyOf: [{ type: "string" }, { type: "null" }] },
          name: { type: "string" },
          required: { default: true, type: "boolean" },
          type: { $ref: "#/components/schemas/ParameterType" }
        },
        required: ["name", "type"],
        type: "object"
      },
      ParameterType: { enum: ["string", "number", "boolean", "object", "array", "cookie"], type: "string" },
      PlanInfo: {
        properties: {
          planName: { type: "string" },
          subscriptionCanceledAt: { anyOf: [{ type: "string" }, { type: "null" }] },
          subscriptionCurrentPeriodEnd: { anyOf: [{ type: "string" }, { type: "null" }] },
          subscriptionId: { anyOf: [{ type: "string" }, { type: "null" }] },
          subscriptionStatus: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["planName", "subscriptionStatus", "subscriptionId", "subscriptionCurrentPeriodEnd", "subscriptionCanceledAt"],
        type: "object"
      },
      ProfileCreateRequest: {
        properties: {
          name: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] },
          userId: { anyOf: [{ maxLength: 255, type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      ProfileListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/ProfileView" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      ProfileNotFoundError: { properties: { detail: { default: "Profile not found", type: "string" } }, type: "object" },
      ProfileUpdateRequest: {
        properties: {
          name: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] },
          userId: { anyOf: [{ maxLength: 255, type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      ProfileView: {
        properties: {
          cookieDomains: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          createdAt: { format: "date-time", type: "string" },
          id: { format: "uuid", type: "string" },
          lastUsedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          name: { anyOf: [{ type: "string" }, { type: "null" }] },
          updatedAt: { format: "date-time", type: "string" },
          userId: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["id", "createdAt", "updatedAt"],
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
      RefineSkillRequest: {
        properties: {
          feedback: { minLength: 10, type: "string" },
          testLogs: { anyOf: [{ type: "string" }, { type: "null" }] },
          testOutput: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["feedback"],
        type: "object"
      },
      RefineSkillResponse: { properties: { id: { format: "uuid", type: "string" } }, required: ["id"], type: "object" },
      SessionHasRunningTaskError: {
        properties: {
          detail: {
            default: "Agent session already has a running task. Please wait for it to finish or stop it manually.",
            type: "string"
          }
        },
        type: "object"
      },
      SessionItemView: {
        properties: {
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          keepAlive: { type: "boolean" },
          liveUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          persistMemory: { type: "boolean" },
          proxyCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          proxyUsedMb: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          recordingUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          startedAt: { format: "date-time", type: "string" },
          status: { $ref: "#/components/schemas/SessionStatus" }
        },
        required: ["id", "status", "startedAt", "persistMemory", "keepAlive"],
        type: "object"
      },
      SessionListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/SessionItemView" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      SessionNotFoundError: { properties: { detail: { default: "Session not found", type: "string" } }, type: "object" },
      SessionSettings: {
        properties: {
          browserScreenHeight: { anyOf: [{ maximum: 3456, minimum: 320, type: "integer" }, { type: "null" }] },
          browserScreenWidth: { anyOf: [{ maximum: 6144, minimum: 320, type: "integer" }, { type: "null" }] },
          enableRecording: { default: false, type: "boolean" },
          profileId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          proxyCountryCode: { anyOf: [{ $ref: "#/components/schemas/ProxyCountryCode" }, { type: "null" }], default: "us" }
        },
        type: "object"
      },
      SessionStatus: { enum: ["active", "stopped"], type: "string" },
      SessionStoppedError: {
        properties: { detail: { default: "Browser session is stopped. Please start a new session and try again.", type: "string" } },
        type: "object"
      },
      SessionTimeoutLimitExceededError: {
        properties: { detail: { default: "Maximum session timeout is 4 hours (240 minutes).", type: "string" } },
        type: "object"
      },
      SessionUpdateAction: { enum: ["stop"], type: "string" },
      SessionView: {
        properties: {
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          keepAlive: { default: true, type: "boolean" },
          liveUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          persistMemory: { default: true, type: "boolean" },
          proxyCost: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          proxyUsedMb: { default: "0", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" },
          publicShareUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          recordingUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          startedAt: { format: "date-time", type: "string" },
          status: { $ref: "#/components/schemas/SessionStatus" },
          tasks: { items: { $ref: "#/components/schemas/TaskItemView" }, type: "array" }
        },
        required: ["id", "status", "startedAt", "tasks"],
        type: "object"
      },
      ShareNotFoundError: { properties: { detail: { default: "Public share not found", type: "string" } }, type: "object" },
      ShareView: {
        properties: {
          lastViewedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          shareToken: { type: "string" },
          shareUrl: { type: "string" },
          viewCount: { type: "integer" }
        },
        required: ["shareToken", "shareUrl", "viewCount"],
        type: "object"
      },
      SkillCategory: {
        enum: [
          "search",
          "e_commerce",
          "financial",
          "news",
          "real_estate",
          "social_media",
          "travel",
          "marketplace",
          "lead_generation",
          "seo",
          "jobs",
          "developer",
          "media",
          "automation",
          "integration",
          "other"
        ],
        type: "string"
      },
      SkillExecutionListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/SkillExecutionView" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      SkillExecutionOutputResponse: { properties: { downloadUrl: { type: "string" } }, required: ["downloadUrl"], type: "object" },
      SkillExecutionView: {
        properties: {
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          hasOutput: { type: "boolean" },
          id: { format: "uuid", type: "string" },
          latencyMs: { anyOf: [{ type: "integer" }, { type: "null" }] },
          skillId: { format: "uuid", type: "string" },
          startedAt: { format: "date-time", type: "string" },
          status: { type: "string" },
          success: { type: "boolean" }
        },
        required: ["id", "skillId", "status", "success", "startedAt", "finishedAt", "latencyMs", "hasOutput"],
        type: "object"
      },
      SkillListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/SkillResponse" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      SkillNotFinishedError: { properties: { detail: { default: "Skill is not finished", type: "string" } }, type: "object" },
      SkillNotFoundError: { properties: { detail: { default: "Skill not found", type: "string" } }, type: "object" },
      SkillResponse: {
        properties: {
          agentPrompt: { anyOf: [{ type: "string" }, { type: "null" }] },
          categories: { items: { $ref: "#/components/schemas/SkillCategory" }, type: "array" },
          clonedFromSkillId: { anyOf: [{ format: "uuid", type: "string" }, { type: "null" }] },
          code: { anyOf: [{ type: "string" }, { type: "null" }] },
          createdAt: { format: "date-time", type: "string" },
          currentVersion: { anyOf: [{ type: "integer" }, { type: "null" }] },
          currentVersionFinishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          currentVersionStartedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          description: { type: "string" },
          domains: { items: { type: "string" }, type: "array" },
          firstPublishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          goal: { anyOf: [{ type: "string" }, { type: "null" }] },
          iconUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          isEnabled: { type: "boolean" },
          isPublic: { type: "boolean" },
          lastPublishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          outputSchema: { additionalProperties: true, type: "object" },
          parameters: { items: { $ref: "#/components/schemas/ParameterSchema" }, type: "array" },
          slug: { anyOf: [{ type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/SkillsGenerationStatus" },
          title: { type: "string" },
          updatedAt: { format: "date-time", type: "string" }
        },
        required: [
          "id",
          "title",
          "description",
          "categories",
          "domains",
          "status",
          "parameters",
          "outputSchema",
          "isEnabled",
          "isPublic",
          "currentVersion",
          "createdAt",
          "updatedAt"
        ],
        type: "object"
      },
      SkillsGenerationStatus: { enum: ["recording", "generating", "failed", "finished", "cancelled", "timed_out"], type: "string" },
      SupportedLLMs: {
        enum: [
          "browser-use-llm",
          "browser-use-2.0",
          "gpt-4.1",
          "gpt-4.1-mini",
          "o4-mini",
          "o3",
          "gemini-2.5-flash",
          "gemini-2.5-pro",
          "gemini-3-pro-preview",
          "gemini-3-flash-preview",
          "gemini-flash-latest",
          "gemini-flash-lite-latest",
          "claude-sonnet-4-20250514",
          "claude-sonnet-4-5-20250929",
          "claude-sonnet-4-6",
          "claude-opus-4-5-20251101",
          "claude-opus-4-7",
          "llama-4-maverick-17b-128e-instruct",
          "claude-3-7-sonnet-20250219"
        ],
        type: "string"
      },
      TaskCreatedResponse: {
        properties: { id: { format: "uuid", type: "string" }, sessionId: { format: "uuid", type: "string" } },
        required: ["id", "sessionId"],
        type: "object"
      },
      TaskItemView: {
        properties: {
          browserUseVersion: { anyOf: [{ type: "string" }, { type: "null" }] },
          cost: { anyOf: [{ pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" }, { type: "null" }] },
          createdAt: { format: "date-time", type: "string" },
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          isSuccess: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          judgeVerdict: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          judgement: { anyOf: [{ type: "string" }, { type: "null" }] },
          llm: { type: "string" },
          metadata: { additionalProperties: true, default: {}, type: "object" },
          output: { anyOf: [{ type: "string" }, { type: "null" }] },
          sessionId: { format: "uuid", type: "string" },
          startedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/TaskStatus" },
          suggestions: { anyOf: [{ items: { additionalProperties: true, type: "object" }, type: "array" }, { type: "null" }] },
          task: { type: "string" }
        },
        required: ["id", "sessionId", "llm", "task", "status", "createdAt"],
        type: "object"
      },
      TaskListResponse: {
        properties: {
          items: { items: { $ref: "#/components/schemas/TaskItemView" }, type: "array" },
          pageNumber: { type: "integer" },
          pageSize: { type: "integer" },
          totalItems: { type: "integer" }
        },
        required: ["items", "totalItems", "pageNumber", "pageSize"],
        type: "object"
      },
      TaskLogFileResponse: { properties: { downloadUrl: { type: "string" } }, required: ["downloadUrl"], type: "object" },
      TaskNotFoundError: { properties: { detail: { default: "Task not found", type: "string" } }, type: "object" },
      TaskOutputFileResponse: {
        properties: { downloadUrl: { type: "string" }, fileName: { type: "string" }, id: { format: "uuid", type: "string" } },
        required: ["id", "fileName", "downloadUrl"],
        type: "object"
      },
      TaskStatus: { enum: ["created", "started", "finished", "failed", "stopped"], type: "string" },
      TaskStatusView: {
        properties: {
          cost: { anyOf: [{ pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" }, { type: "null" }] },
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          isSuccess: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          output: { anyOf: [{ type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/TaskStatus" }
        },
        required: ["id", "status"],
        type: "object"
      },
      TaskStepView: {
        properties: {
          actions: { items: { type: "string" }, type: "array" },
          duration: { anyOf: [{ type: "number" }, { type: "null" }] },
          evaluationPreviousGoal: { type: "string" },
          memory: { type: "string" },
          nextGoal: { type: "string" },
          number: { type: "integer" },
          screenshotUrl: { anyOf: [{ type: "string" }, { type: "null" }] },
          url: { type: "string" }
        },
        required: ["number", "memory", "evaluationPreviousGoal", "nextGoal", "url", "actions"],
        type: "object"
      },
      TaskUpdateAction: { enum: ["stop", "stop_task_and_session"], type: "string" },
      TaskView: {
        properties: {
          browserUseVersion: { anyOf: [{ type: "string" }, { type: "null" }] },
          cost: { anyOf: [{ pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$", type: "string" }, { type: "null" }] },
          createdAt: { format: "date-time", type: "string" },
          finishedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          id: { format: "uuid", type: "string" },
          isSuccess: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          judgeVerdict: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          judgement: { anyOf: [{ type: "string" }, { type: "null" }] },
          llm: { type: "string" },
          metadata: { additionalProperties: true, default: {}, type: "object" },
          output: { anyOf: [{ type: "string" }, { type: "null" }] },
          outputFiles: { items: { $ref: "#/components/schemas/FileView" }, type: "array" },
          sessionId: { format: "uuid", type: "string" },
          startedAt: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/TaskStatus" },
          steps: { items: { $ref: "#/components/schemas/TaskStepView" }, type: "array" },
          suggestions: { anyOf: [{ items: { additionalProperties: true, type: "object" }, type: "array" }, { type: "null" }] },
          task: { type: "string" }
        },
        required: ["id", "sessionId", "llm", "task", "status", "createdAt", "steps", "outputFiles"],
        type: "object"
      },
      TooManyConcurrentActiveSessionsError: {
        properties: {
          detail: {
            default: "Too many concurrent active sessions. Please wait for one to finish, kill one, or upgrade your plan.",
            type: "string"
          }
        },
        type: "object"
      },
      UnsupportedContentTypeError: { properties: { detail: { default: "Unsupported content type", type: "string" } }, type: "object" },
      UpdateBrowserSessionRequest: {
        properties: { action: { $ref: "#/components/schemas/BrowserSessionUpdateAction" } },
        required: ["action"],
        type: "object"
      },
      UpdateSessionRequest: {
        properties: { action: { $ref: "#/components/schemas/SessionUpdateAction" } },
        required: ["action"],
        type: "object"
      },
      UpdateSkillRequest: {
        properties: {
          categories: { anyOf: [{ items: { $ref: "#/components/schemas/SkillCategory" }, type: "array" }, { type: "null" }] },
          description: { anyOf: [{ maxLength: 1000, type: "string" }, { type: "null" }] },
          domains: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          isEnabled: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          title: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      UpdateTaskRequest: {
        properties: { action: { $ref: "#/components/schemas/TaskUpdateAction" } },
        required: ["action"],
        type: "object"
      },
      UploadFilePresignedUrlResponse: {
        properties: {
          expiresIn: { type: "integer" },
          fields: { additionalProperties: { type: "string" }, type: "object" },
          fileName: { type: "string" },
          method: { const: "POST", type: "string" },
          url: { type: "string" }
        },
        required: ["url", "method", "fields", "fileName", "expiresIn"],
        type: "object"
      },
      UploadFileRequest: {
        properties: {
          contentType: {
            enum: [
              "image/jpg",
              "image/jpeg",
              "image/png",
              "image/gif",
              "image/webp",
              "image/svg+xml",
              "application/pdf",
              "application/msword",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "application/vnd.ms-excel",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "text/plain",
              "text/csv",
              "text/markdown"
            ],
            type: "string"
          },
          fileName: { maxLength: 255, minLength: 1, type: "string" },
          sizeBytes: { maximum: 10485760, minimum: 1, type: "integer" }
        },
        required: ["fileName", "contentType", "sizeBytes"],
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
      }
    },
    securitySchemes: { APIKeyHeader: { in: "header", name: "X-Browser-Use-API-Key", type: "apiKey" } }
  }
}
