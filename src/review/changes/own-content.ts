import { isJsonObject, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { leavesOf } from "./likeness.ts";

/** Labels that every object of a chart has, whatever it is. */
const COMMON_LABELS = /^(app\.kubernetes\.io|helm\.sh|argocd\.argoproj\.io)\//;

/** What an object is known by, whatever it is called. */
export interface Content {
  /** Each field with its value. */
  readonly lines: readonly string[];
  /** All of it as one text, equal where the lines are. */
  readonly text: string;
}

/** Every field but names; wherever the object's own name or namespace stands as a word, that is no difference either. */
export function contentOf(object: KubernetesObject): Content {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations } = metadata;
  const telling = isJsonObject(labels) ? withoutCommon(labels) : {};
  const content = leavesOf({ ...rest, labels: telling, ...(annotations !== undefined && { annotations }) });
  const names = [name, ...(namespace === undefined ? [] : [namespace])].map(asWord);
  const lines = content.map((line) => names.reduce((text, word, index) => text.replace(word, `<own ${index}>`), line));
  return { lines, text: JSON.stringify(lines.toSorted()) };
}

function asWord(name: string): RegExp {
  return new RegExp(`(?<![a-z0-9])${name.replace(/[^a-z0-9]/gi, "\\$&")}(?![a-z0-9])`, "g");
}

function withoutCommon(labels: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !COMMON_LABELS.test(label)));
}
