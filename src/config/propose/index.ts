/** `holdfast init`: recognises the layout of a repository and writes a first holdfast.yaml for it. */
import { UserError } from "../../errors/index.ts";
import { findAppOfApps } from "./app-of-apps.ts";
import { findPlain } from "./plain.ts";
import { writeAppOfApps, writePlain } from "./write.ts";

/**
 * The text of a holdfast.yaml for the repository at `root`, with comments where a person has to decide.
 * @throws UserError that says what was looked for when no layout is recognised.
 */
export async function proposeConfig(root: string): Promise<string> {
  const appOfApps = await findAppOfApps(root);
  if (appOfApps !== null) return writeAppOfApps(appOfApps);
  const plain = await findPlain(root);
  if (plain !== null) return writePlain(plain);
  throw new UserError(
    `No layout is recognised in ${root}: neither a chart whose templates render Argo CD Applications beside values-<environment>.yaml files, ` +
      "nor environments/<environment>/<application>.yaml with charts/<application>. Go to the root of such a repository, or write holdfast.yaml by hand.",
  );
}
