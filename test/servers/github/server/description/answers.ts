import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { asObject, type Json, type JsonObject, textAt } from "./cut.ts";
import { FORMATS } from "./formats.ts";

const ID = "github";

/**
 * The schemas of answers. They share most of their parts, which is why they are compiled as one document: each part
 * once, and only when an answer needs it.
 */
export class AnswerSchemas {
  readonly #ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, formats: FORMATS });
  readonly #statuses = new Map<string, readonly string[]>();

  constructor(description: JsonObject) {
    const answers: Record<string, Json> = {};
    for (const operation of operationsOf(description)) {
      const id = textAt(operation, "operationId");
      const responses = asObject(operation["responses"] ?? null);
      this.#statuses.set(id, Object.keys(responses));
      for (const [status, response] of Object.entries(responses)) {
        const schema = schemaOf(description, asObject(response));
        if (schema !== null) answers[keyOf(id, status)] = schema;
      }
    }
    this.#ajv.addSchema({ $id: ID, components: description["components"], answers });
  }

  /** The statuses that an operation is described with. */
  statuses(operation: string): readonly string[] {
    return this.#statuses.get(operation) ?? [];
  }

  /** What is wrong with a body; one without a described schema is right. */
  errors(operation: string, status: number, body: unknown): readonly ErrorObject[] {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(
      `${ID}#/answers/${keyOf(operation, String(status))}`,
    );
    if (validate === undefined || validate(body) === true) return [];
    return validate.errors ?? [];
  }
}

function* operationsOf(description: JsonObject): Generator<JsonObject> {
  for (const item of Object.values(asObject(description["paths"] ?? null))) {
    for (const operation of Object.values(asObject(item))) yield asObject(operation);
  }
}

/** A slash would be a step of a JSON pointer. */
function keyOf(operation: string, status: string): string {
  return `${operation.replaceAll("/", ".")}.${status}`;
}

/** No content is null. */
function schemaOf(description: JsonObject, response: JsonObject): Json {
  const reference = response["$ref"];
  if (typeof reference === "string") return schemaOf(description, resolve(description, reference));
  if (response["content"] === undefined) return { type: "null" };
  const json = asObject(response["content"])["application/json"];
  return json === undefined ? null : (asObject(json)["schema"] ?? null);
}

function resolve(description: JsonObject, reference: string): JsonObject {
  return reference
    .slice("#/".length)
    .split("/")
    .reduce<JsonObject>((value, key) => asObject(value[key] ?? null), description);
}
