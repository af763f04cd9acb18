import type { KubernetesObject } from "../../../src/vocabulary/index.ts";

/** Every kind that the charts render, and the built-in ones around them, with as many defaulted fields as there are. */
export function cleanObjects(namespace: string): KubernetesObject[] {
  const objects = [...workloads(), ...services(), ...access(), ...strimzi(), ...others()] as KubernetesObject[];
  return objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

/** Cluster-scoped kinds; `suffix` keeps the runs of a test apart. */
export function clusterObjects(suffix: string): KubernetesObject[] {
  const plural = `widgets${suffix}`;
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: `reader-${suffix}` },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: `reader-${suffix}` },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: `reader-${suffix}` },
      subjects: [
        { kind: "ServiceAccount", name: "web", namespace: "default" },
        { kind: "User", name: "ada" },
      ],
    },
    { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: `low-${suffix}` }, value: 10 },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: `hook-${suffix}` },
      webhooks: [
        {
          name: "a.example.test",
          admissionReviewVersions: ["v1"],
          sideEffects: "None",
          failurePolicy: "Ignore",
          clientConfig: { service: { name: "hook", namespace: "default" } },
          rules: [{ apiGroups: ["example.test"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["none"] }],
        },
      ],
    },
    {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: `${plural}.example.test` },
      spec: {
        group: "example.test",
        scope: "Namespaced",
        names: { kind: `Widget${suffix}`, plural },
        preserveUnknownFields: false,
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: "object",
                properties: {
                  spec: {
                    type: "object",
                    required: ["size"],
                    properties: {
                      size: { type: "integer", minimum: 0, default: 0, nullable: false, description: "" },
                      names: { type: "array", items: { type: "string" }, default: [] },
                    },
                  },
                },
              },
            },
            subresources: { status: {} },
            additionalPrinterColumns: [{ name: "Size", type: "integer", jsonPath: ".spec.size", priority: 0 }],
          },
        ],
      },
    },
  ] as unknown as KubernetesObject[];
}

function podTemplate(name: string, spec: object = {}): object {
  return {
    metadata: { labels: { app: name }, annotations: { "checksum/config": "1", empty: "" } },
    spec: {
      serviceAccountName: "web",
      automountServiceAccountToken: false,
      hostNetwork: false,
      nodeSelector: { "kubernetes.io/os": "linux" },
      tolerations: [{ key: "dedicated", operator: "Exists", effect: "NoSchedule" }],
      affinity: {},
      imagePullSecrets: [{ name: "pull" }],
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
      initContainers: [{ name: "init", image: "example.test/init", command: ["true"] }],
      containers: [container(name)],
      volumes: [
        { name: "tmp", emptyDir: {} },
        { name: "config", configMap: { name: "settings", items: [{ key: "a", path: "a" }] } },
        { name: "keys", secret: { secretName: "keys", optional: false } },
        {
          name: "token",
          projected: {
            sources: [
              { serviceAccountToken: { path: "token" } },
              { downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } },
            ],
          },
        },
      ],
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { app: name } },
        },
      ],
      ...spec,
    },
  };
}

function container(name: string): object {
  return {
    name,
    image: "example.test/web:1.2",
    args: ["--listen", ":8080"],
    stdin: false,
    env: [
      { name: "PLAIN", value: "1" },
      { name: "EMPTY", value: "" },
      { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "KEY", valueFrom: { secretKeyRef: { name: "keys", key: "password" } } },
      { name: "CPU", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
    ],
    envFrom: [{ configMapRef: { name: "settings" } }],
    ports: [
      { name: "http", containerPort: 8080 },
      { name: "metrics", containerPort: 9090, protocol: "TCP" },
    ],
    resources: { limits: { cpu: 1, memory: "1024Mi" }, requests: { cpu: "0.5", memory: "512Mi" } },
    imagePullPolicy: "",
    livenessProbe: { httpGet: { path: "/live", port: "http", scheme: "" }, periodSeconds: 0 },
    readinessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 0 },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, privileged: false },
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp", readOnly: false },
      { name: "config", mountPath: "/etc/web", readOnly: true },
    ],
  };
}

function workloads(): object[] {
  const selector = (name: string): object => ({ matchLabels: { app: name } });
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", labels: { app: "web" }, annotations: {}, creationTimestamp: null },
      spec: { replicas: 0, selector: selector("web"), strategy: {}, template: podTemplate("web"), paused: false },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "plain" },
      spec: {
        selector: selector("plain"),
        template: {
          metadata: { labels: { app: "plain" } },
          spec: { containers: [{ name: "c", image: "example.test/plain" }] },
        },
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "store" },
      spec: {
        serviceName: "store",
        selector: selector("store"),
        template: podTemplate("store"),
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
          },
        ],
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "agent" },
      spec: { selector: selector("agent"), template: podTemplate("agent", { hostNetwork: true }) },
    },
    {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "load" },
      spec: { template: podTemplate("load", { restartPolicy: "Never" }), ttlSecondsAfterFinished: 0 },
    },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "nightly" },
      spec: {
        schedule: "0 3 * * *",
        suspend: false,
        jobTemplate: { spec: { template: podTemplate("nightly", { restartPolicy: "OnFailure" }) } },
      },
    },
  ];
}

function services(): object[] {
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web", annotations: null },
      spec: {
        selector: { app: "web" },
        clusterIP: "",
        ports: [
          { name: "http", port: 80, targetPort: "http" },
          { name: "m", port: 9090 },
        ],
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "store" },
      spec: { clusterIP: "None", selector: { app: "store" }, ports: [{ port: 5432 }], publishNotReadyAddresses: false },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "public" },
      spec: {
        type: "LoadBalancer",
        selector: { app: "web" },
        ports: [{ port: 443, targetPort: 8080, protocol: "TCP" }],
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web" },
      spec: {
        ingressClassName: "nginx",
        tls: [{ hosts: ["a.example.test"], secretName: "tls" }],
        rules: [
          {
            host: "a.example.test",
            http: {
              paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { name: "http" } } } }],
            },
          },
        ],
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "web" },
      spec: {
        podSelector: { matchLabels: { app: "web" } },
        ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {} }], ports: [{ port: 8080 }] }],
      },
    },
  ];
}

function access(): object[] {
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web" }, automountServiceAccountToken: false },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "web" },
      rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "web" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "web" },
      subjects: [{ kind: "ServiceAccount", name: "web" }],
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "keys" },
      stringData: { password: "correct horse" },
      data: { token: "YWJj" },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings" },
      data: { a: "1", empty: "" },
      binaryData: {},
    },
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "scratch" },
      spec: { accessModes: ["ReadWriteOnce"], storageClassName: "", resources: { requests: { storage: "1024Mi" } } },
    },
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "web" },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
    },
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "plain" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "plain" },
        maxReplicas: 5,
        metrics: [
          { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
        ],
        behavior: { scaleDown: { policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] } },
      },
    },
  ];
}

function strimzi(): object[] {
  const cluster = { "strimzi.io/cluster": "alerts" };
  const of = (kind: string, name: string, spec: object): object => ({
    apiVersion: "kafka.strimzi.io/v1",
    kind,
    metadata: { name, labels: kind === "Kafka" ? {} : cluster },
    spec,
  });
  return [
    of("Kafka", "alerts", {
      kafka: {
        version: "4.1.0",
        listeners: [
          { name: "plain", port: 9092, type: "internal", tls: false },
          {
            name: "external",
            port: 9094,
            type: "loadbalancer",
            tls: true,
            authentication: { type: "scram-sha-512" },
            configuration: { bootstrap: { annotations: { "metallb.io/loadBalancerIPs": "10.0.0.5" } } },
          },
        ],
        config: { "min.insync.replicas": 2, "message.max.bytes": 10_485_760, "auto.create.topics.enable": false },
        authorization: { type: "simple", superUsers: ["CN=admin", "operator"] },
        metricsConfig: {
          type: "jmxPrometheusExporter",
          valueFrom: { configMapKeyRef: { name: "settings", key: "a" } },
        },
      },
      entityOperator: { topicOperator: {}, userOperator: {} },
    }),
    of("KafkaNodePool", "brokers", {
      replicas: 3,
      roles: ["broker"],
      storage: { type: "jbod", volumes: [{ id: 0, type: "persistent-claim", size: "100Gi", deleteClaim: false }] },
      resources: { limits: { cpu: 2, memory: "4Gi" }, requests: { cpu: "500m", memory: "2048Mi" } },
    }),
    of("KafkaTopic", "alerts-simulated", {
      partitions: 8,
      replicas: 2,
      config: { "retention.ms": 604_800_000, "cleanup.policy": "delete", "compression.type": null },
    }),
    of("KafkaUser", "reader", {
      authentication: { type: "scram-sha-512" },
      authorization: {
        type: "simple",
        acls: [
          { resource: { type: "topic", name: "alerts", patternType: "literal" }, operations: ["Read", "Describe"] },
          { resource: { type: "group", name: "reader", patternType: "prefix" }, operations: ["Read"] },
        ],
      },
      quotas: { producerByteRate: 1_048_576 },
    }),
  ];
}

function others(): object[] {
  return [
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "broker" },
      spec: {
        secretName: "tls",
        dnsNames: ["a.example.test"],
        issuerRef: { name: "letsencrypt", kind: "ClusterIssuer" },
      },
    },
    {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "web" },
      spec: {
        scaleTargetRef: { name: "web" },
        minReplicaCount: 0,
        triggers: [{ type: "kafka", metadata: { topic: "alerts", lagThreshold: "10" } }],
      },
    },
    {
      apiVersion: "roundtable.lsst.codes/v1beta1",
      kind: "StrimziSchemaRegistry",
      metadata: { name: "registry", labels: { "strimzi.io/cluster": "alerts" } },
      spec: { listener: "tls", compatibilityLevel: "none" },
    },
  ];
}
