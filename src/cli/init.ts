import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { proposeConfig } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import { EXIT } from "./exit-codes.ts";

/** `holdfast init`: writes holdfast.yaml for the repository it stands in, never over an existing one. */
export async function run(_names: readonly string[], options: Record<string, unknown>): Promise<number> {
  const root = process.cwd();
  const text = await proposeConfig(root);
  if (options["dryRun"] === true) {
    process.stdout.write(text);
    return EXIT.done;
  }
  const file = join(root, "holdfast.yaml");
  await writeFile(file, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST")
      throw new UserError("holdfast.yaml exists already. Edit it, or move it away and run holdfast init again.");
    throw error;
  });
  process.stderr.write(
    "Wrote holdfast.yaml. Name the context of each environment's cluster in it, then run holdfast doctor.\n",
  );
  return EXIT.done;
}
