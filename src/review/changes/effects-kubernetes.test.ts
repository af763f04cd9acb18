import { describe, expect, it } from "vitest";
import { also, type Edit, every, put, without } from "../../systems/testing/intent.ts";
import { thing } from "../../systems/testing/services-intent.ts";
import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { told } from "./testing/told.ts";

const same: Edit = (all) => all;
const WEB = "Deployment web";
const STORE = "StatefulSet store";
const MAIN = "spec/template/spec/containers/0";
const RBAC = "rbac.authorization.k8s.io/v1";

function pods(name: string, container: JsonObject = {}, pod: JsonObject = {}): JsonObject {
  return {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: "main", image: "registry:5000/web:1.0", ...container }], ...pod },
    },
  };
}

function rules(...texts: readonly string[]): JsonObject {
  return {
    rules: texts.map((text) => {
      const [verbs = "", resources = "", apiGroups = ""] = text.split(" ");
      return { verbs: verbs.split(","), resources: resources.split(","), apiGroups: apiGroups.split(",") };
    }),
  };
}

function rename(title: string, to: string): Edit {
  return (objects) => {
    const [kind, name = ""] = title.split(" ");
    return objects.map((object) =>
      object.kind === kind && object.metadata.name === name
        ? { ...object, metadata: { ...object.metadata, name: to } }
        : object,
    );
  };
}

const host = (name: string, path: string, service = "web"): JsonObject => ({
  host: name,
  http: { paths: [{ path, backend: { service: { name: service, port: { number: 80 } } } }] },
});

const NGINX = "nginx.ingress.kubernetes.io/configuration-snippet";

function cluster(): readonly KubernetesObject[] {
  const sources: JsonObject = {
    env: [{ name: "LEVEL", valueFrom: { configMapKeyRef: { name: "settings", key: "level" } } }],
    envFrom: [{ secretRef: { name: "passwords" } }],
  };
  return [
    thing("apps/v1 Deployment", "web", { spec: { replicas: 2, ...pods("web", sources) } }),
    thing("apps/v1 StatefulSet", "store", {
      spec: {
        replicas: 3,
        ...pods("store", {}, { volumes: [{ name: "files", configMap: { name: "files" } }] }),
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "1Gi" } } } }],
      },
    }),
    thing("v1 ConfigMap", "settings", { data: { level: "info" } }),
    thing("v1 ConfigMap", "files", { data: { a: "1" } }),
    thing("v1 ConfigMap", "unused", { data: { a: "1" } }),
    thing("v1 Secret", "passwords", { data: { a: "eA==" } }),
    thing("v1 Service", "web", {
      spec: { selector: { app: "web" }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
    }),
    thing("v1 Service", "outside", {
      metadata: { name: "outside", namespace: "kafka", annotations: { "metallb.io/loadBalancerIPs": "192.0.2.1" } },
      spec: { type: "LoadBalancer", ports: [{ port: 443 }] },
    }),
    thing("networking.k8s.io/v1 Ingress", "web", {
      metadata: { name: "web", namespace: "kafka", annotations: { [NGINX]: "limit_except GET { deny all; }" } },
      spec: { rules: [host("web.example.org", "/")] },
    }),
    thing(`${RBAC} Role`, "reader", rules("get,list pods ")),
    thing(`${RBAC} ClusterRole`, "all-reader", rules("get * *")),
    thing(`${RBAC} RoleBinding`, "reader", {
      roleRef: { kind: "Role", name: "reader" },
      subjects: [{ kind: "ServiceAccount", name: "web", namespace: "kafka" }],
    }),
    thing("v1 PersistentVolumeClaim", "archive", { spec: { resources: { requests: { storage: "1Gi" } } } }),
    thing("networking.k8s.io/v1 NetworkPolicy", "web", { spec: { podSelector: {}, ingress: [{ from: [] }] } }),
    thing("apiextensions.k8s.io/v1 CustomResourceDefinition", "things.example.org", {
      spec: {
        names: { kind: "Thing" },
        versions: [
          { name: "v1", served: true },
          { name: "v1beta1", served: true },
        ],
      },
    }),
    thing("batch/v1 Job", "sync", {
      metadata: { name: "sync", namespace: "kafka", annotations: { "helm.sh/hook": "post-install,post-upgrade" } },
      spec: { template: { spec: { containers: [{ name: "main", image: "sync:1" }] } } },
    }),
  ];
}

interface Row {
  readonly what: string;
  readonly given?: Edit;
  readonly change: Edit;
  readonly found: readonly string[];
}

const PODS: readonly Row[] = [
  {
    what: "another image",
    change: put(WEB, `${MAIN}/image`, "registry:5000/web:1.1"),
    found: [
      "pods-restart: Deployment web changes image of main from registry:5000/web:1.0 to registry:5000/web:1.1, so its Pods restart.",
    ],
  },
  {
    what: "a variable",
    change: put(WEB, `${MAIN}/env/1`, { name: "DEBUG", value: "1" }),
    found: ["pods-restart: Deployment web changes DEBUG of main, so its Pods restart."],
  },
  {
    what: "a checksum",
    given: put(WEB, "spec/template/metadata/annotations", { "checksum/config": "a" }),
    change: put(WEB, "spec/template/metadata/annotations", { "checksum/config": "b" }),
    found: ["pods-restart: Deployment web changes a checksum of its configuration, so its Pods restart."],
  },
  {
    what: "a volume",
    change: put(STORE, "spec/template/spec/volumes/1", { name: "tmp", emptyDir: {} }),
    found: ["pods-restart: StatefulSet store changes volume tmp, so its Pods restart."],
  },
  {
    what: "the order of variables",
    given: put(WEB, `${MAIN}/env/1`, { name: "DEBUG", value: "1" }),
    change: put(WEB, `${MAIN}/env`, [
      { name: "DEBUG", value: "1" },
      { name: "LEVEL", valueFrom: { configMapKeyRef: { name: "settings", key: "level" } } },
    ]),
    found: ["pods-restart: Deployment web changes env of main, so its Pods restart."],
  },
  { what: "a default that is said", change: put(WEB, "spec/template/spec/restartPolicy", "Always"), found: [] },
  { what: "an empty list", change: put(WEB, "spec/template/spec/tolerations", []), found: [] },
  { what: "empty resources", change: put(WEB, `${MAIN}/resources`, {}), found: [] },
  {
    what: "the same quantity in other words",
    given: put(WEB, `${MAIN}/resources`, { limits: { memory: "1Gi" } }),
    change: put(WEB, `${MAIN}/resources`, { limits: { memory: "1024Mi" } }),
    found: [],
  },
  { what: "labels of the Deployment itself", change: put(WEB, "metadata/labels", { a: "b" }), found: [] },
  {
    what: "a Deployment without Pods",
    given: put(WEB, "spec/replicas", 0),
    change: put(WEB, `${MAIN}/tty`, true),
    found: [],
  },
  {
    what: "a paused Deployment",
    given: put(WEB, "spec/paused", true),
    change: put(WEB, `${MAIN}/tty`, true),
    found: [],
  },
  {
    what: "Pods that are only replaced by hand",
    given: put(STORE, "spec/updateStrategy", { type: "OnDelete" }),
    change: put(STORE, `${MAIN}/tty`, true),
    found: [],
  },
  {
    what: "Pods that are stopped first",
    given: put(WEB, "spec/strategy", { type: "Recreate" }),
    change: put(WEB, `${MAIN}/tty`, true),
    found: ["down-between: Deployment web changes tty of main, so its Pods stop before the new ones start."],
  },
  {
    what: "the only Pod of a StatefulSet",
    given: put(STORE, "spec/replicas", 1),
    change: put(STORE, `${MAIN}/tty`, true),
    found: ["down-between: StatefulSet store changes tty of main, so its Pods stop before the new ones start."],
  },
  {
    what: "an image without a version",
    change: put(WEB, `${MAIN}/image`, "registry:5000/web"),
    found: [
      "pods-restart: Deployment web changes image of main from registry:5000/web:1.0 to registry:5000/web, so its Pods restart.",
      "image-floats: Deployment web runs image registry:5000/web, whose content may change without any change of git.",
    ],
  },
  {
    what: "an image by its digest",
    change: put(WEB, `${MAIN}/image`, "web@sha256:ab"),
    found: [
      "pods-restart: Deployment web changes image of main from registry:5000/web:1.0 to web@sha256:ab, so its Pods restart.",
    ],
  },
];

const CONFIG: readonly Row[] = [
  {
    what: "a ConfigMap whose values are variables",
    change: put("ConfigMap settings", "data/level", "debug"),
    found: [
      "pods-keep-config: ConfigMap settings changes, but the Pods of Deployment web do not restart with it, so what they read at their start stays as it was until they do.",
    ],
  },
  {
    what: "a ConfigMap that is mounted",
    change: put("ConfigMap files", "data/b", "2"),
    found: [
      "pods-keep-config: ConfigMap files changes, but the Pods of StatefulSet store do not restart with it, so what they read at their start stays as it was until they do.",
    ],
  },
  {
    what: "a Secret",
    change: put("Secret passwords", "data/a", "eQ=="),
    found: [
      "pods-keep-config: Secret passwords changes, but the Pods of Deployment web do not restart with it, so what they read at their start stays as it was until they do.",
    ],
  },
  { what: "a ConfigMap that nobody uses", change: put("ConfigMap unused", "data/a", "2"), found: [] },
  { what: "labels of a ConfigMap", change: put("ConfigMap settings", "metadata/labels", { a: "b" }), found: [] },
  {
    what: "a ConfigMap with its checksum",
    change: every(
      put("ConfigMap settings", "data/level", "debug"),
      put(WEB, "spec/template/metadata/annotations", { "checksum/settings": "x" }),
    ),
    found: ["pods-restart: Deployment web changes a checksum of its configuration, so its Pods restart."],
  },
  {
    what: "a ConfigMap that a reloader looks after",
    given: put(WEB, "metadata/annotations", { "reloader.stakater.com/auto": "true" }),
    change: put("ConfigMap settings", "data/level", "debug"),
    found: [],
  },
];

const SCALE: readonly Row[] = [
  {
    what: "more Pods",
    change: put(WEB, "spec/replicas", 5),
    found: ["replicas-changed: Deployment web goes from 2 to 5 Pods."],
  },
  {
    what: "no Pods",
    change: put(WEB, "spec/replicas", 0),
    found: ["workload-stopped: Deployment web goes to no Pods at all, so it stops."],
  },
  { what: "a number that is said no more", change: put(WEB, "spec/replicas", undefined), found: [] },
  {
    what: "another number under KEDA",
    given: also(thing("keda.sh/v1alpha1 ScaledObject", "web", { spec: { scaleTargetRef: { name: "web" } } })),
    change: put(WEB, "spec/replicas", 5),
    found: [],
  },
  {
    what: "other bounds of KEDA",
    given: also(
      thing("keda.sh/v1alpha1 ScaledObject", "web", { spec: { scaleTargetRef: { name: "web" }, maxReplicaCount: 3 } }),
    ),
    change: every(
      put("ScaledObject web", "spec/maxReplicaCount", undefined),
      put("ScaledObject web", "spec/minReplicaCount", 0),
    ),
    found: ["scaling-changed: ScaledObject web gives Deployment web at most 100 Pods in place of 3."],
  },
];

const REMOVED: readonly Row[] = [
  {
    what: "a claim",
    change: without("PersistentVolumeClaim archive"),
    found: [
      "data-deleted: PersistentVolumeClaim archive is no longer declared; where it is pruned, its volume goes with all data, unless the storage class retains it.",
    ],
  },
  {
    what: "a claim that Helm is told to keep",
    given: put("PersistentVolumeClaim archive", "metadata/annotations", { "helm.sh/resource-policy": "keep" }),
    change: without("PersistentVolumeClaim archive"),
    found: [],
  },
  {
    what: "a claim that Argo CD is told to keep",
    given: put("PersistentVolumeClaim archive", "metadata/annotations", {
      "argocd.argoproj.io/sync-options": "Validate=false, Prune=false",
    }),
    change: without("PersistentVolumeClaim archive"),
    found: [],
  },
  {
    what: "a definition",
    change: without("CustomResourceDefinition things.example.org"),
    found: [
      "data-deleted: CustomResourceDefinition things.example.org is no longer declared; where it is pruned, every Thing in the cluster is deleted.",
    ],
  },
  {
    what: "a version of a definition",
    change: put("CustomResourceDefinition things.example.org", "spec/versions/1/served", false),
    found: [
      "version-unserved: CustomResourceDefinition things.example.org no longer serves version v1beta1, so whatever is declared or read in it is refused.",
    ],
  },
  {
    what: "a Deployment and its Service",
    change: every(without(WEB), without("Service web")),
    found: [
      "workload-removed: Deployment web is no longer declared; where it is pruned, its Pods stop.",
      "service-removed: Service web is no longer declared; where it is pruned, its name no longer leads anywhere.",
    ],
  },
  {
    what: "a StatefulSet",
    change: without(STORE),
    found: [
      "workload-removed: StatefulSet store is no longer declared; where it is pruned, its Pods stop, and the volumes of its Pods stay behind.",
    ],
  },
  {
    what: "a Deployment under another name",
    change: rename(WEB, "front"),
    found: ["workload-renamed: Deployment web is deleted and created again as front."],
  },
  {
    what: "a StatefulSet under another name",
    change: rename(STORE, "shop"),
    found: [
      "workload-renamed: StatefulSet store is deleted and created again as shop, and the new Pods start with empty volumes while the old ones stay behind.",
    ],
  },
  {
    what: "a Service under another name",
    change: rename("Service outside", "beyond"),
    found: [
      "service-removed: Service outside is deleted and created again as beyond, so whoever uses the old name no longer finds it.",
    ],
  },
  {
    what: "a ConfigMap under another name",
    change: rename("ConfigMap unused", "idle"),
    found: ["renamed: ConfigMap unused is deleted and created again as idle."],
  },
  { what: "a hook that goes", change: without("Job sync"), found: [] },
  {
    what: "a hook that changes",
    change: put("Job sync", `${MAIN}/image`, "sync:2"),
    found: ["job-runs: Job sync is a hook, and runs as changed with this deployment."],
  },
  {
    what: "a new Job",
    change: also(thing("batch/v1 Job", "load", { spec: pods("load") })),
    found: ["job-runs: Job load is new, and runs as soon as it is there."],
  },
];

const DOORS: readonly Row[] = [
  {
    what: "a Service that is opened",
    change: put("Service web", "spec/type", "NodePort"),
    found: [
      "service-opened: Service web goes from type ClusterIP to NodePort, so it may be reached from outside the cluster.",
    ],
  },
  { what: "a type that is said", change: put("Service web", "spec/type", "ClusterIP"), found: [] },
  {
    what: "a load balancer that goes",
    change: put("Service outside", "spec/type", "ClusterIP"),
    found: [
      "load-balancer-moves: Service outside goes from type LoadBalancer to ClusterIP, so its load balancer is deleted with its address.",
    ],
  },
  {
    what: "a load balancer that moves",
    change: put("Service outside", "metadata/annotations", { "metallb.io/loadBalancerIPs": "192.0.2.2" }),
    found: ["load-balancer-moves: Service outside moves its load balancer from 192.0.2.1 to 192.0.2.2."],
  },
  {
    what: "another port",
    change: put("Service web", "spec/ports/0/port", 8080),
    found: ["port-closed: Service web no longer listens on port 80."],
  },
  { what: "one more port", change: put("Service web", "spec/ports/1", { name: "metrics", port: 9090 }), found: [] },
  { what: "another port of the Pods", change: put("Service web", "spec/ports/0/targetPort", "http"), found: [] },
  {
    what: "other Pods",
    change: put("Service web", "spec/selector", { app: "front" }),
    found: ["service-retargeted: Service web leads to Pods with app=front."],
  },
  {
    what: "another host",
    change: put("Ingress web", "spec/rules/0/host", "new.example.org"),
    found: [
      "address-removed: Ingress web no longer serves web.example.org/.",
      "address-added: Ingress web serves new.example.org/.",
    ],
  },
  {
    what: "a path more, and one that leads elsewhere",
    change: put("Ingress web", "spec/rules", [host("web.example.org", "/", "front"), host("web.example.org", "/api")]),
    found: [
      "address-added: Ingress web serves web.example.org/api.",
      "address-retargeted: Ingress web leads web.example.org/ to Service front:80 in place of Service web:80.",
    ],
  },
  {
    what: "methods that are let in",
    change: put("Ingress web", "metadata/annotations", { [NGINX]: "limit_except GET POST { deny all; }" }),
    found: ["methods-changed: Ingress web lets in only GET, POST in place of only GET."],
  },
  {
    what: "all methods",
    change: put("Ingress web", "metadata/annotations", {}),
    found: ["methods-changed: Ingress web lets in every HTTP method in place of only GET."],
  },
  {
    what: "an Ingress that goes",
    change: without("Ingress web"),
    found: ["address-removed: Ingress web no longer serves web.example.org/."],
  },
  {
    what: "a policy that is wider",
    change: put("NetworkPolicy web", "spec/ingress", [{}]),
    found: ["network-changed: NetworkPolicy web changes whom its Pods may reach, or who may reach them."],
  },
  { what: "labels of a policy", change: put("NetworkPolicy web", "metadata/labels", { a: "b" }), found: [] },
];

const RIGHTS: readonly Row[] = [
  {
    what: "verbs more",
    change: put("Role reader", "rules", rules("get,list,delete pods ")["rules"]),
    found: ["rights-widened: Role reader may now delete pods."],
  },
  { what: "verbs less", change: put("Role reader", "rules", rules("get pods ")["rules"]), found: [] },
  {
    what: "the same in other rules",
    change: put("Role reader", "rules", rules("list pods ", "get pods ")["rules"]),
    found: [],
  },
  {
    what: "everything",
    change: put("Role reader", "rules", rules("* * *")["rules"]),
    found: ["rights-widened: Role reader may now do anything with everything."],
  },
  {
    what: "what a wildcard covers already",
    change: put("ClusterRole all-reader", "rules", rules("get * *", "get secrets ")["rules"]),
    found: [],
  },
  {
    what: "somebody more",
    change: put("RoleBinding reader", "subjects/1", { kind: "User", name: "ann" }),
    found: ["rights-widened: RoleBinding reader gives Role reader to User ann."],
  },
  {
    what: "a role for the whole cluster",
    change: also(
      thing(`${RBAC} ClusterRoleBinding`, "admins", {
        roleRef: { kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "Group", name: "ops" }],
      }),
    ),
    found: [
      "rights-widened: ClusterRoleBinding admins gives ClusterRole cluster-admin to Group ops in every namespace.",
    ],
  },
  {
    what: "a role that nobody has yet",
    change: also(thing(`${RBAC} Role`, "new", rules("get,patch,watch nodes apps,batch"))),
    found: [],
  },
];

const refused = (fields: string, title: string): string =>
  `refused: The API server refuses the new ${fields} of ${title}, so the change fails until the object is deleted and made again.`;

const REFUSED: readonly Row[] = [
  {
    what: "another selector, and nothing else",
    change: every(put(WEB, "spec/selector/matchLabels/app", "x"), put(WEB, "spec/template/metadata/labels/app", "x")),
    found: [refused("spec.selector", WEB)],
  },
  {
    what: "another selector where Argo CD deletes first",
    given: put(WEB, "metadata/annotations", { "argocd.argoproj.io/sync-options": "Replace=true,Force=true" }),
    change: every(put(WEB, "spec/selector/matchLabels/app", "x"), put(WEB, "spec/template/metadata/labels/app", "x")),
    found: ["pods-restart: Deployment web changes label app, so its Pods restart."],
  },
  {
    what: "the template of a Job that is no hook",
    given: put("Job sync", "metadata/annotations", {}),
    change: put("Job sync", `${MAIN}/image`, "sync:2"),
    found: [refused("spec.template", "Job sync")],
  },
  {
    what: "the template of a Job that deletes itself",
    given: every(put("Job sync", "metadata/annotations", {}), put("Job sync", "spec/ttlSecondsAfterFinished", 60)),
    change: put("Job sync", `${MAIN}/image`, "sync:2"),
    found: [],
  },
  {
    what: "a smaller claim",
    change: put("PersistentVolumeClaim archive", "spec/resources/requests/storage", "100Mi"),
    found: [refused("size 100Mi in place of 1Gi", "PersistentVolumeClaim archive")],
  },
  {
    what: "a larger claim",
    change: put("PersistentVolumeClaim archive", "spec/resources/requests/storage", "2Gi"),
    found: [],
  },
];

describe("review/changes/effects of Kubernetes", () => {
  describe.each([
    ["Pods", PODS],
    ["configuration", CONFIG],
    ["scale", SCALE],
    ["removals", REMOVED],
    ["doors", DOORS],
    ["rights", RIGHTS],
    ["refusals", REFUSED],
  ])("%s", (_, rows) => {
    it.each(rows)("tells what follows from $what", ({ given = same, change, found }) => {
      const objects = given(cluster());
      expect(told(objects, change(objects))).toEqual(found);
    });
  });
});
