// Generated from specs/skyvern/v1.yaml by errand's codegen. Do not edit.

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
    "/v1/credentials/totp": {
      post: {
        operationId: "send_totp_code_v1_credentials_totp_post",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/TOTPCodeCreate" } } }, required: true },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TOTPCode" } } } },
          "402": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/run/tasks": {
      post: {
        operationId: "run_task_v1_run_tasks_post",
        parameters: [
          {
            in: "header",
            name: "x-user-agent",
            required: false,
            schema: { anyOf: [{ type: "string" }, { type: "null" }] }
          }
        ],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/TaskRunRequest-Input" } } },
          required: true
        },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/TaskRunResponse" } } } },
          "400": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/runs": {
      get: {
        operationId: "get_runs_v2_v1_runs_get",
        parameters: [
          {
            in: "query",
            name: "page",
            required: false,
            schema: { default: 1, maximum: 100, minimum: 1, type: "integer" }
          },
          {
            in: "query",
            name: "page_size",
            required: false,
            schema: { default: 10, maximum: 100, minimum: 1, type: "integer" }
          },
          {
            in: "query",
            name: "status",
            required: false,
            schema: { anyOf: [{ items: { $ref: "#/components/schemas/RunStatus" }, type: "array" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "search_key",
            required: false,
            schema: { anyOf: [{ minLength: 3, type: "string" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "run_type",
            required: false,
            schema: { anyOf: [{ items: { $ref: "#/components/schemas/RunType" }, type: "array" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "workflow_permanent_id",
            required: false,
            schema: { anyOf: [{ items: { type: "string" }, maxItems: 50, type: "array" }, { type: "null" }] }
          },
          {
            in: "query",
            name: "tags",
            required: false,
            schema: { anyOf: [{ items: { type: "string" }, maxItems: 20, type: "array" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": {
            content: {
              "application/json": { schema: { items: { $ref: "#/components/schemas/TaskRunListItem" }, type: "array" } }
            }
          },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/runs/{run_id}": {
      get: {
        operationId: "get_run_v1_runs__run_id__get",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": {
            content: {
              "application/json": {
                schema: {
                  discriminator: {
                    mapping: {
                      anthropic_cua: "#/components/schemas/TaskRunResponse",
                      openai_cua: "#/components/schemas/TaskRunResponse",
                      task_v1: "#/components/schemas/TaskRunResponse",
                      task_v2: "#/components/schemas/TaskRunResponse",
                      task_v3: "#/components/schemas/TaskRunResponse",
                      ui_tars: "#/components/schemas/TaskRunResponse",
                      workflow_run: "#/components/schemas/WorkflowRunResponse",
                      yutori_navigator: "#/components/schemas/TaskRunResponse"
                    },
                    propertyName: "run_type"
                  },
                  oneOf: [
                    { $ref: "#/components/schemas/TaskRunResponse" },
                    { $ref: "#/components/schemas/WorkflowRunResponse" }
                  ]
                }
              }
            }
          },
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/runs/{run_id}/artifacts": {
      get: {
        operationId: "get_run_artifacts_v1_runs__run_id__artifacts_get",
        parameters: [
          { in: "path", name: "run_id", required: true, schema: { type: "string" } },
          {
            in: "query",
            name: "artifact_type",
            required: false,
            schema: { anyOf: [{ items: { $ref: "#/components/schemas/ArtifactType" }, type: "array" }, { type: "null" }] }
          }
        ],
        responses: {
          "200": {
            content: { "application/json": { schema: { items: { $ref: "#/components/schemas/Artifact" }, type: "array" } } }
          },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/runs/{run_id}/cancel": {
      post: {
        operationId: "cancel_run_v1_runs__run_id__cancel_post",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": { content: { "application/json": { schema: {} } } },
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    },
    "/v1/runs/{run_id}/timeline": {
      get: {
        operationId: "get_run_timeline_v1_runs__run_id__timeline_get",
        parameters: [{ in: "path", name: "run_id", required: true, schema: { type: "string" } }],
        responses: {
          "200": {
            content: {
              "application/json": { schema: { items: { $ref: "#/components/schemas/WorkflowRunTimeline" }, type: "array" } }
            }
          },
          "400": {},
          "404": {},
          "422": { content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } } }
        }
      }
    }
  },
  components: {
    schemas: {
      Action: {
        properties: {
          action_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          action_order: { anyOf: [{ type: "integer" }, { type: "null" }] },
          action_type: { $ref: "#/components/schemas/ActionType" },
          click_context: { anyOf: [{ $ref: "#/components/schemas/ClickContext" }, { type: "null" }] },
          confidence_float: { anyOf: [{ type: "number" }, { type: "null" }] },
          created_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          created_by: { anyOf: [{ type: "string" }, { type: "null" }] },
          data_extraction_goal: { anyOf: [{ type: "string" }, { type: "null" }] },
          description: { anyOf: [{ type: "string" }, { type: "null" }] },
          download: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          download_triggered: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          downloaded_files: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          element_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          errors: { anyOf: [{ items: { $ref: "#/components/schemas/UserDefinedError" }, type: "array" }, { type: "null" }] },
          file_name: { anyOf: [{ type: "string" }, { type: "null" }] },
          file_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          finished_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          has_mini_agent: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          input_or_select_context: { anyOf: [{ $ref: "#/components/schemas/InputOrSelectContext" }, { type: "null" }] },
          intention: { anyOf: [{ type: "string" }, { type: "null" }] },
          is_checked: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          is_upload_file_tag: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          modified_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          option: { anyOf: [{ $ref: "#/components/schemas/SelectOption" }, { type: "null" }] },
          organization_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          output: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          reasoning: { anyOf: [{ type: "string" }, { type: "null" }] },
          response: { anyOf: [{ type: "string" }, { type: "null" }] },
          screenshot_artifact_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          skip_auto_complete_tab: { default: false, type: "boolean" },
          skyvern_element_data: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          skyvern_element_hash: { anyOf: [{ type: "string" }, { type: "null" }] },
          source_action_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          started_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/ActionStatus", default: "pending" },
          step_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          step_order: { anyOf: [{ type: "integer" }, { type: "null" }] },
          task_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          terminal_user_errors: { default: false, type: "boolean" },
          text: { anyOf: [{ type: "string" }, { type: "null" }] },
          tool_call_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_timing_info: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          verified: { default: false, type: "boolean" },
          workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          xpath: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["action_type"],
        type: "object"
      },
      ActionStatus: { enum: ["pending", "skipped", "failed", "completed"], type: "string" },
      ActionType: {
        enum: [
          "click",
          "input_text",
          "paste_text",
          "upload_file",
          "download_file",
          "select_option",
          "checkbox",
          "wait",
          "hover",
          "null_action",
          "solve_captcha",
          "terminate",
          "complete",
          "reload_page",
          "close_page",
          "new_tab",
          "switch_tab",
          "extract",
          "verification_code",
          "goto_url",
          "go_back",
          "go_forward",
          "scroll",
          "keypress",
          "move",
          "drag",
          "left_mouse",
          "execute_js"
        ],
        type: "string"
      },
      Artifact: {
        properties: {
          ai_suggestion_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          archived: { default: false, type: "boolean" },
          artifact_id: { type: "string" },
          artifact_type: { $ref: "#/components/schemas/ArtifactType" },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          bundle_key: { anyOf: [{ type: "string" }, { type: "null" }] },
          checksum: { anyOf: [{ type: "string" }, { type: "null" }] },
          created_at: { type: "string" },
          file_size: { anyOf: [{ type: "integer" }, { type: "null" }] },
          modified_at: { type: "string" },
          observer_cruise_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          observer_thought_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          organization_id: { type: "string" },
          run_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          signed_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          step_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          task_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          uri: { type: "string" },
          workflow_run_block_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["created_at", "modified_at", "artifact_id", "artifact_type", "uri", "organization_id"],
        type: "object"
      },
      ArtifactType: {
        enum: [
          "recording",
          "audio",
          "session_replay",
          "eval_score",
          "eval_trajectory",
          "eval_rubrics",
          "browser_console_log",
          "browser_session_action_log",
          "skyvern_log",
          "skyvern_log_raw",
          "screenshot",
          "screenshot_llm",
          "screenshot_action",
          "screenshot_final",
          "screenshot_proxy",
          "llm_prompt",
          "llm_request",
          "llm_response",
          "llm_response_parsed",
          "llm_response_rendered",
          "visible_elements_id_css_map",
          "visible_elements_id_frame_map",
          "visible_elements_tree",
          "visible_elements_tree_trimmed",
          "visible_elements_tree_in_prompt",
          "hashed_href_map",
          "visible_elements_id_xpath_map",
          "html",
          "html_scrape",
          "html_action",
          "trace",
          "har",
          "script_file",
          "pdf",
          "step_archive",
          "task_archive",
          "download"
        ],
        type: "string"
      },
      BlockType: {
        enum: [
          "task",
          "task_v2",
          "for_loop",
          "while_loop",
          "conditional",
          "code",
          "text_prompt",
          "download_to_s3",
          "upload_to_s3",
          "file_upload",
          "send_email",
          "file_url_parser",
          "validation",
          "action",
          "navigation",
          "extraction",
          "login",
          "wait",
          "file_download",
          "goto_url",
          "pdf_parser",
          "http_request",
          "human_interaction",
          "print_page",
          "workflow_trigger",
          "google_sheets_read",
          "google_sheets_write",
          "pdf_fill",
          "split_pdf",
          "email_inbox"
        ],
        type: "string"
      },
      BrowserSeedSource: { enum: ["override", "picked", "own_memory", "credential", "fresh", "degraded_fresh"], type: "string" },
      ClickContext: {
        properties: {
          desired_state: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          single_option_click: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          thought: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      FileInfo: {
        properties: {
          artifact_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          checksum: { anyOf: [{ type: "string" }, { type: "null" }] },
          file_size: { anyOf: [{ type: "integer" }, { type: "null" }] },
          filename: { anyOf: [{ type: "string" }, { type: "null" }] },
          modified_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          url: { type: "string" }
        },
        required: ["url"],
        type: "object"
      },
      GeoTarget: {
        properties: {
          city: { anyOf: [{ maxLength: 100, type: "string" }, { type: "null" }] },
          country: { maxLength: 2, minLength: 2, type: "string" },
          subdivision: { anyOf: [{ maxLength: 10, type: "string" }, { type: "null" }] }
        },
        required: ["country"],
        type: "object"
      },
      HTTPValidationError: {
        properties: { detail: { items: { $ref: "#/components/schemas/ValidationError" }, type: "array" } },
        type: "object"
      },
      InputOrSelectContext: {
        properties: {
          date_format: { anyOf: [{ type: "string" }, { type: "null" }] },
          field: { anyOf: [{ type: "string" }, { type: "null" }] },
          intention: { anyOf: [{ type: "string" }, { type: "null" }] },
          is_date_related: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          is_location_input: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          is_required: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          is_search_bar: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          is_text_captcha: { anyOf: [{ type: "boolean" }, { type: "null" }] }
        },
        type: "object"
      },
      OTPType: { enum: ["totp", "magic_link"], type: "string" },
      ProxyLocation: {
        enum: [
          "RESIDENTIAL",
          "US-CA",
          "US-NY",
          "US-TX",
          "US-FL",
          "US-WA",
          "RESIDENTIAL_ES",
          "RESIDENTIAL_IE",
          "RESIDENTIAL_GB",
          "RESIDENTIAL_IN",
          "RESIDENTIAL_JP",
          "RESIDENTIAL_FR",
          "RESIDENTIAL_DE",
          "RESIDENTIAL_NZ",
          "RESIDENTIAL_ZA",
          "RESIDENTIAL_AR",
          "RESIDENTIAL_AU",
          "RESIDENTIAL_BR",
          "RESIDENTIAL_TR",
          "RESIDENTIAL_CA",
          "RESIDENTIAL_MX",
          "RESIDENTIAL_IT",
          "RESIDENTIAL_NL",
          "RESIDENTIAL_PH",
          "RESIDENTIAL_KR",
          "RESIDENTIAL_SA",
          "RESIDENTIAL_ISP",
          "NONE"
        ],
        type: "string"
      },
      RunEngine: {
        enum: ["skyvern-1.0", "skyvern-2.0", "skyvern-3.0", "openai-cua", "anthropic-cua", "ui-tars", "yutori-navigator"],
        type: "string"
      },
      RunStatus: {
        enum: ["created", "queued", "running", "paused", "timed_out", "failed", "terminated", "completed", "canceled"],
        type: "string"
      },
      RunType: {
        enum: ["task_v1", "task_v2", "task_v3", "workflow_run", "openai_cua", "anthropic_cua", "ui_tars", "yutori_navigator"],
        type: "string"
      },
      ScriptRunResponse: {
        properties: {
          ai_fallback_triggered: { default: false, type: "boolean" },
          script_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          script_revision_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      SelectOption: {
        properties: {
          index: { anyOf: [{ type: "integer" }, { type: "null" }] },
          label: { anyOf: [{ type: "string" }, { type: "null" }] },
          value: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        type: "object"
      },
      TOTPCode: {
        properties: {
          code: { type: "string" },
          content: { type: "string" },
          created_at: { format: "date-time", type: "string" },
          expired_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          modified_at: { format: "date-time", type: "string" },
          organization_id: { type: "string" },
          otp_type: { anyOf: [{ $ref: "#/components/schemas/OTPType" }, { type: "null" }] },
          source: { anyOf: [{ type: "string" }, { type: "null" }] },
          task_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_code_id: { type: "string" },
          totp_identifier: { type: "string" },
          type: { anyOf: [{ $ref: "#/components/schemas/OTPType" }, { type: "null" }] },
          workflow_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["totp_identifier", "content", "totp_code_id", "code", "organization_id", "created_at", "modified_at"],
        type: "object"
      },
      TOTPCodeCreate: {
        properties: {
          content: { type: "string" },
          expired_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          source: { anyOf: [{ type: "string" }, { type: "null" }] },
          task_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_identifier: { type: "string" },
          type: { anyOf: [{ $ref: "#/components/schemas/OTPType" }, { type: "null" }] },
          workflow_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["totp_identifier", "content"],
        type: "object"
      },
      TaskRunListItem: {
        properties: {
          created_at: { format: "date-time", type: "string" },
          finished_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          run_id: { type: "string" },
          script_run: { default: false, type: "boolean" },
          started_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { type: "string" },
          task_run_id: { type: "string" },
          task_run_type: { type: "string" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          trigger_type: { anyOf: [{ $ref: "#/components/schemas/WorkflowRunTriggerType" }, { type: "null" }] },
          workflow_deleted: { default: false, type: "boolean" },
          workflow_permanent_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["task_run_id", "run_id", "task_run_type", "status", "created_at"],
        type: "object"
      },
      "TaskRunRequest-Input": {
        properties: {
          browser_address: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_profile_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          cdp_connect_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          data_extraction_schema: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          engine: { $ref: "#/components/schemas/RunEngine", default: "skyvern-1.0" },
          error_code_mapping: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          extra_http_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          include_action_history_in_verification: { anyOf: [{ type: "boolean" }, { type: "null" }], default: false },
          max_screenshot_scrolls: { anyOf: [{ type: "integer" }, { type: "null" }] },
          max_steps: { anyOf: [{ type: "integer" }, { type: "null" }] },
          model: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          prompt: { type: "string" },
          proxy_location: {
            anyOf: [
              { $ref: "#/components/schemas/ProxyLocation" },
              { $ref: "#/components/schemas/GeoTarget" },
              { additionalProperties: true, type: "object" },
              { type: "null" }
            ],
            default: "RESIDENTIAL"
          },
          publish_workflow: { default: false, type: "boolean" },
          run_with: { anyOf: [{ type: "string" }, { type: "null" }] },
          start_fresh_browser: { default: false, type: "boolean" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_identifier: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          url: { anyOf: [{ type: "string" }, { type: "null" }] },
          webhook_url: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["prompt"],
        type: "object"
      },
      "TaskRunRequest-Output": {
        properties: {
          browser_address: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_profile_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          cdp_connect_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          data_extraction_schema: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          engine: { $ref: "#/components/schemas/RunEngine", default: "skyvern-1.0" },
          error_code_mapping: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          extra_http_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          include_action_history_in_verification: { anyOf: [{ type: "boolean" }, { type: "null" }], default: false },
          max_screenshot_scrolls: { anyOf: [{ type: "integer" }, { type: "null" }] },
          max_steps: { anyOf: [{ type: "integer" }, { type: "null" }] },
          model: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          prompt: { type: "string" },
          proxy_location: {
            anyOf: [
              { $ref: "#/components/schemas/ProxyLocation" },
              { $ref: "#/components/schemas/GeoTarget" },
              { additionalProperties: true, type: "object" },
              { type: "null" }
            ],
            default: "RESIDENTIAL"
          },
          publish_workflow: { default: false, type: "boolean" },
          run_with: { anyOf: [{ type: "string" }, { type: "null" }] },
          start_fresh_browser: { default: false, type: "boolean" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_identifier: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          url: { anyOf: [{ type: "string" }, { type: "null" }] },
          webhook_url: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["prompt"],
        type: "object"
      },
      TaskRunResponse: {
        properties: {
          app_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_profile_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          created_at: { format: "date-time", type: "string" },
          downloaded_files: { anyOf: [{ items: { $ref: "#/components/schemas/FileInfo" }, type: "array" }, { type: "null" }] },
          errors: { anyOf: [{ items: { additionalProperties: true, type: "object" }, type: "array" }, { type: "null" }] },
          failure_reason: { anyOf: [{ type: "string" }, { type: "null" }] },
          finished_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          max_screenshot_scrolls: { anyOf: [{ type: "integer" }, { type: "null" }] },
          modified_at: { format: "date-time", type: "string" },
          output: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          queued_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          recording_archived: { default: false, type: "boolean" },
          recording_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          run_id: { type: "string" },
          run_request: { anyOf: [{ $ref: "#/components/schemas/TaskRunRequest-Output" }, { type: "null" }] },
          run_type: {
            enum: ["task_v1", "task_v2", "task_v3", "openai_cua", "anthropic_cua", "ui_tars", "yutori_navigator"],
            type: "string"
          },
          screenshot_urls: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          script_run: { anyOf: [{ $ref: "#/components/schemas/ScriptRunResponse" }, { type: "null" }] },
          started_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/RunStatus" },
          step_count: { anyOf: [{ type: "integer" }, { type: "null" }] }
        },
        required: ["run_id", "status", "created_at", "modified_at", "run_type"],
        type: "object"
      },
      Thought: {
        properties: {
          answer: { anyOf: [{ type: "string" }, { type: "null" }] },
          cached_token_count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          created_at: { format: "date-time", type: "string" },
          input_token_count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          last_llm_model: { anyOf: [{ type: "string" }, { type: "null" }] },
          modified_at: { format: "date-time", type: "string" },
          observation: { anyOf: [{ type: "string" }, { type: "null" }] },
          organization_id: { type: "string" },
          output: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          output_token_count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          reasoning_token_count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          task_id: { type: "string" },
          thought: { anyOf: [{ type: "string" }, { type: "null" }] },
          thought_cost: { anyOf: [{ type: "number" }, { type: "null" }] },
          thought_id: { type: "string" },
          thought_scenario: { anyOf: [{ $ref: "#/components/schemas/ThoughtScenario" }, { type: "null" }] },
          thought_type: { anyOf: [{ $ref: "#/components/schemas/ThoughtType" }, { type: "null" }], default: "plan" },
          user_input: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_permanent_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_block_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] }
        },
        required: ["thought_id", "task_id", "organization_id", "created_at", "modified_at"],
        type: "object"
      },
      ThoughtScenario: {
        enum: [
          "generate_plan",
          "user_goal_check",
          "failure_describe",
          "summarization",
          "generate_metadata",
          "extract_loop_values",
          "generate_task_in_loop",
          "generate_general_task",
          "termination"
        ],
        type: "string"
      },
      ThoughtType: {
        enum: ["plan", "metadata", "user_goal_check", "internal_plan", "failure_describe", "termination"],
        type: "string"
      },
      UserDefinedError: {
        properties: {
          confidence_float: { maximum: 1, minimum: 0, type: "number" },
          error_code: { type: "string" },
          error_type: { const: "USER_DEFINED_ERROR", default: "USER_DEFINED_ERROR", type: "string" },
          reasoning: { type: "string" }
        },
        required: ["error_code", "reasoning", "confidence_float"],
        type: "object"
      },
      ValidationError: {
        properties: {
          ctx: { type: "object" },
          input: {},
          loc: { items: { anyOf: [{ type: "string" }, { type: "integer" }] }, type: "array" },
          msg: { type: "string" },
          type: { type: "string" }
        },
        required: ["loc", "msg", "type"],
        type: "object"
      },
      WorkflowRunBlock: {
        properties: {
          actions: { default: [], items: { $ref: "#/components/schemas/Action" }, type: "array" },
          attachments: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          block_type: { $ref: "#/components/schemas/BlockType" },
          block_workflow_run_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          body: { anyOf: [{ type: "string" }, { type: "null" }] },
          complete_criterion: { anyOf: [{ type: "string" }, { type: "null" }] },
          continue_on_failure: { default: false, type: "boolean" },
          created_at: { format: "date-time", type: "string" },
          current_index: { anyOf: [{ type: "integer" }, { type: "null" }] },
          current_value: { anyOf: [{ type: "string" }, { type: "null" }] },
          data_extraction_goal: { anyOf: [{ type: "string" }, { type: "null" }] },
          data_schema: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          description: { anyOf: [{ type: "string" }, { type: "null" }] },
          downloaded_file_count: { anyOf: [{ type: "integer" }, { type: "null" }] },
          duration: { anyOf: [{ type: "number" }, { type: "null" }] },
          engine: { anyOf: [{ $ref: "#/components/schemas/RunEngine" }, { type: "null" }] },
          error_codes: { default: [], items: { type: "string" }, type: "array" },
          executed_branch_expression: { anyOf: [{ type: "string" }, { type: "null" }] },
          executed_branch_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          executed_branch_next_block: { anyOf: [{ type: "string" }, { type: "null" }] },
          executed_branch_result: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          failure_reason: { anyOf: [{ type: "string" }, { type: "null" }] },
          final_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          include_action_history_in_verification: { anyOf: [{ type: "boolean" }, { type: "null" }], default: false },
          include_extracted_text: { default: true, type: "boolean" },
          instructions: { anyOf: [{ type: "string" }, { type: "null" }] },
          label: { anyOf: [{ type: "string" }, { type: "null" }] },
          loop_values: { anyOf: [{ items: {}, type: "array" }, { type: "null" }] },
          modified_at: { format: "date-time", type: "string" },
          navigation_goal: { anyOf: [{ type: "string" }, { type: "null" }] },
          navigation_payload: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          negative_descriptor: { anyOf: [{ type: "string" }, { type: "null" }] },
          organization_id: { type: "string" },
          output: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          parent_workflow_run_block_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          positive_descriptor: { anyOf: [{ type: "string" }, { type: "null" }] },
          prompt: { anyOf: [{ type: "string" }, { type: "null" }] },
          recipients: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          script_run: { anyOf: [{ $ref: "#/components/schemas/ScriptRunResponse" }, { type: "null" }] },
          status: { anyOf: [{ type: "string" }, { type: "null" }] },
          subject: { anyOf: [{ type: "string" }, { type: "null" }] },
          task_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          terminate_criterion: { anyOf: [{ type: "string" }, { type: "null" }] },
          url: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_run_block_id: { type: "string" },
          workflow_run_id: { type: "string" }
        },
        required: ["workflow_run_block_id", "workflow_run_id", "organization_id", "block_type", "created_at", "modified_at"],
        type: "object"
      },
      "WorkflowRunRequest-Output": {
        properties: {
          ai_fallback: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          browser_address: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_profile_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          cdp_connect_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          extra_http_headers: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          max_elapsed_time_minutes: { anyOf: [{ maximum: 480, minimum: 1, type: "integer" }, { type: "null" }] },
          max_screenshot_scrolls: { anyOf: [{ type: "integer" }, { type: "null" }] },
          parameters: { anyOf: [{ additionalProperties: true, type: "object" }, { type: "null" }] },
          proxy_location: {
            anyOf: [
              { $ref: "#/components/schemas/ProxyLocation" },
              { $ref: "#/components/schemas/GeoTarget" },
              { additionalProperties: true, type: "object" },
              { type: "null" }
            ],
            default: "RESIDENTIAL"
          },
          reuse_browser_session: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          run_metadata: { anyOf: [{ additionalProperties: { type: "string" }, type: "object" }, { type: "null" }] },
          run_with: { anyOf: [{ type: "string" }, { type: "null" }] },
          start_fresh_browser: { default: false, type: "boolean" },
          title: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_identifier: { anyOf: [{ type: "string" }, { type: "null" }] },
          totp_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          webhook_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          workflow_id: { type: "string" }
        },
        required: ["workflow_id"],
        type: "object"
      },
      WorkflowRunResponse: {
        properties: {
          ai_fallback: { anyOf: [{ type: "boolean" }, { type: "null" }] },
          app_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_profile_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          browser_seed_source: { anyOf: [{ $ref: "#/components/schemas/BrowserSeedSource" }, { type: "null" }] },
          browser_session_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          created_at: { format: "date-time", type: "string" },
          downloaded_files: { anyOf: [{ items: { $ref: "#/components/schemas/FileInfo" }, type: "array" }, { type: "null" }] },
          errors: { anyOf: [{ items: { additionalProperties: true, type: "object" }, type: "array" }, { type: "null" }] },
          failure_reason: { anyOf: [{ type: "string" }, { type: "null" }] },
          finished_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          max_screenshot_scrolls: { anyOf: [{ type: "integer" }, { type: "null" }] },
          modified_at: { format: "date-time", type: "string" },
          output: {
            anyOf: [
              { additionalProperties: true, type: "object" },
              { items: {}, type: "array" },
              { type: "string" },
              { type: "null" }
            ]
          },
          queued_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          recording_archived: { default: false, type: "boolean" },
          recording_url: { anyOf: [{ type: "string" }, { type: "null" }] },
          run_id: { type: "string" },
          run_request: { anyOf: [{ $ref: "#/components/schemas/WorkflowRunRequest-Output" }, { type: "null" }] },
          run_type: { const: "workflow_run", type: "string" },
          run_with: { default: "agent", type: "string" },
          screenshot_urls: { anyOf: [{ items: { type: "string" }, type: "array" }, { type: "null" }] },
          script_id: { anyOf: [{ type: "string" }, { type: "null" }] },
          script_run: { anyOf: [{ $ref: "#/components/schemas/ScriptRunResponse" }, { type: "null" }] },
          started_at: { anyOf: [{ format: "date-time", type: "string" }, { type: "null" }] },
          status: { $ref: "#/components/schemas/RunStatus" },
          step_count: { anyOf: [{ type: "integer" }, { type: "null" }] }
        },
        required: ["run_id", "status", "created_at", "modified_at", "run_type"],
        type: "object"
      },
      WorkflowRunTimeline: {
        properties: {
          block: { anyOf: [{ $ref: "#/components/schemas/WorkflowRunBlock" }, { type: "null" }] },
          children: { default: [], items: { $ref: "#/components/schemas/WorkflowRunTimeline" }, type: "array" },
          created_at: { format: "date-time", type: "string" },
          modified_at: { format: "date-time", type: "string" },
          thought: { anyOf: [{ $ref: "#/components/schemas/Thought" }, { type: "null" }] },
          type: { $ref: "#/components/schemas/WorkflowRunTimelineType" }
        },
        required: ["type", "created_at", "modified_at"],
        type: "object"
      },
      WorkflowRunTimelineType: { enum: ["thought", "block"], type: "string" },
      WorkflowRunTriggerType: { enum: ["manual", "mcp", "api", "scheduled", "webhook"], type: "string" }
    },
    securitySchemes: { ApiKey: { in: "header", name: "x-api-key", type: "apiKey" } }
  }
}
