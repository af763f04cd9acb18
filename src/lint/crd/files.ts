import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError, UserErrors } from "../../errors/index.ts";
import { InvalidYaml, readYaml, splitDocuments } from "../../render/yaml/index.ts";
import { isJsonObject, type Json } from "../../vocabulary/index.ts";
import { type Definition, definitionIn } from "./definition.ts";

/**
 * The CustomResourceDefinitions in files and folders that holdfast.yaml names under `crds`. Folders are read with all
 * that is below them; what stands beside CRDs is passed over.
 * @param root absolute; @param paths relative to it. Files hold YAML or JSON, several documents or a List.
 * @throws UserError when a path is missing, cannot be read, is no YAML, or holds no CRD.
 */
export async function readDefinitionFiles(root: string, paths: readonly string[]): Promise<readonly Definition[]> {
  const results = await Promise.allSettled(paths.map((path) => readPath(root, path)));
  const reasons: unknown[] = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  const bug = reasons.find((reason) => !(reason instanceof UserError));
  if (bug !== undefined) throw bug;
  const mistakes = reasons.filter((reason) => reason instanceof UserError).map(({ message }) => message);
  if (mistakes.length > 0) throw new UserErrors(mistakes);
  return results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}

async function readPath(root: string, path: string): Promise<readonly Definition[]> {
  const files = await filesAt(root, path);
  const definitions = await Promise.all(files.map((file) => readDefinitions(root, file)));
  if (definitions.every((found) => found.length === 0)) {
    throw new UserError(`${path} holds no CustomResourceDefinition; name another file under crds in holdfast.yaml`);
  }
  return definitions.flat();
}

async function filesAt(root: string, path: string): Promise<readonly string[]> {
  const stats = await stat(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${path} cannot be read (${error.code}); mend crds in holdfast.yaml`);
  });
  if (!stats.isDirectory()) return [path];
  const entries = await readdir(join(root, path), { recursive: true });
  return entries
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

async function readDefinitions(root: string, file: string): Promise<readonly Definition[]> {
  const text = await readFile(join(root, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${file} cannot be read (${error.code}); mend crds in holdfast.yaml`);
  });
  return documentsOf(file, text).flatMap(definitionsIn);
}

function documentsOf(file: string, text: string): readonly Json[] {
  try {
    return splitDocuments(text).map((document) => readYaml(document.text).value);
  } catch (error) {
    if (!(error instanceof InvalidYaml)) throw error;
    throw new UserError(
      `${file} is not YAML that a cluster would read: ${error.message}; mend it, or crds in holdfast.yaml`,
    );
  }
}

function definitionsIn(document: Json): readonly Definition[] {
  if (!isJsonObject(document)) return [];
  const { kind, items } = document;
  if (kind === "List" && Array.isArray(items)) return items.flatMap(definitionsIn);
  const definition = definitionIn(document);
  return definition === null ? [] : [definition];
}
