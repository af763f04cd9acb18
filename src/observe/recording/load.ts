import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ZodType } from "zod";
import { UserError } from "../../errors/index.ts";

/** A file of a recording, by its path below it. */
export interface RecordedFile {
  readonly dir: string;
  readonly name: string;
}

/**
 * Reads a file of a recording.
 * @throws UserError when it is damaged.
 */
export async function load<T>({ dir, name }: RecordedFile, schema: ZodType<T>): Promise<T> {
  const file = join(dir, name);
  return checked(file, await readFile(file, "utf8"), schema);
}

/** As `load`; null where the recording does not hold the file. */
export async function loadIfThere<T>({ dir, name }: RecordedFile, schema: ZodType<T>): Promise<T | null> {
  const file = join(dir, name);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new UserError(`${file} cannot be read (${error.code ?? error.message}); record the environment again.`);
  });
  return text === null ? null : checked(file, text, schema);
}

function checked<T>(file: string, text: string, schema: ZodType<T>): T {
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join("/")}`;
  throw new UserError(`${file} is not what \`holdfast snapshot\` writes${where}; record the environment again.`);
}

/** Undefined for what is not JSON: no schema accepts it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
