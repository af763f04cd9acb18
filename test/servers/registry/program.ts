import { createHash } from "node:crypto";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "../kube/assets/cache.ts";
import { runCommand } from "../kube/assets/run.ts";

const SOURCE = join(import.meta.dirname, "axonops");
const PACKAGE = "github.com/axonops/axonops-schema-registry/cmd/schema-registry";

/**
 * The schema registry's program, built from its Go module when it is absent (half a minute to two minutes).
 * @throws Error when it must be built and Go is absent or cannot fetch it.
 */
export async function registryProgram(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const hash = createHash("sha256");
  for (const name of ["go.mod", "go.sum"]) hash.update(await readFile(join(SOURCE, name)));
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "schema-registry", hash.digest("hex").slice(0, 12)),
    progress,
    make: (partial) => build(partial, env, progress),
  });
  return join(folder, "schema-registry");
}

async function build(folder: string, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  progress("Building the schema registry once for this machine, up to two minutes.");
  for (const name of ["go.mod", "go.sum"]) await copyFile(join(SOURCE, name), join(folder, name));
  await runCommand({
    program: "go",
    args: ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-o", "schema-registry", PACKAGE],
    cwd: folder,
    env: { ...env, CGO_ENABLED: "0" },
  }).catch((error: unknown) => {
    throw new Error("Go could not build the schema registry, which tests run against", { cause: error });
  });
}
