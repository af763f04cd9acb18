import { readFile } from "node:fs/promises";
import { type Reading, unread } from "../../../vocabulary/index.ts";
import type { TerraformReader, TerraformState } from "../port.ts";
import { parseState } from "./parse.ts";

/**
 * A reader of a state file (version 4) or of what `terraform show -json` printed. The file is read anew each time.
 * @param shown the file as messages name it.
 */
export function openTerraformState(file: string, shown = file): TerraformReader {
  const description = `Terraform state ${shown}`;
  return { description, state: () => readState(file, description), close: async () => undefined };
}

async function readState(file: string, description: string): Promise<Reading<TerraformState>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    return unreadFile(error, description);
  }
  return parseState(text, description);
}

function unreadFile(error: unknown, description: string): Reading<never> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return unread("unreachable", description, "the file does not exist");
  if (code === "EACCES") return unread("no-permission", description, "the file may not be read");
  return unread("unreachable", description, `the file cannot be read (${code})`);
}
