// Generated from specs/firecrawl/v2.yaml by errand's codegen. Do not edit.

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
    "/agent": {
      post: {
        operationId: "startAgent",
        requestBody: {
          content: {
            "application/json": {
              schema: {
                properties: {
                  auditMetadata: { $ref: "#/components/schemas/AuditMetadata" },
                  maxCredits: { type: "number" },
                  model: { default: "spark-1-pro", enum: ["spark-2", "spark-1-mini", "spark-1-pro"], type: "string" },
                  prompt: { maxLength: 10000, type: "string" },
                  schema: { type: "object" },
                  strictConstrainToURLs: { type: "boolean" },
                  threatProtection: { $ref: "#/components/schemas/ThreatProtectionOverride" },
                  urls: { items: { format: "uri", type: "string" }, type: "array" },
                  webhook: {
                    properties: {
                      events: {
                        items: { enum: ["started", "action", "completed", "failed", "cancelled"], type: "string" },
                        type: "array"
                      },
                      headers: { additionalProperties: { type: "string" }, type: "object" },
                      metadata: { additionalProperties: true, type: "object" },
                      url: { type: "string" }
                    },
                    required: ["url"],
                    type: "object"
                  }
                },
                required: ["prompt"],
                type: "object"
              }
            }
          },
          required: true
        },
        responses: {
          "200": {
            content: {
              "application/json": {
                schema: { properties: { id: { format: "uuid", type: "string" }, success: { type: "boolean" } }, type: "object" }
              }
            }
          },
          "402": { content: { "application/json": { schema: { properties: { error: { type: "string" } }, type: "object" } } } },
          "429": { content: { "application/json": { schema: { properties: { error: { type: "string" } }, type: "object" } } } }
        },
        security: [{ bearerAuth: [] }]
      }
    },
    "/agent/{jobId}": {
      delete: {
        operationId: "cancelAgent",
        responses: {
          "200": {
            content: { "application/json": { schema: { properties: { success: { type: "boolean" } }, type: "object" } } }
          }
        },
        security: [{ bearerAuth: [] }]
      },
      get: {
        operationId: "getAgentStatus",
        responses: {
          "200": {
            content: {
              "application/json": {
                schema: {
                  properties: {
                    creditsUsed: { type: "number" },
                    data: { type: "object" },
                    error: { type: "string" },
                    expiresAt: { format: "date-time", type: "string" },
                    model: { default: "spark-1-pro", enum: ["spark-2", "spark-1-pro", "spark-1-mini"], type: "string" },
                    status: { enum: ["processing", "completed", "failed", "cancelled"], type: "string" },
                    success: { type: "boolean" }
                  },
                  type: "object"
                }
              }
            }
          }
        },
        security: [{ bearerAuth: [] }]
      },
      parameters: [{ in: "path", name: "jobId", required: true, schema: { format: "uuid", type: "string" } }]
    }
  },
  components: {
    schemas: {
      AuditMetadata: {
        additionalProperties: false,
        properties: { username: { maxLength: 1024, type: "string" } },
        required: ["username"],
        type: "object"
      },
      ThreatProtectionOverride: {
        properties: {
          blacklist: { items: { type: "string" }, maxItems: 1000, type: "array" },
          blockedTlds: { items: { type: "string" }, maxItems: 1000, type: "array" },
          failurePolicy: { enum: ["open", "closed"], type: "string" },
          mode: { enum: ["off", "normal"], type: "string" },
          riskScoreThreshold: { maximum: 100, minimum: 0, type: "integer" },
          whitelist: { items: { type: "string" }, maxItems: 1000, type: "array" }
        },
        type: "object"
      }
    },
    securitySchemes: { bearerAuth: { scheme: "bearer", type: "http" } }
  }
}
