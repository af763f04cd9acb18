import { type Reading, read } from "../../../../vocabulary/index.ts";
import type { LiveCluster } from "../cluster.ts";
import type { Deadline } from "../deadline.ts";
import { unreadBecause } from "../failure.ts";

/** What a part is read with. */
export interface Part {
  readonly cluster: LiveCluster;
  readonly deadline: Deadline;
}

/** Reads one part within its own time. A failure costs this part only. */
export async function readPart<T>(
  cluster: LiveCluster,
  what: string,
  ask: (part: Part) => Promise<T>,
): Promise<Reading<T>> {
  return readingOf(what, () => ask({ cluster, deadline: cluster.deadline() }));
}

export async function readingOf<T>(what: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await ask());
  } catch (error) {
    return unreadBecause(error, what);
  }
}
