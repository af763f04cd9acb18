import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "../kube/assets/cache.ts";
import { runCommand } from "../kube/assets/run.ts";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");

/**
 * The Python of a virtual environment that has moto, made when it is absent (140 MB). The folder is moved when it is
 * whole, which breaks the scripts in it and not its Python: run moto as a module.
 * @throws Error when Python with venv is absent or pip cannot fetch moto.
 */
export async function motoPython(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const hash = createHash("sha256").update(await readFile(REQUIREMENTS));
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "moto", hash.digest("hex").slice(0, 12)),
    progress,
    make: (partial) => install(partial, env, progress),
  });
  return join(folder, "bin", "python");
}

async function install(folder: string, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  progress("Fetching the S3 server (moto) once for this machine.");
  await runCommand({ program: "python3", args: ["-m", "venv", folder], env }).catch((error: unknown) => {
    throw new Error("Python 3 with venv could not prepare the S3 server that tests run against", { cause: error });
  });
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS];
  await runCommand({ program: join(folder, "bin", "python"), args: pip, env }).catch((error: unknown) => {
    throw new Error("pip could not fetch moto, the S3 server that tests run against", { cause: error });
  });
}
