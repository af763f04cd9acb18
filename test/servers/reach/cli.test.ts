import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ran } from "../cli/command-line.ts";
import { configOf, MANIFESTS, repositoryOf } from "../cli/repository.ts";
import { Workplace } from "../cli/workplace.ts";
import { applyServerSide, clientOf, createNamespace, kubectl } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { FakeKubelet } from "./fake-kubelet.ts";

const plane = sharedPlane();
const PASSWORD = "correct-horse-battery-staple";
const LOGIN = `Basic ${Buffer.from(`ops:${PASSWORD}`).toString("base64")}`;
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/subjects": [],
  "/config": { compatibilityLevel: "BACKWARD" },
  "/mode": { mode: "READWRITE" },
  "/v1/health": {},
};

describe("reach/cli", () => {
  let server: Server;
  let kubelet: FakeKubelet;
  let url = "";

  beforeAll(async () => {
    kubelet = await FakeKubelet.start(plane);
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "", "http://registry");
      const known = request.headers.authorization === LOGIN;
      const answer = ANSWERS[pathname];
      response.writeHead(known ? (answer === undefined ? 404 : 200) : 401, { "content-type": "application/json" });
      // A careless server quotes what it was sent.
      response.end(JSON.stringify(known ? (answer ?? {}) : { message: `refused ${request.headers.authorization}` }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.close();
    await kubelet[Symbol.asyncDispose]();
  });

  /** A repository whose environment has every kind of service, reached in every way. */
  async function repository(namespace: string, options: { readonly kubeconfig?: string } = {}) {
    const password = { secret: { name: "registry-login", key: "password", namespace } };
    const services = {
      kafka: [{ cluster: "broker", namespace, portForward: { service: "bootstrap", port: 9092 }, user: "holdfast" }],
      schemaRegistries: [{ name: "registry", namespace, url, username: "ops", password, alertTopics: ["alerts"] }],
      terraform: { file: "terraform.tfstate" },
      alertDatabase: { serviceProxy: { service: "alert-database", port: 80, namespace } },
    };
    const config = configOf({ plane: { kubeconfig: options.kubeconfig ?? plane.kubeconfig }, namespace });
    const [environment] = (config as { environments: readonly object[] }).environments;
    return {
      ...repositoryOf(MANIFESTS, { plane, namespace }),
      "holdfast.yaml": { ...config, environments: [{ ...environment, services }] },
      "terraform.tfstate": { version: 4, terraform_version: "1.9.0", resources: [] },
    };
  }

  async function deployed(): Promise<string> {
    const namespace = await createNamespace(plane);
    const yaml = MANIFESTS.map((manifest) => `---\n${JSON.stringify(manifest)}\n`).join("");
    await applyServerSide(plane, { yaml, namespace, fieldManager: "helm" });
    const api = clientOf(plane);
    const at = (kind: string) => `/api/v1/namespaces/${namespace}/${kind}`;
    for (const name of ["registry-login", "holdfast"])
      await api.mustRequest("POST", at("secrets"), { metadata: { name }, stringData: { password: PASSWORD } });
    const spec = { ports: [{ port: 80 }] };
    await api.mustRequest("POST", at("services"), { metadata: { name: "alert-database" }, spec });
    await kubelet.addPod(namespace, "broker-0", { 9092: { host: "127.0.0.1", port: 1 } });
    await api.mustRequest("POST", `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, {
      metadata: { name: "bootstrap-1", labels: { "kubernetes.io/service-name": "bootstrap" } },
      addressType: "IPv4",
      ports: [{ port: 9092 }],
      endpoints: [{ addresses: ["10.1.2.3"], targetRef: { kind: "Pod", name: "broker-0", namespace } }],
    });
    return namespace;
  }

  const linesOf = ({ stdout }: Ran, mark: "ok" | "failed") =>
    stdout
      .split("\n")
      .flatMap((line) => (line.trim().startsWith(`${mark} `) ? [line.trim().slice(mark.length).trim()] : []));

  it("doctor says of each service what can be read, and never a password", async () => {
    const namespace = await deployed();
    await using place = await Workplace.open(await repository(namespace));
    const ran = await place.holdfast(["doctor"], { watch: true });
    expect(linesOf(ran, "ok")).toEqual(
      expect.arrayContaining([
        `reach schema registry at ${url}`,
        "read compatibility of schema registry registry",
        "read subjects of schema registry registry",
        "read Terraform state terraform.tfstate",
      ]),
    );
    expect(linesOf(ran, "failed")).toEqual([
      expect.stringMatching(/^reach Kafka broker behind Service bootstrap in /),
      expect.stringMatching(/^read alert database at .*no endpoints available/),
    ]);
    expect(ran.code).toBe(1);
    for (const text of [ran.stdout, ran.stderr, ...ran.commandLines]) expect(text).not.toContain(PASSWORD);
  });

  it("doctor prints roles that reach what they are for, and no more", async () => {
    const namespace = await deployed();
    await using place = await Workplace.open(await repository(namespace));
    const roles = await place.holdfast(["doctor", "--rbac"]);
    expect(roles.code).toBe(0);
    const named = roles.stdout.replaceAll("name: holdfast-reader", `name: ${namespace}-reader`);
    await kubectl(plane, ["create", "--filename", "-"], { stdin: named });
    await kubectl(plane, ["create", "serviceaccount", "holdfast", "--namespace", namespace]);
    const { stdout: token } = await kubectl(plane, ["create", "token", "holdfast", "--namespace", namespace]);
    const subject = `--serviceaccount=${namespace}:holdfast`;
    await kubectl(plane, ["create", "clusterrolebinding", namespace, `--clusterrole=${namespace}-reader`, subject]);
    await kubectl(plane, [
      ...["create", "rolebinding", "reader", `--role=${namespace}-reader`, subject],
      ...["--namespace", namespace],
    ]);
    await place.write({ ...(await repository(namespace, { kubeconfig: "kubeconfig.json" })), ...kubeconfigOf(token) });
    const ran = await place.holdfast(["doctor"]);
    const failed = linesOf(ran, "failed");
    expect(failed).toHaveLength(2);
    expect(failed.join("\n")).not.toMatch(/may not/);
  });

  it("a recording gives what the services gave, and holds no password", async () => {
    const namespace = await deployed();
    await using place = await Workplace.open(await repository(namespace));
    const dir = join(place.root, "..", "recording");
    expect(await place.holdfast(["snapshot", "dev", dir])).toMatchObject({ code: 0 });
    const check = ["check", "--output", "json"];
    const live = JSON.parse((await place.holdfast(check)).stdout);
    const replayed = JSON.parse((await place.holdfast([...check, "--live", dir])).stdout);
    expect(replayed.environments[0].findings).toEqual(live.environments[0].findings);
    expect(replayed.environments[0].unreadable).not.toEqual([]);
    const files = await place.contents(dir);
    expect([...files.keys()].filter((file) => file.includes("/services/")).length).toBeGreaterThanOrEqual(4);
    for (const text of files.values()) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(LOGIN.slice("Basic ".length));
    }
  });

  it("doctor prints a KafkaUser, and says where there is no Kafka", async () => {
    const namespace = await deployed();
    await using place = await Workplace.open(await repository(namespace));
    const ran = await place.holdfast(["doctor", "--kafka-user"]);
    expect(ran.stdout).toContain("kind: KafkaUser\nmetadata:\n  name: holdfast\n");
    await kubectl(plane, ["create", "--dry-run=server", "--filename", "-"], { stdin: ran.stdout });
    await place.write(repositoryOf(MANIFESTS, { plane, namespace }));
    expect(await place.holdfast(["doctor", "--kafka-user"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("holdfast.yaml names no Kafka."),
    });
  });
});

function kubeconfigOf(token: string) {
  const ca = Buffer.from(plane.ca).toString("base64");
  return {
    "kubeconfig.json": {
      clusters: [{ name: "c", cluster: { server: plane.url, "certificate-authority-data": ca } }],
      users: [{ name: "u", user: { token: token.trim() } }],
      contexts: [{ name: "admin", context: { cluster: "c", user: "u" } }],
    },
  };
}
