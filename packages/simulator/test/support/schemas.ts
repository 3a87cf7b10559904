/** Two of a kind that are alike in type and differ in what they allow. */
export const tagged = (tag: string, more: object) => ({
  type: "object",
  properties: { kind: { const: tag }, ...more },
  required: ["kind"]
})

/** Schemas with keywords that a value cannot simply be made to fit. Each can be fitted. */
export const hard: ReadonlyArray<object> = [
  { type: "string", format: "byte" },
  { type: "string", format: "byte", minLength: 20, maxLength: 24 },
  { type: "string", format: "byte", maxLength: 4 },
  { type: "string", contentEncoding: "base64", minLength: 9 },
  { type: "string", format: "uri", minLength: 60 },
  { type: "string", format: "uri", maxLength: 20 },
  { type: "string", format: "email", minLength: 40, maxLength: 50 },
  { type: "string", format: "email", maxLength: 12 },
  { type: "string", format: "hostname", minLength: 80 },
  { type: "string", format: "date-time", minLength: 24 },
  { type: "string", format: "uri", pattern: "^ftp://" },
  { type: "string", format: "json-pointer" },
  { type: "string", format: "regex" },
  { type: "string", format: "uri-template", minLength: 40 },
  { type: "string", format: "unknown-to-all", minLength: 30 },
  { type: "string", pattern: "^[a-z]+$", minLength: 12 },
  { type: "string", pattern: "^[a-z]*$", minLength: 3, maxLength: 3 },
  { type: "string", pattern: "^\\d+(-\\d+)*$", minLength: 7, maxLength: 9 },
  { type: "string", pattern: "[0-9]", minLength: 40 },
  { type: "string", pattern: "^a{2,40}$", minLength: 30 },
  { type: "string", pattern: "^x{1,20}$", maxLength: 2 },
  { type: "object", minProperties: 3 },
  { type: "object", minProperties: 2, additionalProperties: { type: "integer", minimum: 7 } },
  { type: "object", minProperties: 2, properties: { a: { type: "string" } }, additionalProperties: { type: "null" } },
  { type: "object", maxProperties: 1, properties: { a: { type: "null" }, b: { type: "null" } }, required: ["b"] },
  { type: "object", minProperties: 2, propertyNames: { pattern: "^[a-c]{3}$" } },
  { type: "object", minProperties: 1, patternProperties: { "^x-": { type: "integer" } }, additionalProperties: false },
  { type: "object", properties: { a: false, b: { type: "string" } } },
  { type: "object", properties: { a: { type: "null" }, b: { type: "null" } }, dependentRequired: { a: ["c"] } },
  { oneOf: [tagged("a", { x: { type: "string" } }), tagged("b", { x: { type: "integer" } })] },
  { oneOf: [{ type: "integer" }, { type: "number", maximum: 5 }] },
  {
    oneOf: [
      { type: "string", maxLength: 5 },
      { type: "string", minLength: 3 }
    ]
  },
  { oneOf: [{ type: "null" }, { type: "array", items: { type: "integer" }, minItems: 1 }] },
  {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "string" } },
    oneOf: [{ required: ["a"] }, { required: ["b"] }]
  },
  {
    type: "object",
    properties: { id: { type: "string" } },
    required: ["id"],
    oneOf: [
      { properties: { n: { type: "integer" } }, required: ["n"] },
      { properties: { n: { type: "string" } }, required: ["n"] }
    ]
  },
  { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }], additionalProperties: { type: "boolean" } },
  { not: { type: "string" } },
  { type: "string", not: { pattern: "harbour|lantern|meadow|copper" } },
  { enum: [1, 2, 3], not: { enum: [1, 2] } },
  { type: "string", enum: ["a", 1, null] },
  { allOf: [{ type: "string", minLength: 5 }, { maxLength: 9 }, { minLength: 7 }] },
  { allOf: [{ type: "number", minimum: 2 }, { type: "integer", maximum: 3 }, { minimum: -5 }] },
  { allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] },
  {
    allOf: [
      { type: "object", properties: { a: { type: "string", minLength: 30 } }, required: ["a"] },
      { properties: { a: { maxLength: 31 } } }
    ]
  },
  {
    allOf: [
      { multipleOf: 4, type: "integer" },
      { multipleOf: 6, minimum: 1 }
    ]
  },
  { if: { type: "object" }, then: { required: ["a"] }, properties: { a: { type: "string" } } },
  {
    type: "object",
    properties: { a: { type: "integer" } },
    if: { required: ["a"] },
    then: { properties: { a: { minimum: 9 } } }
  },
  { type: "array", contains: { const: 3 } },
  { type: "array", items: { type: "integer" }, contains: { minimum: 50 }, minContains: 2, minItems: 3 },
  { type: "array", items: { type: "string" }, minItems: 15, uniqueItems: true },
  { type: "array", items: { type: "integer", minimum: 1, maximum: 5 }, minItems: 5, uniqueItems: true },
  { type: "array", prefixItems: [{ type: "integer" }, { type: "string" }], items: false, minItems: 2 },
  { type: "array", prefixItems: [{ type: "integer" }], items: { type: "null" }, minItems: 4 },
  { type: "integer", exclusiveMinimum: 1, exclusiveMaximum: 6, multipleOf: 5 },
  { type: "number", multipleOf: 0.01, minimum: 0.07, maximum: 0.09 },
  { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
  { type: "integer", format: "int32", minimum: 2147483640 },
  { minimum: 5 },
  { type: "string", examples: [7, "no"] },
  { type: "string", minLength: 4, examples: ["no", "good"] },
  { minProperties: 1 },
  { minItems: 1 }
]
