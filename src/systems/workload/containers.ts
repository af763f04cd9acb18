import { isJsonObject, type Json, type JsonObject, type KubernetesObject, type Path } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";

/** One container of a workload's Pods. */
export interface Container {
  readonly name: string;
  readonly image: string | null;
  /** Command and arguments as one list. */
  readonly words: readonly string[];
  readonly spec: JsonObject;
  /** Where it stands in the workload. */
  readonly path: Path;
}

/** The containers of a Deployment, StatefulSet, DaemonSet or Job; none for other kinds. */
export function containersOf(workload: KubernetesObject): readonly Container[] {
  const containers = fieldOf(workload, "spec", "template", "spec", "containers");
  return objectsIn(containers).map((spec, index) => {
    const name = textOf(spec["name"]) ?? "";
    return {
      name,
      image: textOf(spec["image"]),
      words: [...textsIn(spec["command"]), ...textsIn(spec["args"])],
      spec,
      path: ["spec", "template", "spec", "containers", { index, key: { name } }],
    };
  });
}

/** True when the container runs this program: by its file name, wherever it lies. */
export function runs({ words: [first] }: Container, program: string): boolean {
  return first !== undefined && first.slice(first.lastIndexOf("/") + 1) === program;
}

/** The value of a flag, `--name=value` or `--name value`; null where it is not given. The last one wins. */
export function flagOf({ words }: Container, flag: string): string | null {
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i] ?? "";
    if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1).trim();
    if (word === flag) return words[i + 1]?.trim() ?? null;
  }
  return null;
}

/** The literal value of an environment variable, and its place among the others. */
export function variableOf(
  { spec }: Container,
  name: string,
): { readonly value: string; readonly index: number } | null {
  const variables = objectsIn(spec["env"]);
  const index = variables.findIndex((variable) => variable["name"] === name);
  const value = textOf(variables[index]?.["value"]);
  return value === null ? null : { value, index };
}

/** The objects of a list; what is no list has none. */
export function objectsIn(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** A text; a number or boolean as it is written; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function textsIn(list: Json | undefined): readonly string[] {
  return Array.isArray(list) ? list.flatMap((item) => textOf(item) ?? []) : [];
}
