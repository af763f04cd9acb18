import { asObject, type Json, type JsonObject } from "./cut.ts";

/**
 * Fields that GitHub sends as null although its description says otherwise: those of a comment whose line a push
 * took out of the diff (github/rest-api-description, issues 1901 and 5568).
 */
const SENT_AS_NULL = { "pull-request-review-comment": ["position", "line"] } as const;

/** Says in JSON Schema's words what OpenAPI 3.0 says with `nullable`, for a description that was cut. */
export function withNulls(description: JsonObject): JsonObject {
  const components = asObject(description["components"] ?? null);
  const schemas: Record<string, Json> = { ...asObject(components["schemas"] ?? null) };
  for (const [name, fields] of Object.entries(SENT_AS_NULL)) {
    if (schemas[name] !== undefined) schemas[name] = withNullable(asObject(schemas[name]), fields);
  }
  return asObject(translated({ ...description, components: { ...components, schemas } }));
}

function withNullable(schema: JsonObject, fields: readonly string[]): JsonObject {
  const properties = asObject(schema["properties"] ?? null);
  const marked = fields.map((field) => [field, { ...asObject(properties[field] ?? null), nullable: true }]);
  return { ...schema, properties: { ...properties, ...Object.fromEntries(marked) } };
}

function translated(value: Json): Json {
  if (Array.isArray(value)) return value.map(translated);
  if (value === null || typeof value !== "object") return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, translated(child)]));
  if (inner["nullable"] !== true) return inner;
  const { nullable: _, ...rest } = inner;
  return { anyOf: [rest, { type: "null" }] };
}
