/**
 * Makes the example environment's recording anew: installs idfint on a real API server with a real Kafka, schema registry
 * and object store behind it, changes them by hand the way people do, and takes a snapshot. Run it with
 * `npm run demo:record` after a change of the charts or of idfint's values.
 */
import { execFile } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RenderReport } from "../../src/vocabulary/index.ts";
import { clientOf, helmInstall, kubectl } from "../servers/kube/index.ts";
import { ClusterHand } from "../servers/services-truth/world/cluster-hand.ts";
import { refOf, settle } from "../servers/services-truth/world/deploy.ts";
import { FirstPass } from "../servers/services-truth/world/operators.ts";
import { TopicView } from "../servers/services-truth/world/topic-view.ts";
import { discover } from "../servers/truth/cluster.ts";
import { APPLICATIONS, valuesOf } from "./applications.ts";
import { CHANGES, FORGOTTEN_TOPIC } from "./changes.ts";
import { driftBehind, operatorsAnswer } from "./drift.ts";
import { localConfig } from "./local-config.ts";
import { fillServices, startDemoServers } from "./services.ts";
import { stripSchemas } from "./strip-schemas.ts";

const ENVIRONMENT = "idfint";
const RECORDING = `environments/${ENVIRONMENT}/recording`;
const HOOK = "argocd.argoproj.io/hook";

await using servers = await startDemoServers();
const { plane, kafka } = servers;
using client = clientOf(plane);
for (const namespace of new Set(APPLICATIONS.map((application) => application.namespace))) {
  await client.mustRequest("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
}
for (const { name, chart, namespace } of APPLICATIONS) {
  await helmInstall(plane, { release: name, chart, namespace, values: await valuesOf(ENVIRONMENT, name) });
}

using hand = new ClusterHand(plane, await discover(plane, plane.folder));
const refs = await declaredRefs();
const operators = new FirstPass({
  cluster: hand,
  fixtures: kafka.fixtures,
  view: new TopicView(kafka.brokers("plaintext")),
});
for (const ref of refs) await settle(hand, ref);
await operators.run();
await fillServices(servers);
for (const { args, stdin } of CHANGES) await kubectl(plane, args, stdin === undefined ? {} : { stdin });
for (const ref of refs) await settle(hand, ref);
await kafka.fixtures.createTopics({ name: FORGOTTEN_TOPIC, partitions: 45, replicas: 3 });
for (const topic of await hand.list("KafkaTopic")) await operators.settleTopic(topic);
await driftBehind(servers, hand);
await operatorsAnswer(servers, hand);

const kubeconfig = join(plane.folder, `kubeconfig-${ENVIRONMENT}`);
await copyFile(plane.kubeconfig, kubeconfig);
await kubectl({ ...plane, kubeconfig }, ["config", "rename-context", "admin", ENVIRONMENT], { user: "reader" });
await using config = await localConfig(servers, ENVIRONMENT);
const { stderr } = await holdfast(["snapshot", ENVIRONMENT, RECORDING, "--config", config.file], kubeconfig);
process.stderr.write(stderr);
await stripSchemas(join(RECORDING, "schemas", "kafka.strimzi.io", "v1.json"));

/** Everything that git declares and that stays; hooks come and go. */
async function declaredRefs(): Promise<ReturnType<typeof refOf>[]> {
  const { stdout } = await holdfast(["render", ENVIRONMENT, "--output", "json"], "");
  const { applications } = JSON.parse(stdout) as RenderReport;
  const objects = applications.flatMap((application) => application.objects);
  return objects.filter(({ metadata }) => metadata.annotations?.[HOOK] === undefined).map(refOf);
}

function holdfast(args: readonly string[], kubeconfig: string): Promise<{ stdout: string; stderr: string }> {
  const keys = { HOLDFAST_ACCESS_KEY: "access-key-of-the-demo", HOLDFAST_SECRET_KEY: "secret-key-of-the-demo" };
  const env = { ...process.env, ...keys, KUBECONFIG: kubeconfig };
  return promisify(execFile)(process.execPath, ["dist/holdfast.js", ...args], { env, maxBuffer: 2 ** 26 });
}
