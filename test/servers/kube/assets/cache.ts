import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { withLock } from "./lock.ts";

/** Takes one line about what is going on. */
export type Progress = (line: string) => void;

/** Something that takes long to make and is made once per machine. */
export interface CachedFolder {
  readonly folder: string;
  readonly progress: Progress;
  /** Fills an empty folder; it becomes `folder` only when this succeeds. */
  readonly make: (partial: string) => Promise<void>;
}

/** Where prepared programs and CRDs are kept between runs: `$XDG_CACHE_HOME/holdfast` or `~/.cache/holdfast`. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const home = env["XDG_CACHE_HOME"];
  return join(home === undefined || home === "" ? join(homedir(), ".cache") : home, "holdfast");
}

/**
 * Gives the folder, making it first when it is absent. Two processes do not make it at the same time, and nobody sees
 * it half made.
 */
export async function cachedFolder(wanted: CachedFolder): Promise<string> {
  const { folder, progress, make } = wanted;
  if (await exists(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLock({ path: `${folder}.lock`, progress }, async () => {
    if (await exists(folder)) return;
    await removePartials(folder);
    const partial = `${folder}.partial-${randomUUID()}`;
    try {
      await mkdir(partial);
      await make(partial);
      await rename(partial, folder);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
  return folder;
}

/** What a crashed maker left would stay for ever. */
async function removePartials(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.partial-`;
  const left = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
  for (const name of left) await rm(join(dirname(folder), name), { recursive: true, force: true });
}

/** True when the path is there. */
async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
