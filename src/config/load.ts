import { access, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../errors/index.ts";
import type { Config } from "./config.ts";
import { parseConfig } from "./parse.ts";

const NAME = "holdfast.yaml";

/**
 * The nearest holdfast.yaml, from a folder upwards.
 * @throws UserError when there is none up to the root of the file system.
 */
export async function findConfig(from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, NAME);
    if (await exists(file)) return file;
    if (dirname(folder) === folder) break;
  }
  throw new UserError(`There is no ${NAME} in ${resolve(from)} or above. Run holdfast init to write one.`);
}

/**
 * Reads a holdfast.yaml from disk.
 * @throws UserError when it cannot be read, UserErrors with all of its faults.
 */
export async function loadConfig(file: string): Promise<Config> {
  const absolute = resolve(file);
  const text = await readFile(absolute, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code ?? error.message})`;
    throw new UserError(`${file} ${why}. Name another file with --config, or run holdfast init to write one.`);
  });
  return parseConfig({ text, file: absolute });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
