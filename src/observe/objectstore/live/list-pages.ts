import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { StoredObject } from "../port.ts";
import type { Bucket } from "./store.ts";
import type { Xml } from "./xml.ts";

export interface ListAsk {
  readonly prefix: string;
  /** Names are cut at it, and folders listed; null lists every object below the prefix. */
  readonly delimiter: string | null;
  readonly pages: number;
  readonly what: string;
}

/** What was listed. */
export interface Folder {
  /** In order of their names; placeholders of empty folders are left out. */
  readonly objects: readonly StoredObject[];
  readonly folders: readonly string[];
  /** False where the bound of pages was met. */
  readonly complete: boolean;
}

/** Objects below a prefix, page by page. */
export async function listPages(bucket: Bucket, ask: ListAsk): Promise<Reading<Folder>> {
  const objects: StoredObject[] = [];
  const folders: string[] = [];
  let token: string | null = null;
  for (let page = 0; page < ask.pages; page += 1) {
    const reading = await onePage(bucket, ask, token);
    if (!reading.ok) return reading;
    objects.push(...reading.value.all("Contents").flatMap(storedObject));
    folders.push(...reading.value.all("CommonPrefixes").map((each) => decoded(each.text("Prefix") ?? "")));
    if (reading.value.text("IsTruncated") !== "true") return read({ objects, folders, complete: true });
    token = reading.value.text("NextContinuationToken");
    if (token === null) return unread("server-error", ask.what, "the object store's list does not say how it goes on");
  }
  return read({ objects, folders, complete: false });
}

async function onePage(bucket: Bucket, ask: ListAsk, token: string | null): Promise<Reading<Xml>> {
  const { prefix, delimiter, what } = ask;
  const query = {
    "list-type": "2",
    // A key may hold what XML cannot.
    "encoding-type": "url",
    prefix,
    ...(delimiter !== null && { delimiter }),
    ...(token !== null && { "continuation-token": token }),
  };
  const page = await bucket.find({ query, what, roots: ["ListBucketResult"], absent: [] });
  if (!page.ok) return page;
  return page.value === null ? unread("server-error", what, "the object store lists nothing") : read(page.value);
}

function storedObject(contents: Xml): StoredObject[] {
  const key = decoded(contents.text("Key") ?? "");
  const lastModified = contents.text("LastModified");
  return key === "" || key.endsWith("/") || lastModified === null ? [] : [{ key, lastModified }];
}

/** Stores write a space as `+` or as `%20`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
}
