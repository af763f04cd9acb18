import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tree } from "../../git/index.ts";
import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import type { Application } from "../application.ts";
import { readApplications } from "./index.ts";

const REPOSITORY = "https://github.com/example/site.git";

let tree: Tree;

beforeAll(async () => {
  tree = { root: await mkdtemp(join(tmpdir(), "holdfast-argo-")), revision: null };
  const files = [
    "applications/broker/Chart.yaml",
    "applications/other/Chart.yaml",
    "applications/kustomized/kustomization.yaml",
    "applications/manifests/a.yaml",
    "applications/.hidden/Chart.yaml",
    "applications/Odd_Name/Chart.yaml",
  ];
  for (const file of files) {
    await mkdir(dirname(join(tree.root, file)), { recursive: true });
    await writeFile(join(tree.root, file), "");
  }
});
afterAll(() => rm(tree.root, { recursive: true, force: true }));

function argo(kind: string, name: string, spec: JsonObject): KubernetesObject {
  return { apiVersion: "argoproj.io/v1alpha1", kind, metadata: { name, namespace: "argocd" }, spec };
}

function application(source: JsonObject, more: JsonObject = {}): KubernetesObject {
  const whole = { repoURL: REPOSITORY, path: "applications/broker", targetRevision: "main", ...source };
  const destination = { namespace: "kafka", server: "https://kubernetes.default.svc" };
  return argo("Application", "broker", { project: "rubin", destination, source: whole, ...more });
}

const PLAIN = application({});
const OTHER = argo("Application", "other", {
  destination: { namespace: "o" },
  source: { repoURL: REPOSITORY, path: "applications/other" },
});

async function readOne(object: KubernetesObject): Promise<Application> {
  const { applications, unsupported } = await readApplications([OTHER, object], tree);
  expect(unsupported).toEqual([]);
  const found = applications.find(({ name }) => name === object.metadata.name);
  if (found === undefined) throw new Error(`${object.metadata.name} was not read`);
  return found;
}

async function refusalOf(object: KubernetesObject): Promise<string | undefined> {
  const { applications, unsupported } = await readApplications([OTHER, object], tree);
  expect(applications.map(({ name }) => name)).toEqual(["other"]);
  return unsupported.find(({ name }) => name === object.metadata.name)?.why;
}

describe("environments/argo/read", () => {
  it("takes nothing that the Application does not say", async () => {
    expect(await readOne(PLAIN)).toEqual({
      name: "broker",
      release: "broker",
      namespace: "kafka",
      chart: "applications/broker",
      valueFiles: [],
      ignoreMissingValueFiles: false,
      valuesObject: null,
      parameters: [],
      targetRevision: null,
      ignoreDifferences: [],
      declaredIn: null,
      argoCd: true,
    });
  });

  it("passes over kinds that are not Argo CD's, and keeps the last of two manifests", async () => {
    const namespace: KubernetesObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "broker" } };
    const foreign: KubernetesObject = { ...application({}), apiVersion: "app.k8s.io/v1beta1" };
    const { applications } = await readApplications(
      [namespace, foreign, PLAIN, application({ targetRevision: "v2" })],
      tree,
    );
    expect(applications.map(({ targetRevision }) => targetRevision)).toEqual(["v2"]);
  });

  it.each([
    ["values.yaml", "applications/broker/values.yaml"],
    ["../../shared/values.yaml", "shared/values.yaml"],
    ["/shared/values.yaml", "shared/values.yaml"],
    ["values-$ARGOCD_APP_NAME.yaml", "applications/broker/values-broker.yaml"],
    ["$".concat("{ARGOCD_APP_NAMESPACE}/$$.yaml"), "applications/broker/kafka/$.yaml"],
  ])("finds the values file %s", async (file, path) => {
    expect((await readOne(application({ helm: { valueFiles: [file] } }))).valueFiles).toEqual([path]);
  });

  it("keeps values files in order, and that they may be missing", async () => {
    const helm = { valueFiles: ["b.yaml", "a.yaml"], ignoreMissingValueFiles: true, releaseName: "stream" };
    expect(await readOne(application({ helm }))).toMatchObject({
      release: "stream",
      valueFiles: ["applications/broker/b.yaml", "applications/broker/a.yaml"],
      ignoreMissingValueFiles: true,
    });
  });

  it("keeps parameters as text, with their kind", async () => {
    const parameters = [
      { name: "a", value: "1" },
      { name: "b", value: "1", forceString: true },
      { name: "c", value: "$ARGOCD_APP_NAME costs $$5" },
      { name: "d" },
      { name: "e", value: "^a$|b$" },
    ];
    expect((await readOne(application({ helm: { parameters } }))).parameters).toEqual([
      { name: "a", value: "1", forceString: false },
      { name: "b", value: "1", forceString: true },
      { name: "c", value: "broker costs $5", forceString: false },
      { name: "d", value: "", forceString: false },
      { name: "e", value: "^a$|b$", forceString: false },
    ]);
  });

  it.each([
    [{ values: "a: yes\nb: 0400\n" }, { a: true, b: 256 }],
    [{ values: "a: 1", valuesObject: { b: 2 } }, { b: 2 }],
    [{ values: "" }, null],
    [{ values: "# nothing\n" }, null],
    [{ valuesObject: null }, null],
  ])("reads the inline values %j", async (helm, expected) => {
    expect((await readOne(application({ helm }))).valuesObject).toEqual(expected);
  });

  it.each([
    ["main", null],
    ["master", null],
    ["HEAD", null],
    ["", null],
    ["tickets/DM-1", "tickets/DM-1"],
    ["v1.2.3", "v1.2.3"],
    ["refs/heads/next", "refs/heads/next"],
  ])("takes the revision %j for %j", async (targetRevision, expected) => {
    expect((await readOne(application({ targetRevision }))).targetRevision).toBe(expected);
  });

  it("keeps ignoreDifferences", async () => {
    const ignoreDifferences = [
      { group: "apps", kind: "Deployment", name: "a", jsonPointers: ["/spec/replicas"] },
      { kind: "Secret", jqPathExpressions: [".data.a"], managedFieldsManagers: ["keda"] },
    ];
    const none = { name: null, namespace: null, jsonPointers: [], jqPathExpressions: [], managedFieldsManagers: [] };
    expect((await readOne(application({}, { ignoreDifferences }))).ignoreDifferences).toEqual([
      { ...none, group: "apps", kind: "Deployment", name: "a", jsonPointers: ["/spec/replicas"] },
      { ...none, group: "", kind: "Secret", jqPathExpressions: [".data.a"], managedFieldsManagers: ["keda"] },
    ]);
  });

  it("falls back to Helm's namespace when the destination has none", async () => {
    expect((await readOne(application({}, { destination: {} }))).namespace).toBe("default");
  });

  it.each([
    "git@github.com:example/site",
    "ssh://git@github.com/example/site.git/",
    "https://user@GitHub.com/Example/Site",
  ])("knows its own repository as %s", async (repoURL) => {
    await expect(readOne(application({ repoURL }))).resolves.toMatchObject({ chart: "applications/broker" });
  });

  it("reads several sources where one renders and the others lend values files", async () => {
    const sources = [
      {
        repoURL: REPOSITORY,
        path: "applications/broker",
        helm: { valueFiles: ["$values/sites/int.yaml", "values.yaml"] },
      },
      { repoURL: REPOSITORY, targetRevision: "main", ref: "values" },
    ];
    expect((await readOne(application({ path: "nowhere" }, { sources }))).valueFiles).toEqual([
      "sites/int.yaml",
      "applications/broker/values.yaml",
    ]);
  });

  const second = { repoURL: REPOSITORY, path: "applications/other" };

  it.each<[string, KubernetesObject, string]>([
    [
      "another repository",
      application({ repoURL: "https://u:p@elsewhere.org/x.git" }),
      "it comes from another repository, https://elsewhere.org/x.git",
    ],
    [
      "a Helm repository",
      application({ chart: "keda", path: "", repoURL: "https://charts.example.org" }),
      "its chart keda comes from the Helm repository https://charts.example.org, which is not supported",
    ],
    [
      "an OCI registry",
      application({ repoURL: "oci://example.org/x" }),
      "its source oci://example.org/x is an OCI registry, which is not supported",
    ],
    ["Kustomize", application({ kustomize: {} }), "it is rendered by Kustomize, which is not supported"],
    [
      "Kustomize by its files",
      application({ path: "applications/kustomized" }),
      "it is rendered by Kustomize, which is not supported",
    ],
    [
      "a plugin",
      application({ plugin: { name: "x" } }),
      "it is rendered by a config management plugin, which is not supported",
    ],
    ["Jsonnet", application({ directory: { jsonnet: {} } }), "it is rendered by Jsonnet, which is not supported"],
    [
      "a directory",
      application({ directory: { recurse: true } }),
      "it is a directory of manifests, which is not supported",
    ],
    [
      "a directory by its files",
      application({ path: "applications/manifests" }),
      "applications/manifests holds no chart, and a directory of manifests is not supported",
    ],
    [
      "file parameters",
      application({ helm: { fileParameters: [{ name: "a", path: "b" }] } }),
      "it uses helm.fileParameters, which is not supported",
    ],
    ["Helm 2", application({ helm: { version: "v2" } }), "it asks for Helm v2, which is not supported"],
    ["left out CRDs", application({ helm: { skipCrds: true } }), "it uses helm.skipCrds, which is not supported"],
    [
      "own capabilities",
      application({ helm: { kubeVersion: "1.30" } }),
      "it sets helm.kubeVersion or helm.apiVersions, which is not supported",
    ],
    [
      "a remote values file",
      application({ helm: { valueFiles: ["https://example.org/v.yaml"] } }),
      "its values file https://example.org/v.yaml lies outside of this repository",
    ],
    [
      "a values file that leads out",
      application({ helm: { valueFiles: ["../../../v.yaml"] } }),
      "its values file ../../../v.yaml leads out of the repository",
    ],
    [
      "an unknown variable",
      application({ helm: { valueFiles: ["$values/v.yaml"] } }),
      "its values file $values/v.yaml needs $values, which only Argo CD knows",
    ],
    [
      "a variable of the sync",
      application({ helm: { parameters: [{ name: "tag", value: "$ARGOCD_APP_REVISION" }] } }),
      "its parameter tag needs $ARGOCD_APP_REVISION, which only Argo CD knows",
    ],
    ["inline values that are a list", application({ helm: { values: "- 1" } }), "its helm.values is not a map"],
    [
      "another cluster",
      application({}, { destination: { server: "https://10.0.0.1", namespace: "kafka" } }),
      "it goes to another cluster, https://10.0.0.1",
    ],
    ["a hydrator", application({}, { sourceHydrator: {} }), "it uses a source hydrator, which is not supported"],
    ["no source", argo("Application", "broker", {}), "its Application has no source to render"],
    [
      "two charts",
      application({}, { sources: [second, { ...second, path: "applications/broker" }] }),
      "it renders 2 sources, and only one is supported",
    ],
    [
      "two revisions",
      application({}, { sources: [second, { repoURL: REPOSITORY, ref: "v", targetRevision: "next" }] }),
      "its sources name different revisions, which is not supported",
    ],
    ["a wrong type", application({ path: 5 }), "its Application is not valid at spec.source.path"],
  ])("refuses %s by name", async (_what, object, why) => {
    expect(await refusalOf(object)).toBe(why);
  });

  it("does not show what is wrong in inline values", async () => {
    expect(await refusalOf(application({ helm: { values: "a: [hunter2" } }))).toMatch(
      /^its helm\.values is not valid YAML: (?!.*hunter2)/,
    );
  });
});

describe("environments/argo/application-set", () => {
  const template = {
    metadata: { name: "{{ .name }}" },
    spec: {
      destination: { namespace: "{{.place.namespace}}", server: "https://kubernetes.default.svc" },
      source: {
        repoURL: REPOSITORY,
        path: "applications/{{ .name }}",
        helm: { parameters: [{ name: "n", value: "{{ .count }}" }] },
      },
    },
  };
  const git = {
    repoURL: REPOSITORY,
    revision: "HEAD",
    directories: [{ path: "applications/*" }, { path: "applications/other", exclude: true }],
  };

  const FOLDERS = {
    metadata: { name: "{{ .path.basenameNormalized }}" },
    spec: {
      source: { repoURL: REPOSITORY, path: "{{ .path.path }}" },
      destination: { namespace: "{{ .path.basename }}" },
    },
  };

  function set(generators: readonly JsonObject[], more: JsonObject = {}): KubernetesObject {
    return argo("ApplicationSet", "all", { goTemplate: true, generators: [...generators], template, ...more });
  }

  it("follows a list with Go templates", async () => {
    const elements = [
      { name: "broker", place: { namespace: "kafka" }, count: 3 },
      { name: "other", place: { namespace: "o" }, count: true },
    ];
    const { applications, unsupported } = await readApplications([set([{ list: { elements } }])], tree);
    expect(unsupported).toEqual([]);
    expect(
      applications.map(({ name, namespace, chart, parameters }) => [name, namespace, chart, parameters[0]?.value]),
    ).toEqual([
      ["broker", "kafka", "applications/broker", "3"],
      ["other", "o", "applications/other", "true"],
    ]);
  });

  it("follows a list with plain templates", async () => {
    const plain = {
      metadata: { name: "{{name}}-{{ values.zone }}" },
      spec: { source: { repoURL: REPOSITORY, path: "applications/{{name}}" }, destination: { namespace: "{{name}}" } },
    };
    const elements = [{ name: "broker", values: { zone: "a" } }];
    const { applications } = await readApplications(
      [set([{ list: { elements } }], { goTemplate: false, template: plain })],
      tree,
    );
    expect(applications.map(({ name, chart }) => [name, chart])).toEqual([["broker-a", "applications/broker"]]);
  });

  it("follows folders in git", async () => {
    const { applications } = await readApplications([set([{ git }], { template: FOLDERS })], tree);
    expect(applications.map(({ name, chart }) => [name, chart])).toEqual([
      ["odd-name", "applications/Odd_Name"],
      ["broker", "applications/broker"],
    ]);
  });

  it.each<[string, KubernetesObject, string]>([
    [
      "a matrix",
      set([{ matrix: { generators: [] } }]),
      "this ApplicationSet uses the generator matrix, which is not supported",
    ],
    [
      "files in git",
      set([{ git: { repoURL: REPOSITORY, files: [] } }]),
      "this ApplicationSet uses the generator git.files, which is not supported",
    ],
    [
      "a selector",
      set([{ list: { elements: [] }, selector: {} }]),
      "this ApplicationSet uses the generator list with selector, which is not supported",
    ],
    [
      "folders of another repository",
      set([{ git: { ...git, repoURL: "https://elsewhere.org/x.git" } }], { template: FOLDERS }),
      "this ApplicationSet lists folders of another repository, https://elsewhere.org/x.git",
    ],
    [
      "another revision",
      set([{ git: { ...git, revision: "next" } }]),
      "this ApplicationSet lists folders at revision next, which is not supported",
    ],
    ["a patch", set([], { templatePatch: "a" }), "this ApplicationSet uses templatePatch, which is not supported"],
    [
      "a missing parameter",
      set([{ list: { elements: [{ name: "a" }] } }]),
      "this ApplicationSet uses the template {{.place.namespace}}, which is not supported",
    ],
    ["no generators", argo("ApplicationSet", "all", {}), "this ApplicationSet is not valid at spec.generators"],
  ])("refuses %s by name", async (_what, object, why) => {
    const { applications, unsupported } = await readApplications([object], tree);
    expect(applications).toEqual([]);
    expect(unsupported).toEqual([{ name: "all", namespace: "argocd", why }]);
  });

  it.each(["{{ .name | upper }}", "{{ if .name }}x{{ end }}", '{{ printf "{{%s}}" .name }}', "{{- .name }}"])(
    "refuses the Go template %s",
    async (name) => {
      const object = set([{ list: { elements: [{ name: "a", place: { namespace: "b" }, count: 1 }] } }], {
        template: { ...template, metadata: { name } },
      });
      const { unsupported } = await readApplications([object], tree);
      expect(unsupported[0]?.why).toMatch(/^this ApplicationSet uses the template /);
    },
  );
});
