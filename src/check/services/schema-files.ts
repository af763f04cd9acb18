import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RegistryServiceConfig } from "../../config/services.ts";
import type { ScopedFailure } from "../desired.ts";

/** Text of schema files by their path in the repository. */
export interface SchemaFiles {
  readonly texts: Readonly<Record<string, string>>;
  readonly failures: readonly ScopedFailure[];
}

/** Reads the schema files that holdfast.yaml names, from the tree that is checked. */
export async function readSchemaFiles(
  registries: readonly RegistryServiceConfig[],
  root: string,
): Promise<SchemaFiles> {
  const versions = registries.flatMap(({ subjects }) => subjects).flatMap((subject) => subject.versions);
  const files = [...new Set(versions.flatMap(({ file }) => file ?? []))];
  const outcomes = await Promise.all(files.map((file) => readOne(file, root)));
  return {
    texts: Object.fromEntries(outcomes.flatMap(({ file, text }) => (text === null ? [] : [[file, text]]))),
    failures: outcomes.flatMap(({ failure }) => failure ?? []),
  };
}

interface Outcome {
  readonly file: string;
  readonly text: string | null;
  readonly failure: ScopedFailure | null;
}

async function readOne(file: string, root: string): Promise<Outcome> {
  try {
    return { file, text: await readFile(join(root, file), "utf8"), failure: null };
  } catch {
    const why = "the file does not exist in this revision, or cannot be read";
    const failure = { reason: "invalid-manifest", what: `schema ${file}`, why } as const;
    return {
      file,
      text: null,
      failure: { failure, application: null, resource: { type: "values", application: "", file } },
    };
  }
}
