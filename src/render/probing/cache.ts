import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readTraces, writeTraces } from "./cache-format.ts";
import type { LeafTrace } from "./trace.ts";

/** Traces on disk, by the hash of the content that they belong to (`contentKey`). */
export interface TraceCache {
  /** Null when they are not there, or not whole. */
  read(key: string): Promise<LeafTrace[] | null>;
  write(key: string, leaves: readonly LeafTrace[]): Promise<void>;
}

export interface TraceCacheLimits {
  readonly files: number;
  readonly bytes: number;
}

const MOST: TraceCacheLimits = { files: 2000, bytes: 128 * 1024 * 1024 };
const KEY = /^[\w-]{8,128}$/;
const OWN = /^[\w-]{8,128}\.trace(?:\.[\w-]+\.tmp)?$/;
/** A draft that is older was left by a run that was cut off. */
const DRAFT_MS = 60 * 60 * 1000;

/**
 * A cache in a folder, which is made when needed and may be shared by runs at the same time. It holds paths and no
 * values. What was used longest ago is removed first. A cache that cannot be read or written only costs time, so its
 * failures are not reported.
 */
export function openTraceCache(folder: string, { most = MOST }: { readonly most?: TraceCacheLimits } = {}): TraceCache {
  const fileOf = (key: string): string => join(folder, `${key}.trace`);
  return {
    read: async (key) => (KEY.test(key) ? readOne(fileOf(key), key) : null),
    write: async (key, leaves) => {
      if (!KEY.test(key)) return;
      const file = fileOf(key);
      const draft = `${file}.${randomUUID()}.tmp`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(draft, writeTraces(key, leaves), { mode: 0o600 });
        await rename(draft, file);
        await removeOldest(folder, most);
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
  };
}

async function readOne(file: string, key: string): Promise<LeafTrace[] | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  const leaves = text === null ? null : readTraces(key, text);
  const now = new Date();
  if (leaves !== null) await utimes(file, now, now).catch(() => undefined);
  return leaves;
}

async function removeOldest(folder: string, most: TraceCacheLimits): Promise<void> {
  const names = (await readdir(folder)).filter((name) => OWN.test(name));
  const present = (await Promise.all(names.map((name) => describe(folder, name)))).filter((file) => file !== null);
  let [files, bytes] = [0, 0];
  for (const file of present.sort((one, other) => other.usedMs - one.usedMs)) {
    if (file.draft && Date.now() - file.usedMs < DRAFT_MS) continue;
    files++;
    bytes += file.bytes;
    if (file.draft || files > most.files || bytes > most.bytes) await rm(file.path, { force: true });
  }
}

interface CacheFile {
  readonly path: string;
  readonly draft: boolean;
  readonly bytes: number;
  readonly usedMs: number;
}

/** Null when another run removed it meanwhile. */
async function describe(folder: string, name: string): Promise<CacheFile | null> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return null;
  return { path, draft: name.endsWith(".tmp"), bytes: found.size, usedMs: found.mtimeMs };
}
