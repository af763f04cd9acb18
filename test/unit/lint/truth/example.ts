import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Helm } from "../../../../src/render/index.ts";
import { Ground } from "./ground.ts";
import type { Target } from "./mistake.ts";

const run = promisify(execFile);
const HERE = join(import.meta.dirname, "../../../..");
export const EXAMPLE_ENVIRONMENTS = ["idfint", "idfdev", "idfprod"];

/** The example environments of this repository, copied into one of their own. */
export async function openExample(helm: Helm): Promise<Ground> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-truth-example-"));
  for (const part of ["charts", "environments", "schemas", "holdfast.yaml"]) {
    await cp(join(HERE, part), join(root, part), { recursive: true, filter: (path) => !path.includes("/recording") });
  }
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];
  await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: root });
  await run("git", ["add", "--all"], { cwd: root });
  await run("git", [...who, "commit", "--quiet", "--message", "Declare the example"], { cwd: root });
  return Ground.open(root, helm, () => rm(root, { recursive: true, force: true }));
}

/** Every values file of every example environment. */
export async function exampleTargets(ground: Ground): Promise<readonly Target[]> {
  const targets = EXAMPLE_ENVIRONMENTS.map(async (environment) => {
    const files = (await readdir(join(ground.root, "environments", environment))).filter((name) =>
      name.endsWith(".yaml"),
    );
    return Promise.all(files.map((name) => targetOf(ground, environment, name.slice(0, -".yaml".length))));
  });
  return (await Promise.all(targets)).flat();
}

async function targetOf(ground: Ground, environment: string, application: string): Promise<Target> {
  const file = `environments/${environment}/${application}.yaml`;
  const chart = await ground.texts(`charts/${application}`);
  const others = await Promise.all(
    EXAMPLE_ENVIRONMENTS.filter((other) => other !== environment).map(async (other) => {
      const path = `environments/${other}/${application}.yaml`;
      return [path, await ground.read(path).catch(() => "")] as const;
    }),
  );
  return {
    application,
    environment,
    file,
    text: await ground.read(file),
    chart: new Map([...chart, ...others.filter(([, text]) => text !== "")]),
  };
}
