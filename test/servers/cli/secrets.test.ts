import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { applyClientSide, createNamespace, type FaultRule, kubectl, startFaultProxy } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { base64, CANARIES, leaksIn, SHORT } from "./canaries.ts";
import type { Ran } from "./command-line.ts";
import { configOf, documentsOf, type Manifest } from "./repository.ts";
import { type Files, Workplace } from "./workplace.ts";

const plane = sharedPlane();
// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

/** Takes every secret from the values file, as real charts do. */
const TEMPLATE = `
apiVersion: v1
kind: Secret
metadata: { name: stored }
data:
  {{- range $key, $value := .Values.secrets }}
  {{ $key }}: {{ $value | b64enc | quote }}
  {{- end }}
---
apiVersion: v1
kind: Secret
metadata: { name: written }
stringData:
  {{- range $key, $value := .Values.secrets }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: leaky }
data:
  whole.json: {{ omit .Values.secrets "short" | toJson | quote }}
  {{- range $key, $value := omit .Values.secrets "short" }}
  {{ $key }}.conf: {{ printf "before %s after" $value | quote }}
  {{- end }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: leaky
  annotations:
    note: {{ .Values.secrets.words | quote }}
    encoded: {{ .Values.secrets.unsafe | b64enc | quote }}
spec:
  scaleTargetRef: { name: leaky }
  triggers:
    - type: kafka
      metadata:
        {{- range $key, $value := omit .Values.secrets "short" }}
        {{ $key }}: {{ $value | quote }}
        {{- end }}
`;

const values = { secrets: { ...CANARIES, short: SHORT } };

/** What is live: all of it differs from git, and holds canaries on its own account. */
function liveManifests(): readonly Manifest[] {
  const swapped = Object.keys(CANARIES).map((key, index, keys) => {
    return [key, CANARIES[keys[(index + 1) % keys.length] ?? ""] ?? ""] as const;
  });
  const data = Object.fromEntries(swapped.map(([key, value]) => [key, base64(value)]));
  const texts = Object.fromEntries(swapped.map(([key, value]) => [`${key}.conf`, `now ${value} then`]));
  const labels = { "app.kubernetes.io/instance": "broker" };
  return [
    { apiVersion: "v1", kind: "Secret", metadata: { name: "stored" }, data: { ...data, short: base64(`${SHORT}?`) } },
    { apiVersion: "v1", kind: "Secret", metadata: { name: "written" }, stringData: { ...CANARIES, short: SHORT } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "only-live", labels },
      stringData: { own: SHORT, ...CANARIES },
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "leaky", annotations: texts }, data: texts },
    {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "leaky", annotations: Object.fromEntries(swapped) },
      spec: {
        scaleTargetRef: { name: "leaky" },
        triggers: [{ type: "kafka", metadata: Object.fromEntries(swapped) }],
      },
    },
  ];
}

function files(namespace: string, at = plane, template = TEMPLATE): Files {
  return {
    "holdfast.yaml": configOf({ plane: at, namespace, more: { baseline: "baseline.json" } }),
    "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
    "charts/broker/templates/all.yaml": template,
    "environments/dev/broker.yaml": values,
  };
}

/** Everything a run leaves behind or lets see, but for the repository's own files. */
async function tracesOf(place: Workplace, ran: Ran): Promise<string> {
  const left = await place.contents(place.temporary);
  const home = await place.contents(join(place.root, "..", "home"));
  return [ran.stdout, ran.stderr, ...ran.commandLines, ...left.values(), ...home.values()].join("\n");
}

async function expectSilence(place: Workplace, ran: Ran): Promise<void> {
  expect(leaksIn(await tracesOf(place, ran))).toEqual([]);
  expect([...(await place.contents(place.temporary)).keys()]).toEqual([]);
}

describe("cli: secret values", () => {
  let namespace: string;

  beforeAll(async () => {
    namespace = await createNamespace(plane);
    await applyClientSide(plane, { yaml: documentsOf(liveManifests()), namespace });
  });

  it.each<{ args: string[]; code?: number; shows: RegExp }>([
    { args: ["check"], shows: /Secret/ },
    { args: ["check", "--output", "json"], shows: /"kind": "Secret"/ },
    { args: ["check", "--output", "markdown"], shows: /Secret/ },
    { args: ["check", "--engine", "server"], shows: /Secret/ },
    { args: ["check", "--engine", "server", "--output", "json"], shows: /"kind": "Secret"/ },
    { args: ["check", "--revision", "HEAD", "--output", "json"], shows: /"kind": "Secret"/ },
    { args: ["check", "--write-baseline", "known"], shows: /Secret/ },
    { args: ["wait", "dev", "--timeout", "0s"], code: 1, shows: /Secret/ },
    { args: ["render", "dev"], shows: /kind: Secret/ },
    { args: ["render", "dev", "--output", "json"], shows: /"kind": "Secret"/ },
    { args: ["doctor"], shows: /list secrets/ },
    { args: ["doctor", "--rbac"], shows: /- secrets/ },
    { args: ["init", "--dry-run"], shows: /layout/ },
  ])("stay inside $args", async ({ args, code = 0, shows }) => {
    await using place = await Workplace.open(files(namespace));
    const ran = await place.holdfast(args, { watch: true });
    expect(ran.code).toBe(code);
    expect(ran.stdout).toMatch(shows);
    await expectSilence(place, ran);
    const baseline = (await place.contents(place.root)).get(join(place.root, "baseline.json")) ?? "";
    expect(leaksIn(baseline)).toEqual([]);
  });

  it("stay out of a recording, and out of what is said about it", async () => {
    await using place = await Workplace.open(files(namespace));
    const dir = join(place.root, "..", "recording");
    const ran = await place.holdfast(["snapshot", "dev", dir], { watch: true });
    expect(ran.code).toBe(0);
    await expectSilence(place, ran);
    const recorded = [...(await place.contents(dir)).entries()].flat().join("\n");
    expect(recorded).toContain("only-live");
    expect(leaksIn(recorded)).toEqual([]);
    for (const output of ["text", "json", "markdown"]) {
      const replayed = await place.holdfast(["check", "--live", dir, "--output", output]);
      expect(replayed.stdout).toContain("Secret");
      await expectSilence(place, replayed);
    }
  });

  const message = Object.values(CANARIES).join(" and ");
  it.each<{ trouble: string; rules: FaultRule[] }>([
    {
      trouble: "an error of a LIST quotes them",
      rules: [{ fault: { kind: "answer", status: 500, message }, match: { path: /\/configmaps$/ } }],
    },
    {
      trouble: "an error of discovery quotes them",
      rules: [{ fault: { kind: "answer", status: 400, message }, match: { path: /^\/apis$/ } }],
    },
    {
      trouble: "an error of the schemas quotes them",
      rules: [{ fault: { kind: "answer", status: 400, message }, match: { path: "/openapi" } }],
    },
    {
      trouble: "the Secrets cannot be listed",
      rules: [{ fault: { kind: "answer", status: 400, message }, match: { path: /\/secrets$/ } }],
    },
    {
      trouble: "a list of Secrets breaks off",
      rules: [{ fault: { kind: "truncate", bytes: 1500 }, match: { path: /\/secrets$/ } }],
    },
  ])("stay inside when $trouble", async ({ rules }) => {
    await using proxy = await startFaultProxy({ target: plane, rules });
    await using place = await Workplace.open(files(namespace, proxy.plane));
    const dir = join(place.root, "..", "recording");
    for (const args of [
      ["check"],
      ["check", "--output", "json"],
      ["check", "--output", "markdown"],
      ["doctor"],
      ["snapshot", "dev", dir],
    ]) {
      proxy.setRules(rules);
      const ran = await place.holdfast(args);
      expect(ran.stdout + ran.stderr).not.toBe("");
      await expectSilence(place, ran);
    }
  });

  it.each<{ trouble: string; template: string }>([
    {
      trouble: "fails with them in its words",
      template: `${TEMPLATE}\n{{ fail (printf "no %s and %s" .Values.secrets.words .Values.secrets.unicode) }}`,
    },
    {
      trouble: "fails on a Secret's own value",
      template:
        "apiVersion: v1\nkind: Secret\nmetadata: { name: x }\ndata: { a: {{ .Values.secrets.eight | fail }} }\n",
    },
    {
      trouble: "is no YAML",
      template: `${TEMPLATE}\n---\n{{ .Values.secrets.words }}: [ {{ .Values.secrets.unsafe }}\n`,
    },
    {
      trouble: "holds a Secret that is no object",
      template: `${TEMPLATE}\n---\n{{ .Values.secrets.words | quote }}\n`,
    },
    {
      trouble: "takes them for another type",
      template: `${TEMPLATE}\n---\napiVersion: v1\nkind: List\nitems: {{ .Values.secrets.words | quote }}\n`,
    },
    { trouble: "asks for a number", template: "{{ add1 (index .Values.secrets.words .Values.secrets.unicode) }}" },
    { trouble: "includes what is not there", template: "{{ include .Values.secrets.padded . }}" },
  ])("stay inside when a chart $trouble", async ({ template }) => {
    await using place = await Workplace.open(files(namespace, plane, template));
    for (const args of [
      ["check"],
      ["check", "--output", "json"],
      ["render", "dev"],
      ["render", "dev", "--output", "json"],
      ["doctor"],
    ]) {
      const ran = await place.holdfast(args, { watch: true });
      expect(ran.stdout + ran.stderr).not.toBe("");
      await expectSilence(place, ran);
    }
  });

  it("stay inside when the values schema refuses them", async () => {
    const schema = {
      properties: {
        secrets: {
          properties: { words: { pattern: "^never$" }, unsafe: { enum: ["never"] }, json: { type: "object" } },
        },
      },
    };
    await using place = await Workplace.open({ ...files(namespace), "charts/broker/values.schema.json": schema });
    for (const args of [["check"], ["check", "--output", "json"], ["render", "dev"]]) {
      const ran = await place.holdfast(args);
      expect(ran.stdout + ran.stderr).toMatch(/secrets/);
      await expectSilence(place, ran);
    }
  });

  it("stay inside when the values file is broken", async () => {
    const broken = `secrets:\n  words: ${CANARIES["words"]}\n  unsafe: "${CANARIES["unsafe"]}\n bad`;
    await using place = await Workplace.open({ ...files(namespace), "environments/dev/broker.yaml": broken });
    for (const args of [["check"], ["render", "dev"]]) {
      const ran = await place.holdfast(args);
      expect(ran.stdout + ran.stderr).toMatch(/broker/);
      await expectSilence(place, ran);
    }
  });

  it("stay inside when the API server refuses a Secret and quotes it", async () => {
    const own = await createNamespace(plane);
    await using place = await Workplace.open(files(own));
    const quoted = { "bad key!": base64(CANARIES["words"] ?? ""), ".dockerconfigjson": CANARIES["eight"] };
    const manifests = [
      { apiVersion: "v1", kind: "Secret", metadata: { name: "refused" }, type: "Opaque", data: quoted },
      { apiVersion: "v1", kind: "Secret", metadata: { name: "shown", namespace: own }, stringData: CANARIES },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "refused" }, data: { a: { b: CANARIES["words"] } } },
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata: { name: "refused" },
        spec: { minReplicaCount: CANARIES["unicode"], scaleTargetRef: { name: "x" }, triggers: [] },
      },
      {
        apiVersion: "kafka.strimzi.io/v1",
        kind: "KafkaTopic",
        metadata: { name: "refused" },
        spec: { partitions: CANARIES["words"] },
      },
    ];
    const live = [
      { apiVersion: "v1", kind: "Secret", metadata: { name: "refused" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "refused" } },
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata: { name: "refused" },
        spec: { scaleTargetRef: { name: "x" }, triggers: [] },
      },
      { apiVersion: "kafka.strimzi.io/v1", kind: "KafkaTopic", metadata: { name: "refused" }, spec: {} },
    ];
    await kubectl(plane, ["apply", "--namespace", own, "--filename", "-"], { stdin: documentsOf(live) });
    await place.write({ "charts/broker/templates/all.yaml": documentsOf(manifests) });
    for (const args of [
      ["check", "--engine", "server"],
      ["check", "--engine", "server", "--output", "json"],
      ["check"],
    ]) {
      const ran = await place.holdfast(args);
      expect(ran.stdout).toContain("refused");
      await expectSilence(place, ran);
    }
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leave no folder behind at %s", async (signal) => {
    const stalled = [{ fault: { kind: "stall" }, match: { path: /\/secrets$/ } }] satisfies FaultRule[];
    await using proxy = await startFaultProxy({ target: plane, rules: stalled });
    await using place = await Workplace.open(files(namespace, proxy.plane));
    const ran = await place.holdfast(["check", "--revision", "HEAD"], { interrupt: { signal, afterMs: 4000 } });
    expect(ran.seconds).toBeLessThan(9);
    expect(ran.code).toBe(signal === "SIGINT" ? 130 : 143);
    await expectSilence(place, ran);
  });
});
