import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document, Operation, Request, ValidationResult } from "openapi-backend";
import { OpenAPIBackend } from "openapi-backend";
import { cacheRoot } from "../../../kube/assets/cache.ts";
import { cut } from "./cut.ts";
import { withNulls } from "./nulls.ts";
import { publishedFile, REST_DESCRIPTION } from "./published.ts";
import { refuseUnknownFields } from "./strict.ts";

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
  readonly query: Readonly<Record<string, unknown>>;
  /** One clause for each thing that is wrong. */
  readonly wrong: readonly FieldFault[];
}

export interface FieldFault {
  /** As the caller would name it: `body.output.title`. */
  readonly field: string;
  readonly why: string;
}

/** Checks requests and answers against GitHub's published description. */
export class DescriptionChecker {
  readonly #api: OpenAPIBackend;

  constructor(api: OpenAPIBackend) {
    this.#api = api;
  }

  /** Null when the description, as far as these tests go, has no such operation. */
  request(seen: SeenRequest): KnownRequest | null {
    const request: Request = { ...seen };
    const operation = this.#api.router.matchOperation(request);
    if (operation?.operationId === undefined) return null;
    const { valid, errors, coerced } = this.#api.validator.validateRequest(request, operation);
    const parsed = this.#api.router.parseRequest(request, operation);
    const typed = { ...defaults(operation), ...asRecord(coerced?.query ?? parsed.query) };
    return {
      operation: operation.operationId,
      path: asRecord(coerced?.["params"] ?? parsed.params),
      query: typed,
      wrong: valid ? [] : (errors ?? []).map(faultOf),
    };
  }

  /** What is wrong with an answer of this operation; an error that the description does not list is right. */
  answer(operation: string, status: number, body: unknown): readonly FieldFault[] {
    const known = Object.keys(this.#api.router.getOperation(operation)?.responses ?? {});
    if (status < 400 && !known.includes(String(status))) {
      return [{ field: "status", why: `${status} is not one of ${known.join(" ")}` }];
    }
    const { valid, errors } = this.#api.validator.validateResponse(body, operation, status);
    return valid ? [] : (errors ?? []).map(faultOf);
  }
}

/** Reads the description of these operations, from this machine's cache where it lies there. */
export async function loadChecker(operations: readonly string[], env: NodeJS.ProcessEnv): Promise<DescriptionChecker> {
  const definition: Document = JSON.parse(await cachedCut(operations, env));
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    coerceTypes: true,
    ajvOpts: { strict: false, allErrors: true, formats: FORMATS },
  });
  await api.init();
  return new DescriptionChecker(api);
}

async function cachedCut(operations: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify([REST_DESCRIPTION, CUT_VERSION, operations]))
    .digest("hex");
  const folder = join(cacheRoot(env), "github");
  const file = join(folder, `cut-${key.slice(0, 12)}.json`);
  const cached = await readFile(file, "utf8").catch(() => null);
  if (cached !== null) return cached;
  const whole = await publishedFile(REST_DESCRIPTION, env);
  const text = JSON.stringify(withNulls(refuseUnknownFields(cut(JSON.parse(whole), operations))));
  await mkdir(folder, { recursive: true });
  const partial = `${file}.partial-${randomUUID()}`;
  await writeFile(partial, text);
  await rename(partial, file);
  return text;
}

/** Counts up when the way of cutting changes. */
const CUT_VERSION = 2;

const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  "date-time": (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^@\s]+@[^@\s]+$/,
  hostname: true,
  ipv4: true,
  "repo.nwo": true,
  "ssh-key": true,
  timestamp: true,
} as const;

function defaults(operation: Operation): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const parameter of operation.parameters ?? []) {
    if ("$ref" in parameter || parameter.in !== "query") continue;
    const schema = parameter.schema;
    if (schema !== undefined && !("$ref" in schema) && schema.default !== undefined)
      found[parameter.name] = schema.default;
  }
  return found;
}

function faultOf(error: NonNullable<ValidationResult["errors"]>[number]): FieldFault {
  const at = error.instancePath
    .replace(/^\/requestBody/, "/body")
    .slice(1)
    .replaceAll("/", ".");
  const extra: unknown = error.params["additionalProperty"] ?? error.params["missingProperty"];
  const field = typeof extra === "string" ? [at, extra].filter((part) => part !== "").join(".") : at;
  return { field: field === "" ? "body" : field, why: error.message ?? error.keyword };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value)) : {};
}
