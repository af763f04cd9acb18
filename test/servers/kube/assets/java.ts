import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./run.ts";

/** Strimzi's CRD generator and Apicurio are compiled for this Java. */
const OLDEST_JAVA = 21;
const INSTALLED = "/usr/lib/jvm";

/**
 * Finds a Java of version 21 or newer: JAVA_HOME, then /usr/lib/jvm, then PATH.
 * @throws Error that says what wanted it (`wantedBy` begins a sentence) when there is none.
 */
export async function findJava(env: NodeJS.ProcessEnv, wantedBy: string): Promise<string> {
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
    `${wantedBy} needs Java ${OLDEST_JAVA} or newer, and there is none in JAVA_HOME, ${INSTALLED} or PATH; install one.`,
  );
}

/** 0 when it is no Java. */
async function askMajor(java: string, env: NodeJS.ProcessEnv): Promise<number> {
  const answer = await runCommand({ program: java, args: ["-version"], env }).catch(() => null);
  return Number(/version "(\d+)/.exec(answer?.stderr ?? "")?.[1] ?? 0);
}
