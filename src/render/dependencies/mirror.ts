import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What stands at a path of a copy in place of the original: other text, a link to another path, or nothing. */
export type Change = { readonly text: string } | { readonly link: string } | "left-out";

/** Changes by their path relative to the copied folder, with `/` between the parts. */
export type Changes = ReadonlyMap<string, Change>;

/**
 * Makes a copy of a folder that differs by the changes. Whatever has none below it is a symbolic link to the original,
 * so a copy costs a few links. The original is only read; it need not exist.
 */
export async function mirror(source: string, target: string, changes: Changes): Promise<void> {
  await mkdir(target, { recursive: true });
  const below = groupByFirstPart(changes);
  const names = new Set([...(await readdir(source).catch(() => [])), ...below.keys()]);
  for (const name of names) {
    const [from, to] = [join(source, name), join(target, name)];
    const change = changes.get(name);
    const inside = below.get(name);
    if (change !== undefined) await place(change, to);
    else if (inside !== undefined) await mirror(from, to, inside);
    else await symlink(from, to);
  }
}

async function place(change: Change, target: string): Promise<void> {
  if (change === "left-out") return;
  if ("link" in change) await symlink(change.link, target);
  else await writeFile(target, change.text);
}

function groupByFirstPart(changes: Changes): Map<string, Map<string, Change>> {
  const groups = new Map<string, Map<string, Change>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf("/");
    const first = slash < 0 ? path : path.slice(0, slash);
    const group = groups.get(first) ?? new Map<string, Change>();
    if (slash >= 0) group.set(path.slice(slash + 1), change);
    groups.set(first, group);
  }
  return groups;
}
