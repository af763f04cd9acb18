import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "../../../kube/assets/cache.ts";
import { DescriptionChecker } from "./checker.ts";
import { cut } from "./cut.ts";
import { withNulls } from "./nulls.ts";
import { publishedFile, REST_DESCRIPTION } from "./published.ts";
import { refuseUnknownFields } from "./strict.ts";

/** Counts up when the way of cutting changes. */
const CUT_VERSION = 3;

let known: Promise<DescriptionChecker> | null = null;

/**
 * What GitHub says about these operations, from this machine's cache where it lies there. A process asks for the same
 * ones always and keeps what was compiled.
 */
export function loadChecker(operations: readonly string[], env: NodeJS.ProcessEnv): Promise<DescriptionChecker> {
  known ??= cachedCut(operations, env).then((text) => DescriptionChecker.of(JSON.parse(text)));
  return known;
}

async function cachedCut(operations: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const made = JSON.stringify([REST_DESCRIPTION, CUT_VERSION, operations]);
  const key = createHash("sha256").update(made).digest("hex").slice(0, 12);
  const folder = join(cacheRoot(env), "github");
  const file = join(folder, `cut-${key}.json`);
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
