import type { Definitions } from "../../../src/lint/crd/index.ts";
import { checkAgainstDefinition } from "../../../src/lint/crd/index.ts";
import { isJsonObject, type Json, type KubernetesObject, type Path } from "../../../src/vocabulary/index.ts";
import type { KubeClient } from "../kube/index.ts";

/** What a judge says of an object, paths as the API server writes them. */
export interface Verdict {
  readonly accepted: boolean;
  /** Null where the server could not even read the object, and so tells of no unknown field. */
  readonly unknown: readonly string[] | null;
  readonly refused: readonly string[];
  /** Places where no alternative fits: the server adds there what the nearest one lacks. */
  readonly choices: readonly string[];
}

export interface OfflineVerdict extends Omit<Verdict, "choices" | "unknown"> {
  readonly unknown: readonly string[];
  readonly unjudged: readonly string[];
  readonly statements: readonly string[];
}

/** What Holdfast says. */
export function offlineVerdict(object: KubernetesObject, definitions: Definitions): OfflineVerdict {
  const { differences, unjudged } = checkAgainstDefinition(object, definitions);
  const paths = (reason: string) =>
    differences.filter((difference) => difference.reason === reason).map(({ path }) => serverPath(path));
  const refused = paths("refused-field");
  return {
    accepted: refused.length === 0,
    unknown: paths("unknown-field").toSorted(),
    refused: refused.toSorted(),
    unjudged,
    statements: differences.map(({ statement }) => statement ?? ""),
  };
}

function serverPath(path: Path): string {
  return path
    .map((segment) => (typeof segment === "string" ? `.${segment}` : `[${segment.index}]`))
    .join("")
    .replace(/^\./, "");
}

/** What the API server says: asked twice, as it tells of unknown fields or of refused ones, not of both. */
export async function serverVerdict(client: KubeClient, object: KubernetesObject, path: string): Promise<Verdict> {
  const ask = (validation: string) =>
    client.request("POST", `${path}?dryRun=All&fieldValidation=${validation}`, object);
  const [strict, lenient] = await Promise.all([ask("Strict"), ask("Ignore")]);
  const isReadable = lenient.status !== 400;
  const unknown = [...strict.text.matchAll(/unknown field \\"((?:[^"\\]|\\\\.)+)\\"/g)].map(([, name]) => name ?? "");
  const causes = lenient.status < 300 ? [] : causesOf(lenient.body).map(fieldOf);
  return {
    accepted: lenient.status < 300,
    unknown: isReadable ? unknown.toSorted() : null,
    refused: [...new Set(causes.flatMap(({ field }) => (field === null ? [] : [field])))].toSorted(),
    choices: causes.flatMap(({ field, isChoice }) => (isChoice && field !== null ? [field] : [])),
  };
}

interface Cause {
  readonly field: string;
  readonly message: string;
}

function causesOf(status: unknown): readonly Cause[] {
  const details = isJsonObject(status) ? status["details"] : null;
  const causes: Json = isJsonObject(details) && Array.isArray(details["causes"]) ? details["causes"] : [];
  return causes.filter(isJsonObject).map((cause) => ({
    field: typeof cause["field"] === "string" ? cause["field"] : "",
    message: typeof cause["message"] === "string" ? cause["message"] : "",
  }));
}

/** Some causes have no field and name it in their text; one only says that the rules were not run. */
function fieldOf({ field, message }: Cause): { field: string | null; isChoice: boolean } {
  if (message.includes("some validation rules were not checked")) return { field: null, isChoice: false };
  const isChoice = /must validate|must not validate/.test(message);
  if (field !== "<nil>") return { field: withoutKeys(field), isChoice };
  const [, named = ""] = /"([^"]*)" must/.exec(message) ?? /in ([\w.[\]-]+)/.exec(message) ?? [];
  return { field: withoutKeys(named), isChoice };
}

/** `.spec.labels[a.b]`, as the server writes some places, as `spec.labels.a.b`. */
function withoutKeys(field: string): string {
  return field
    .replace(/^\./, "")
    .replace(/\[(\d+)\]|\[([^\]]+)\]/g, (_, index?: string, key?: string) =>
      index === undefined ? `.${key}` : `[${index}]`,
    );
}

/**
 * Where the two differ, one line each. Below a place where no alternative fits, the server may say more. What is not
 * judged offline may be refused by the server, never the other way round.
 */
export function disagreements(offline: OfflineVerdict, server: Verdict): readonly string[] {
  const known = server.unknown ?? offline.unknown;
  const isOpen = offline.unjudged.length > 0;
  const invented = offline.refused.filter((field) => !server.refused.includes(field));
  const missed = server.refused.filter((field) => !offline.refused.includes(field) && !isBelow(field, server.choices));
  return [
    ...(offline.accepted || !server.accepted ? [] : [`refused, but the server accepts: ${offline.statements.join()}`]),
    ...(!offline.accepted || server.accepted || isOpen ? [] : ["accepted, but the server refuses"]),
    ...(server.refused.length === 0 ? [] : invented.map((field) => `${field || "the object"} is fine for the server`)),
    ...(isOpen ? [] : missed.map((field) => `${field || "the object"} is refused by the server`)),
    ...offline.unknown.filter((field) => !known.includes(field)).map((field) => `${field} is known`),
    ...known.filter((field) => !offline.unknown.includes(field)).map((field) => `${field} is not known`),
  ];
}

function isBelow(field: string, places: readonly string[]): boolean {
  return places.some(
    (place) => place === "" || field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`),
  );
}
