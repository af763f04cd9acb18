import type { Replacement } from "./ground.ts";

/** One change of Phalanx, where it is looked for, and what a review must say of it. */
export interface Edit {
  readonly name: string;
  readonly edits: readonly Replacement[];
  readonly environments: readonly string[];
  /** Every application in which something changes, as `environment: application change`. */
  readonly applications: readonly string[];
  /** Every line: `side file:line key`. */
  readonly lines: readonly string[];
  /** Every finding above information: `environment: reason file:line`. */
  readonly findings: readonly string[];
}

export const DEV = "usdfdev-prompt-processing";
export const PROD = "usdfprod-prompt-processing";
const PROMPT = [DEV, PROD];
/** The environments that run a Butler. */
export const BUTLER = ["idfdemo", "idfdev", "idfint", "idfprod", "usdfdev", "usdfint", "usdfprod"];

const KAFKA = "applications/prompt-kafka";

/** What happens in such a repository in a month, each on its own. */
export const EDITS: readonly Edit[] = [
  {
    name: "fewer partitions of a topic",
    environments: PROMPT,
    edits: [[`applications/sasquatch/values-${DEV}.yaml`, "partitions: 400", "partitions: 200"]],
    applications: [`${DEV}: sasquatch changed`],
    lines: [`head applications/sasquatch/values-${DEV}.yaml:6 alert-brokers.topics[0].partitions`],
    findings: [`${DEV}: partitions-lowered applications/sasquatch/values-${DEV}.yaml:6`],
  },
  {
    name: "other topics for a user",
    environments: PROMPT,
    edits: [
      [
        `applications/sasquatch/values-${DEV}.yaml`,
        '        - "*"\n      groups:\n        - "rubin-devel-idfint"',
        '        - "alerts-simulated"\n        - "lsst-alerts-v11"\n      groups:\n        - "rubin-devel-idfint"',
      ],
    ],
    applications: [`${DEV}: sasquatch changed`],
    lines: [
      `head applications/sasquatch/values-${DEV}.yaml:29 alert-brokers.users[0].topics[0]`,
      `head applications/sasquatch/values-${DEV}.yaml:30 alert-brokers.users[0].topics[1]`,
    ],
    findings: [`${DEV}: access-lost applications/sasquatch/values-${DEV}.yaml:27`],
  },
  {
    name: "the template of a shared chart",
    environments: PROMPT,
    edits: [["charts/prompt-keda/templates/service-init-cron.yaml", 'schedule: "1 0 * * *"', 'schedule: "5 0 * * *"']],
    applications: [
      `${DEV}: prompt-keda-hsc changed`,
      `${DEV}: prompt-keda-latiss changed`,
      `${DEV}: prompt-keda-lsstcam changed`,
      `${PROD}: prompt-keda-lsstcam changed`,
    ],
    lines: ["head charts/prompt-keda/templates/service-init-cron.yaml:8 null"],
    findings: [],
  },
  {
    name: "a default that three environments override",
    environments: [...PROMPT, ...BUTLER],
    edits: [["applications/butler/values.yaml", 'pguser: ""', 'pguser: "butler"']],
    applications: [
      "idfdemo: butler changed",
      "idfdev: butler changed",
      "idfint: butler changed",
      "idfprod: butler changed",
    ],
    lines: ["head applications/butler/values.yaml:126 config.pguser"],
    findings: [],
  },
  {
    name: "a key renamed by mistake",
    environments: PROMPT,
    edits: [[`${KAFKA}/values-${PROD}.yaml`, "storageClassName:", "storageClass:"]],
    applications: [`${PROD}: prompt-kafka changed`],
    lines: [
      `base ${KAFKA}/values-${PROD}.yaml:15 strimzi-kafka.kafka.storage.storageClassName`,
      `head ${KAFKA}/values-${PROD}.yaml:15 strimzi-kafka.kafka.storage.storageClass`,
    ],
    findings: [
      `${PROD}: storage-change-ignored ${KAFKA}/values-${PROD}.yaml:15`,
      `${PROD}: unread-value ${KAFKA}/values-${PROD}.yaml:15`,
    ],
  },
  {
    name: "an application added, another removed",
    environments: [...PROMPT, "usdfint"],
    edits: [
      ["environments/values-usdfint.yaml", "sia: false", "sia: true"],
      [`environments/values-${DEV}.yaml`, "  prompt-keda-hsc: true\n", ""],
    ],
    applications: [
      `${DEV}: prompt-keda-hsc removed`,
      `${DEV}: repertoire changed`,
      `${DEV}: science-platform changed`,
      "usdfint: repertoire changed",
      "usdfint: science-platform changed",
      "usdfint: sia added",
    ],
    lines: [
      `base environments/values-${DEV}.yaml:15 applications.prompt-keda-hsc`,
      "head environments/values-usdfint.yaml:30 applications.sia",
    ],
    findings: ["usdfint: unread-default applications/sia/values.yaml:69"],
  },
  {
    name: "storage grown",
    environments: PROMPT,
    edits: [[`${KAFKA}/values-${DEV}.yaml`, "size: 100Gi", "size: 200Gi"]],
    applications: [`${DEV}: prompt-kafka changed`],
    lines: [`head ${KAFKA}/values-${DEV}.yaml:14 strimzi-kafka.kafka.storage.size`],
    findings: [],
  },
  {
    name: "another Kafka version and listener address",
    environments: PROMPT,
    edits: [
      [`${KAFKA}/values-${DEV}.yaml`, 'version: "4.0.0"', 'version: "4.1.0"'],
      [`${KAFKA}/values-${DEV}.yaml`, "172.24.10.42", "172.24.10.41"],
    ],
    applications: [`${DEV}: prompt-kafka changed`],
    lines: [
      `head ${KAFKA}/values-${DEV}.yaml:12 strimzi-kafka.kafka.version`,
      `head ${KAFKA}/values-${DEV}.yaml:25 strimzi-kafka.kafka.externalListener.bootstrap.annotations["metallb.io/loadBalancerIPs"]`,
    ],
    findings: [],
  },
  {
    name: "the image tag of a shared chart",
    environments: PROMPT,
    edits: [
      ["charts/prompt-keda/values.yaml", "  tag: latest", '  tag: "16.0.0"'],
      ["charts/prompt-keda/values.yaml", "timeout: 900", "timeout: 600"],
    ],
    applications: [],
    lines: [],
    findings: [],
  },
  {
    name: "nothing but a comment",
    environments: PROMPT,
    edits: [[`${KAFKA}/values-${PROD}.yaml`, "# Keep forever.", "# Keep for ever."]],
    applications: [],
    lines: [],
    findings: [],
  },
  {
    name: "the template of an Application",
    environments: PROMPT,
    edits: [
      [
        "environments/templates/applications/prompt/next-visit-fan-out.yaml",
        '  project: "prompt"',
        '  project: "infrastructure"',
      ],
    ],
    applications: [`${DEV}: science-platform changed`, `${PROD}: prompt-processing changed`],
    lines: ["head environments/templates/applications/prompt/next-visit-fan-out.yaml:22 null"],
    findings: [],
  },
];

/** A label in the charts of applications that nearly every environment runs. */
export const WIDE: Pick<Edit, "edits" | "environments"> = {
  environments: [
    ...BUTLER,
    "base",
    "ccin2p3",
    "minikube",
    "roundtable-dev",
    "roundtable-prod",
    "summit",
    "tacc-spherex",
    "tucson-teststand",
    "ukidacdev",
    "ukidacprod",
  ],
  edits: ["mobu", "repertoire", "semaphore", "squareone"].map((name) => [
    `applications/${name}/templates/_helpers.tpl`,
    "app.kubernetes.io/managed-by: {{ .Release.Service }}",
    "app.kubernetes.io/managed-by: phalanx",
  ]),
};
