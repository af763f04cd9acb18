import { OpenAPIBackend, type Operation, type ValidationResult } from "openapi-backend";
import { AnswerSchemas } from "./answers.ts";
import { asObject, type Json, type JsonObject } from "./cut.ts";
import { FORMATS } from "./formats.ts";

/** A request as the description sees it. */
export interface SeenRequest {
  readonly method: string;
  /** Below the base path, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** A request that the description knows, its parameters of the types that it gives them. */
export interface KnownRequest {
  readonly operation: string;
  readonly path: Readonly<Record<string, unknown>>;
  /** With the defaults of the description. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly wrong: readonly FieldFault[];
}

/** One thing that is wrong with a request or an answer. */
export interface FieldFault {
  /** As the caller would name it: `body.output.title`. */
  readonly field: string;
  readonly why: string;
}

type SchemaFault = Pick<
  NonNullable<ValidationResult["errors"]>[number],
  "instancePath" | "params" | "message" | "keyword"
>;

/** Checks requests and answers against a description of GitHub's API. */
export class DescriptionChecker {
  readonly #requests: OpenAPIBackend;
  readonly #answers: AnswerSchemas;

  private constructor(requests: OpenAPIBackend, answers: AnswerSchemas) {
    this.#requests = requests;
    this.#answers = answers;
  }

  static async of(description: JsonObject): Promise<DescriptionChecker> {
    const requests = new OpenAPIBackend({
      definition: JSON.parse(JSON.stringify(withoutAnswers(description))),
      quick: true,
      coerceTypes: true,
      ajvOpts: { strict: false, allErrors: true, formats: FORMATS },
    });
    await requests.init();
    return new DescriptionChecker(requests, new AnswerSchemas(description));
  }

  /** Null when the description, as far as these tests go, has no such operation. */
  request(seen: SeenRequest): KnownRequest | null {
    const { router, validator } = this.#requests;
    const operation = router.matchOperation(seen);
    if (operation?.operationId === undefined) return null;
    const { valid, errors, coerced } = validator.validateRequest(seen, operation);
    const parsed = router.parseRequest(seen, operation);
    return {
      operation: operation.operationId,
      path: asRecord(coerced?.["params"] ?? parsed.params),
      query: { ...defaults(operation), ...asRecord(coerced?.query ?? parsed.query) },
      wrong: valid ? [] : (errors ?? []).map(faultOf),
    };
  }

  /** What is wrong with an answer of this operation; an error that the description does not list is right. */
  answer(operation: string, status: number, body: unknown): readonly FieldFault[] {
    const known = this.#answers.statuses(operation);
    if (status < 400 && !known.includes(String(status))) {
      return [{ field: "status", why: `${status} is not one of ${known.join(" ")}` }];
    }
    return this.#answers.errors(operation, status, body).map(faultOf);
  }
}

/** Answers are checked elsewhere, and are most of the description. */
function withoutAnswers(description: JsonObject): Json {
  const items = Object.entries(asObject(description["paths"] ?? null)).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(asObject(item)).map(([method, op]) => [method, { ...asObject(op), responses: {} }]),
    ),
  ]);
  const { responses: _, ...components } = asObject(description["components"] ?? null);
  return { ...description, paths: Object.fromEntries(items), components };
}

function defaults(operation: Operation): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const parameter of operation.parameters ?? []) {
    if ("$ref" in parameter || parameter.in !== "query") continue;
    const { schema } = parameter;
    if (schema !== undefined && !("$ref" in schema) && schema.default !== undefined) {
      found[parameter.name] = schema.default;
    }
  }
  return found;
}

function faultOf(error: SchemaFault): FieldFault {
  const at = error.instancePath
    .replace(/^\/requestBody/, "/body")
    .slice(1)
    .replaceAll("/", ".");
  const extra: unknown = error.params["additionalProperty"] ?? error.params["missingProperty"];
  const named = typeof extra === "string" && extra !== "requestBody";
  const field = named ? [at, extra].filter((part) => part !== "").join(".") : at;
  return { field: field === "" ? "body" : field, why: error.message ?? error.keyword };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value)) : {};
}
