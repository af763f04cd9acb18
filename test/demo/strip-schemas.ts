import { readFile, writeFile } from "node:fs/promises";

interface KindSchema {
  properties?: Record<string, unknown>;
  "x-kubernetes-group-version-kind"?: unknown;
}

const OPEN = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

/**
 * Takes the specification out of the recorded schemas of Strimzi's kinds: they were generated from its artefacts, and
 * nothing of that is kept in this repository. Their fields are then compared as they are spelled.
 */
export async function stripSchemas(file: string): Promise<void> {
  const recorded: { schemas: Record<string, KindSchema> } = JSON.parse(await readFile(file, "utf8"));
  const schemas = Object.entries(recorded.schemas).flatMap(([name, schema]) => {
    if (name.startsWith("io.k8s.")) return [[name, schema]];
    if (schema["x-kubernetes-group-version-kind"] === undefined || name.endsWith("List")) return [];
    const { apiVersion, kind, metadata } = schema.properties ?? {};
    return [[name, { ...schema, properties: { apiVersion, kind, metadata, spec: OPEN, status: OPEN } }]];
  });
  await writeFile(file, `${JSON.stringify({ ...recorded, schemas: Object.fromEntries(schemas) }, null, 2)}\n`);
}
