import { resolve } from "node:path";
import { check, readOffline } from "../check/index.ts";
import { UserError } from "../errors/index.ts";
import { maskForRecording, type Scrubber } from "../masking/index.ts";
import { type Recorder, recordReads } from "../observe/recording/index.ts";
import { type EnvironmentReport, type Finding, resourceKey, resourceOf } from "../vocabulary/index.ts";
import { EXIT } from "./exit-codes.ts";
import { scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";
import { VERSION } from "./version.ts";

/** `holdfast snapshot env dir`: runs a check and keeps what it read, Secret values masked, for `--live`. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  const [name = "", dir = ""] = names;
  await using session = await openSession(options, scrubber);
  const report = await record(session, { name, dir: resolve(dir) });
  session.progress.end();
  for (const { what, why } of report?.unreadable ?? [])
    process.stderr.write(`Recorded as unreadable: ${what}: ${why}.\n`);
  process.stderr.write(`Recorded ${name} in ${dir}. Compare with it: holdfast check ${name} --live ${dir}\n`);
  return EXIT.done;
}

function isWholeCluster({ kind, resource }: Finding): boolean {
  return kind === "unreadable" && resource.type === "kubernetes" && resource.kind === "*";
}

async function record(
  session: Session,
  { name, dir }: { name: string; dir: string },
): Promise<EnvironmentReport | undefined> {
  const { config, revision, ports, scrubber } = session;
  const [environment] = session.environments([name]);
  if (environment === undefined) throw new UserError("snapshot takes the name of an environment.");
  const { declaration, intent } = await readOffline({ config, environment, revision, applications: null }, ports);
  const desired = new Map(intent.declared.map(({ object }) => [resourceKey(resourceOf(object)), object]));
  const reader = await ports.connect(environment);
  const recorder: Recorder = recordReads(reader, {
    dir,
    info: {
      recordedAt: ports.now().toISOString(),
      environment: name,
      revision: declaration.revision,
      holdfast: VERSION,
      cluster: null,
    },
    mask: (live) => maskForRecording(live, desired.get(resourceKey(resourceOf(live))) ?? null, scrubber),
    scrubber,
    keep: (live) => live.metadata.namespace !== undefined || desired.has(resourceKey(resourceOf(live))),
  });
  const report = await check(
    {
      config,
      environments: [environment],
      revision,
      engine: "local",
      scope: scopeOf({}),
      strict: false,
      baseline: null,
    },
    {
      ...ports,
      connect: async () => recorder.reader,
      // Credentials are read past the recorder: they are no part of what was checked.
      connectServices: (checked) => recorder.services(ports.connectServices(checked, reader)),
    },
  );
  const [checked] = report.environments;
  if (checked?.findings.some(isWholeCluster))
    throw new UserError(`Nothing of ${name} could be read, so nothing was recorded. Run holdfast doctor ${name}.`);
  await recorder.finish();
  return checked;
}
