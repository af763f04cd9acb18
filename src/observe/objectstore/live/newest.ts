import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { StoredObject } from "../port.ts";
import { type Folder, listPages } from "./list-pages.ts";
import type { Bucket } from "./store.ts";

/** At 1,000 keys a page. */
const PAGES = 10;
/** So young an object proves that objects are being written. */
const RECENT_MS = 3_600_000;

/**
 * The newest object under a prefix; null where there is none. S3 lists by name, not by age, so this is certain only
 * where all can be listed. Where there are too many, the folder that sorts last is looked at: names that begin with
 * a number that grows lead there. What was written within the last hour is taken; else the answer is not known.
 */
export async function newestObject(bucket: Bucket, prefix: string, now: Date): Promise<Reading<StoredObject | null>> {
  const what = `newest object of ${bucket.name}/${prefix}`;
  const all = await listPages(bucket, { prefix, delimiter: null, pages: PAGES, what });
  if (!all.ok) return all;
  if (all.value.complete) return read(newestOf([all.value]));
  const last = await lastFolder(bucket, prefix, what);
  const found = newestOf(last.ok && last.value !== null ? [all.value, last.value] : [all.value]);
  if (found !== null && now.getTime() - Date.parse(found.lastModified) <= RECENT_MS) return read(found);
  return unread("truncated", what, `there are more than ${PAGES},000 objects, too many to list`);
}

/** Null where there are no folders, or too many. */
async function lastFolder(bucket: Bucket, prefix: string, what: string): Promise<Reading<Folder | null>> {
  const folders = await listPages(bucket, { prefix, delimiter: "/", pages: PAGES, what });
  if (!folders.ok) return folders;
  const last = folders.value.folders.at(-1);
  if (last === undefined || !folders.value.complete) return read(null);
  return listPages(bucket, { prefix: last, delimiter: null, pages: PAGES, what });
}

function newestOf(folders: readonly Folder[]): StoredObject | null {
  let newest: StoredObject | null = null;
  for (const object of folders.flatMap(({ objects }) => objects)) {
    if (newest === null || object.lastModified > newest.lastModified) newest = object;
  }
  return newest;
}
