import { describe, expect, it } from "vitest";
import { UserErrors } from "../errors/index.ts";
import { parseConfig } from "./parse.ts";

const FILE = "/repository/holdfast.yaml";

const SMALL = `schemaVersion: 1
layout:
  plain:
    values: environments/{environment}/{application}.yaml
    applications:
      - { name: broker, chart: ./charts/broker/, namespace: kafka }
      - { name: database, chart: charts/database, namespace: alerts, release: db }
environments:
  - name: idfint
`;

function faultsOf(text: string): readonly string[] {
  try {
    parseConfig({ text, file: FILE });
  } catch (error) {
    if (error instanceof UserErrors) return error.messages;
    throw error;
  }
  return [];
}

describe("config/parse", () => {
  it("fills in what is left out", () => {
    expect(parseConfig({ text: SMALL, file: FILE })).toEqual({
      file: FILE,
      root: "/repository",
      helm: { version: null, kubeVersion: null, apiVersions: [] },
      layout: {
        kind: "plain",
        values: "environments/{environment}/{application}.yaml",
        applications: [
          { name: "broker", chart: "charts/broker", namespace: "kafka", release: "broker" },
          { name: "database", chart: "charts/database", namespace: "alerts", release: "db" },
        ],
      },
      environments: [
        {
          name: "idfint",
          cluster: null,
          applications: null,
          argoCd: null,
          tracking: { by: "label", name: "app.kubernetes.io/instance" },
          deployers: [],
          services: { kafka: [], registries: [], objectStore: null, terraform: null, alertDatabase: null },
        },
      ],
      ignore: [],
      exclude: [],
      baseline: null,
      rules: new Map(),
      crds: [],
    });
  });

  it("reads everything that can be written", () => {
    const text = `schemaVersion: 1
helm: { version: 4.2.3, kubeVersion: "1.33", apiVersions: [monitoring.coreos.com/v1] }
layout:
  appOfApps: { chart: environments, values: "values-{environment}.yaml" }
environments:
  - name: idfint
    cluster: { context: idfint, kubeconfig: secrets/kubeconfig }
    argoCd: { namespace: argocd }
    tracking: { annotation: argocd.argoproj.io/tracking-id }
    deployers: [{ manager: my-deployer, operation: Update, subresource: null }]
  - name: idfprod
    cluster: { inCluster: true }
ignore:
  - environment: idfint
    group: ""
    kind: Deployment
    path: /spec/replicas
    manager: keda
    reason: KEDA scales it
    expires: 2027-01-31
  - rule: restated-default
    reason: Written out on purpose
exclude:
  - kind: Secret
    reason: No permission
baseline: ./holdfast-baseline.json
rules: { restated-default: off, shared-bucket: on }
crds: [./crds/strimzi]
`;
    const config = parseConfig({ text, file: FILE });
    expect(config.helm).toEqual({ version: "4.2.3", kubeVersion: "1.33", apiVersions: ["monitoring.coreos.com/v1"] });
    expect(config.layout).toEqual({ kind: "app-of-apps", chart: "environments", values: "values-{environment}.yaml" });
    expect(config.environments).toMatchObject([
      {
        cluster: { kind: "context", context: "idfint", kubeconfig: "/repository/secrets/kubeconfig" },
        argoCd: { namespace: "argocd" },
        tracking: { by: "annotation", name: "argocd.argoproj.io/tracking-id" },
        deployers: [{ manager: "my-deployer", operation: "Update", subresource: null }],
      },
      { cluster: { kind: "in-cluster" } },
    ]);
    const none = { environment: null, group: null, namespace: null, name: null, expires: null };
    expect(config.ignore).toEqual([
      {
        ...none,
        application: null,
        rule: null,
        environment: "idfint",
        group: "",
        kind: "Deployment",
        path: "/spec/replicas",
        manager: "keda",
        reason: "KEDA scales it",
        expires: "2027-01-31",
        at: "holdfast.yaml:14",
      },
      {
        ...none,
        application: null,
        rule: "restated-default",
        kind: null,
        path: null,
        manager: null,
        reason: "Written out on purpose",
        at: "holdfast.yaml:21",
      },
    ]);
    expect(config.exclude).toEqual([
      { ...none, service: null, part: null, kind: "Secret", reason: "No permission", at: "holdfast.yaml:24" },
    ]);
    expect(config.baseline).toBe("holdfast-baseline.json");
    expect([...config.rules]).toEqual([
      ["restated-default", false],
      ["shared-bucket", true],
    ]);
    expect(config.crds).toEqual(["crds/strimzi"]);
  });

  it("lets two environments share a cluster and its namespaces", () => {
    const shared = `${SMALL}    cluster: { context: shared }\n  - name: idfdev\n    cluster: { context: shared }\n`;
    expect(faultsOf(shared)).toEqual([]);
  });

  it("tells every fault at once, in the order of the file", () => {
    const text = `schemaVersion: 2
helm: { version: 4.2, aipVersions: [] }
enviroments: []
layout:
  plain:
    values: "e/{env}/x"
    applications:
      - { name: a, chart: ../x, namespace: Kafka }
      - { name: a, chart: x, namespace: kafka }
environments:
  - name: idf
    applications: [b, a, a]
  - name: idf
ignore:
  - kind: Secret
    expires: 2026-02-30
  - environment: idg
    reason: x
baseline: /etc/passwd
`;
    expect(faultsOf(text)).toEqual([
      "holdfast.yaml:1:16: schemaVersion is 2. Use 1.",
      "holdfast.yaml:2:18: helm.version is a number, not text. Put it in quotes.",
      "holdfast.yaml:2:23: helm.aipVersions is not a known key. Did you mean apiVersions?",
      "holdfast.yaml:3:1: enviroments is not a known key. Did you mean environments?",
      "holdfast.yaml:6:13: layout.plain.values holds a placeholder that is not known. Use {environment} and {application}.",
      "holdfast.yaml:8:27: layout.plain.applications[0].chart leaves the folder of holdfast.yaml. Name a path below it.",
      "holdfast.yaml:8:44: layout.plain.applications[0].namespace is not a namespace. Use lower-case letters, digits and dashes, at most 63.",
      "holdfast.yaml:9:17: The application a stands twice. Rename or remove one.",
      "holdfast.yaml:12:20: There is no application b. Did you mean a?",
      "holdfast.yaml:12:26: The application a stands twice here. Remove one.",
      "holdfast.yaml:13:11: The environment idf stands twice. Rename or remove one.",
      "holdfast.yaml:15:5: ignore[0].reason is missing. Add it.",
      "holdfast.yaml:16:14: ignore[0].expires is not a date. Write it as 2026-12-31.",
      "holdfast.yaml:17:18: There is no environment idg. Did you mean idf?",
      "holdfast.yaml:19:11: baseline leaves the folder of holdfast.yaml. Name a path below it.",
    ]);
  });

  it.each([
    ["    cluster: { kubeconfig: x }", "10:28: A kubeconfig needs a context. Add cluster.context."],
    ["    cluster: {}", "10:14: environments[0].cluster has neither context nor inCluster. Give exactly one."],
    [
      "    cluster: { context: a, inCluster: true }",
      "10:14: environments[0].cluster has both context and inCluster. Give exactly one.",
    ],
    ["    cluster: { inCluster: false }", "10:27: environments[0].cluster.inCluster is false. Use true."],
    ["    tracking: {}", "10:15: environments[0].tracking has neither label nor annotation. Give exactly one."],
    ["    argoCd:", "10:12: environments[0].argoCd is left empty, not a map. Write a map."],
    [
      "    deployers: [{ manager: m, operation: Patch }]",
      '10:42: environments[0].deployers[0].operation is "Patch". Use "Apply" or "Update".',
    ],
    [
      "  - name: ../up",
      "10:11: environments[1].name is not a name. Use letters, digits, dots, dashes and underscores.",
    ],
    [
      "ignore: [{ reason: all }]",
      "10:10: ignore[0] names nothing, so it would hide everything. Name a kind, a name or a path.",
    ],
    ["exclude: [{ kind: Secret, reason: '' }]", "10:35: exclude[0].reason is empty. Give it at least one character."],
    [
      "exclude: [{ kind: Secret, path: /data, reason: r }]",
      "10:27: exclude[0].path is not a known key. Known here: environment, group, kind, namespace, name, service, part, reason, expires.",
    ],
    ["ignore: [{ application: brokr, reason: r }]", "10:25: There is no application brokr. Did you mean broker?"],
    ["baseline: sub/../../up.json", "10:11: baseline leaves the folder of holdfast.yaml. Name a path below it."],
    ["layout: x", "10:1: This key stands twice in the same map. Remove one of the two."],
  ])("refuses %s", (line, fault) => {
    expect(faultsOf(`${SMALL}${line}\n`)).toEqual([`holdfast.yaml:${fault}`]);
  });

  it.each([
    ["layout: {}", "2:9: layout has neither plain nor appOfApps. Give exactly one."],
    [
      'layout: { appOfApps: { chart: e, values: "{environment}" }, plain: { values: "{environment}", applications: [{ name: a, chart: c, namespace: n }] } }',
      "2:9: layout has both plain and appOfApps. Give exactly one.",
    ],
    [
      "layout: { appOfApps: { chart: e, values: values.yaml } }",
      "2:42: layout.appOfApps.values lacks {environment}. Say where it stands in the path.",
    ],
  ])("wants exactly one layout: %s", (layout, fault) => {
    expect(faultsOf(`schemaVersion: 1\n${layout}\nenvironments: [{ name: a }]\n`)).toEqual([`holdfast.yaml:${fault}`]);
  });

  it("refuses a list of applications where the chart decides", () => {
    const text = `schemaVersion: 1
layout: { appOfApps: { chart: environments, values: "values-{environment}.yaml" } }
environments: [{ name: a, applications: [b] }]
`;
    expect(faultsOf(text)).toEqual([
      "holdfast.yaml:3:27: With layout.appOfApps the chart decides which applications run. Remove this list.",
    ]);
  });

  it.each([
    ["", "1:1: The file is empty. Remove it and run holdfast init."],
    ["# nothing\n", "1:1: The file is empty. Remove it and run holdfast init."],
    ["- 1\n", "1:1: The file is a list, not a map. Write a map."],
    ["a: b: c\n", "1:4: This is not valid YAML: Nested mappings are not allowed in compact mappings. Correct it."],
    ["\ta: 1\n", "1:1: This is not valid YAML: Tabs are not allowed as indentation. Correct it."],
    ["a: 1\n---\nb: 1\n", "2:1: A second YAML document starts here. Keep one."],
    ["a: *b\n", "1:1: Unresolved alias (the anchor must be set before the alias): b. Write the values out."],
  ])("says what is wrong with the YAML %j", (text, fault) => {
    expect(faultsOf(text)).toEqual([`holdfast.yaml:${fault}`]);
  });

  it("survives any value in any place", () => {
    for (const value of ["null", "1", "text", "[]", "{}", "[[]]", "[null]", "{ a: 1 }"]) {
      for (const key of ["schemaVersion", "helm", "layout", "environments", "ignore", "exclude", "baseline"]) {
        expect(() => faultsOf(`${key}: ${value}\n`)).not.toThrow();
        expect(faultsOf(`${key}: ${value}\n`).length).toBeGreaterThan(0);
      }
    }
  });
});
