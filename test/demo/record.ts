/**
 * Makes the example environment's recording anew: installs idfint on a real API server, changes it by hand the way people
 * do, and takes a snapshot. Run it with `npm run demo:record` after a change of the charts or of idfint's values.
 */
import { execFile } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { clientOf, helmInstall, kubectl, startControlPlane } from "../servers/kube/index.ts";
import { APPLICATIONS, valuesOf } from "./applications.ts";
import { CHANGES } from "./changes.ts";
import { stripSchemas } from "./strip-schemas.ts";

const ENVIRONMENT = "idfint";
const RECORDING = `environments/${ENVIRONMENT}/recording`;

await using plane = await startControlPlane();
using client = clientOf(plane);
for (const namespace of new Set(APPLICATIONS.map((application) => application.namespace))) {
  await client.mustRequest("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
}
for (const { name, chart, namespace } of APPLICATIONS) {
  await helmInstall(plane, { release: name, chart, namespace, values: await valuesOf(ENVIRONMENT, name) });
}
for (const { args, stdin } of CHANGES) await kubectl(plane, args, stdin === undefined ? {} : { stdin });

const kubeconfig = join(plane.folder, `kubeconfig-${ENVIRONMENT}`);
await copyFile(plane.kubeconfig, kubeconfig);
await kubectl({ ...plane, kubeconfig }, ["config", "rename-context", "admin", ENVIRONMENT], { user: "reader" });
const env = { ...process.env, KUBECONFIG: kubeconfig };
const { stderr } = await promisify(execFile)(
  process.execPath,
  ["dist/holdfast.js", "snapshot", ENVIRONMENT, RECORDING],
  { env },
);
process.stderr.write(stderr);
await stripSchemas(join(RECORDING, "schemas", "kafka.strimzi.io", "v1.json"));
