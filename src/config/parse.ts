import { basename } from "node:path";
import { UserErrors } from "../errors/index.ts";
import type { Config } from "./config.ts";
import { type Position, readYamlFile } from "./document.ts";
import { normalise } from "./normalise.ts";
import { outlineOf } from "./outline.ts";
import { ruleFaults } from "./rules.ts";
import { declaredConfig } from "./schema.ts";
import { schemaFaults } from "./schema-faults.ts";

export interface ConfigFile {
  readonly text: string;
  /** Absolute path; its folder is the root. */
  readonly file: string;
}

/**
 * Reads holdfast.yaml in three phases: schema, defaults, rules between fields.
 * @throws UserErrors with every fault, each as `holdfast.yaml:LINE:COL: what. What next.`
 */
export function parseConfig({ text, file }: ConfigFile): Config {
  const label = basename(file);
  const yaml = readYamlFile(text);
  if (yaml.faults.length > 0) throw new UserErrors(inOrder(yaml.faults, label));
  const result = declaredConfig.safeParse(yaml.data);
  const refused = result.success ? [] : schemaFaults(result.error.issues, yaml.data);
  const faults = [...refused, ...ruleFaults(outlineOf(yaml.data))];
  if (faults.length > 0 || !result.success) {
    const located = faults.map(({ path, at, message }) => ({ position: yaml.positionOf(path, at), message }));
    throw new UserErrors(inOrder(located, label));
  }
  return normalise(result.data, { file, at: (path) => `${label}:${yaml.positionOf(path, "value").line}` });
}

interface Located {
  readonly position: Position;
  readonly message: string;
}

function inOrder(faults: readonly Located[], label: string): readonly string[] {
  const sorted = faults.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  return sorted.map(({ position, message }) => `${label}:${position.line}:${position.column}: ${message}`);
}
