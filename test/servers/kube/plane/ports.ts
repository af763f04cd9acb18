import { once } from "node:events";
import { createServer } from "node:net";

/** Below the range from which the system takes ports for whoever names none. */
const FIRST = 10_000;
/** Each worker of a run has its own part, so that two that start servers at the same time never choose the same. */
const SPAN = 7_000;
const PARTS = 3;

let next = Math.floor(Math.random() * SPAN);

/** `count` loopback ports that are free now; another program may be faster. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tried = 0; ports.length < count; tried += 1) {
    if (tried === SPAN) throw new Error(`there are no ${count} free ports`);
    const port = FIRST + partOfWorker() * SPAN + next;
    next = (next + 1) % SPAN;
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** Nought outside of a worker. */
function partOfWorker(): number {
  return Number(process.env["VITEST_POOL_ID"] ?? 0) % PARTS;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
