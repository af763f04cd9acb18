import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../errors/index.ts";
import { INFO_FILE, TOP_LEVEL } from "./layout.ts";

/**
 * Puts the files (text by relative path) in place of whatever recording was there: built beside it and moved, so that
 * an interrupted run leaves the earlier one whole.
 * @throws UserError when the folder holds something else, or cannot be written.
 */
export async function writeRecording(dir: string, files: ReadonlyMap<string, string>): Promise<void> {
  const place = resolve(dir);
  await refuseForeign(place);
  const draft = `${place}.${randomUUID()}.tmp`;
  try {
    for (const [path, text] of files) await writeOne(join(draft, path), text);
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new UserError(`The recording could not be written to ${dir} (${codeOf(error)}).`);
  }
}

async function writeOne(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function refuseForeign(place: string): Promise<void> {
  const present = await entries(place);
  if (present.length === 0) return;
  const foreign = present.find((name) => !TOP_LEVEL.has(name));
  if (foreign === undefined && present.includes(INFO_FILE)) return;
  throw new UserError(`${place} is no recording (it holds ${foreign ?? present.join(", ")}); name another folder.`);
}

async function entries(place: string): Promise<string[]> {
  try {
    return await readdir(place);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw new UserError(`The recording cannot be written to ${place} (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
