import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./run.ts";

/** Strimzi's CRD generator is compiled for this Java. */
const OLDEST_JAVA = 21;
const INSTALLED = "/usr/lib/jvm";

/**
 * Finds a Java that runs Strimzi's CRD generator: JAVA_HOME, then /usr/lib/jvm, then PATH.
 * @throws Error when there is none of version 21 or newer.
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const home = env["JAVA_HOME"];
  const installed = await readdir(INSTALLED).catch(() => []);
  const homes = [
    ...(home === undefined || home === "" ? [] : [home]),
    ...installed.map((name) => join(INSTALLED, name)),
  ];
  for (const candidate of [...homes.map((folder) => join(folder, "bin", "java")), "java"]) {
    if ((await askMajor(candidate, env)) >= OLDEST_JAVA) return candidate;
  }
  throw new Error(
    `Strimzi's CRDs are generated with Java ${OLDEST_JAVA} or newer, and there is none in JAVA_HOME, ${INSTALLED} or PATH; install one.`,
  );
}

/** 0 when it is no Java. */
async function askMajor(java: string, env: NodeJS.ProcessEnv): Promise<number> {
  const answer = await runCommand({ program: java, args: ["-version"], env }).catch(() => null);
  return Number(/version "(\d+)/.exec(answer?.stderr ?? "")?.[1] ?? 0);
}
