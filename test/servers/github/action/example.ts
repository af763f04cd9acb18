import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

/** The example environments of this repository, by path: what a team's repository would hold. */
export async function exampleFiles(): Promise<Record<string, string>> {
  const entries = await Promise.all(
    ["charts", "environments", "schemas"].map((folder) =>
      readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }),
    ),
  );
  const paths = entries
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
  const files = await Promise.all(
    ["holdfast.yaml", ...paths].map(async (path) => [path, await readFile(join(ROOT, path), "utf8")] as const),
  );
  return Object.fromEntries(files);
}
