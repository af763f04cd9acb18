import { randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "./cache.ts";

export interface Lock {
  readonly path: string;
  readonly progress: Progress;
  /** A lock that nobody has touched for so long belongs to a crashed process. Default 20 s. */
  readonly staleAfterMs?: number;
}

const STALE_AFTER_MS = 20_000;

/**
 * Runs `work` while holding a lock file. The holder touches the file; a file that goes untouched is taken over, so a
 * crashed holder blocks nobody for ever. Two takers at the same instant may both run: the lock spares work, and
 * `work` must be right without it.
 */
export async function withLock<T>(lock: Lock, work: () => Promise<T>): Promise<T> {
  const staleAfterMs = lock.staleAfterMs ?? STALE_AFTER_MS;
  const owner = await acquire(lock, staleAfterMs);
  const heartbeat = setInterval(() => void touch(lock.path), staleAfterMs / 5);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if ((await readOwner(lock.path)) === owner) await rm(lock.path, { force: true });
  }
}

async function acquire(lock: Lock, staleAfterMs: number): Promise<string> {
  const owner = randomUUID();
  for (let told = false; ; told = true) {
    const file = await openNew(lock.path);
    if (file !== null) {
      await file.writeFile(owner);
      await file.close();
      return owner;
    }
    if (!told) lock.progress(`Another process prepares ${lock.path.replace(/\.lock$/, "")}, waiting for it.`);
    if (await isStale(lock.path, staleAfterMs)) await rm(lock.path, { force: true });
    else await sleep(Math.min(500, staleAfterMs / 4));
  }
}

async function openNew(path: string): Promise<FileHandle | null> {
  return open(path, "wx").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
}

async function isStale(path: string, staleAfterMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > staleAfterMs;
}

/** The file is gone only when another process took the lock over; then the heartbeat has nothing to say. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

async function readOwner(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}
