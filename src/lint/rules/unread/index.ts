/** Values that no template reads: misspelt ones, and those that say nothing at all. */
import { toValuesKey } from "../../../vocabulary/index.ts";
import type { LintDifference, LintWorld, TracedApplication } from "../../traced.ts";
import { valuesFault } from "../fault.ts";
import { type UnreadGroup, unreadGroups } from "./groups.ts";
import { silentItemKeys } from "./items.ts";
import { fileKeys, knownKeys } from "./known-keys.ts";
import { type Meant, meantBy } from "./meant.ts";

export function unreadValues(subject: TracedApplication, world: LintWorld): readonly LintDifference[] {
  const known = knownKeys(subject, world);
  const groups = unreadGroups(subject, world, known);
  const named = new Set(groups.map(({ path }) => toValuesKey(path)));
  const items = silentItemKeys(subject, world).filter(({ path }) => !named.has(toValuesKey(path)));
  const judged = [...groups, ...items].map((group) => ({
    group,
    meant: meantBy(group, known, fileKeys(subject, group.place.file)),
  }));
  return judged.flatMap(({ group, meant }) => {
    if (meant !== null) return [misspelt(subject, group, meant)];
    return groups.includes(group) ? [unread(subject, group)] : [];
  });
}

function misspelt(subject: TracedApplication, group: UnreadGroup, { how, path }: Meant): LintDifference {
  const mine = toValuesKey(group.path);
  const theirs = toValuesKey(path);
  const [name] = path.slice(-1);
  const isRename = how === "spelling" && typeof name === "string" && group.items === 1;
  const statement =
    how === "spelling"
      ? `No template reads ${mine}${inItems(group)}, but ${theirs} is read: rename the key if that is meant`
      : `No template reads ${mine}${inItems(group)}, but ${theirs} is read: change the indentation if that is meant`;
  const fault = { reason: "misspelt-key", path: group.path, place: group.place, statement } as const;
  return valuesFault(subject, isRename ? { ...fault, desired: name } : fault);
}

function unread(subject: TracedApplication, group: UnreadGroup): LintDifference {
  const { path, place, isIntent, leaves } = group;
  const key = toValuesKey(path);
  const what = leaves > 1 ? `any of the ${leaves} values in ${key}` : key;
  return valuesFault(subject, {
    reason: isIntent ? "unread-value" : "unread-default",
    path,
    place,
    statement: `No template reads ${what}${inItems(group)}: correct the key, or remove it unless another program reads the file`,
  });
}

function inItems({ items }: UnreadGroup): string {
  return items > 1 ? ` (nor the same key of ${items - 1} more items)` : "";
}
