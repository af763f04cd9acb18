/** Fields of `metadata` that only the server writes, or that are the identity. */
export const SYSTEM_METADATA: ReadonlySet<string> = new Set([
  "name",
  "namespace",
  "generateName",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "selfLink",
  "managedFields",
]);

/** Annotations, or the beginnings of them, that Kubernetes and kubectl keep for themselves. */
export const SYSTEM_ANNOTATIONS = [
  "kubectl.kubernetes.io/last-applied-configuration",
  "deployment.kubernetes.io/",
  "deprecated.daemonset.template.generation",
  "autoscaling.alpha.kubernetes.io/",
  "batch.kubernetes.io/job-tracking",
  "pv.kubernetes.io/",
  "volume.kubernetes.io/",
  "volume.beta.kubernetes.io/",
];

/** Annotations by which Helm and Argo CD find their objects. */
export const DEPLOYER_ANNOTATIONS = [
  "meta.helm.sh/",
  "argocd.argoproj.io/tracking-id",
  "argocd.argoproj.io/installation-id",
];

/** Labels that the Job controller puts on pods and selects them by. */
export const JOB_LABELS: ReadonlySet<string> = new Set([
  "controller-uid",
  "job-name",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-name",
]);

/** What a Service's type brings along: the server writes it in the name of whoever changes the type. */
export const TYPE_BRINGS: ReadonlySet<string> = new Set([
  "nodePort",
  "healthCheckNodePort",
  "allocateLoadBalancerNodePorts",
  "externalTrafficPolicy",
  "internalTrafficPolicy",
  "ipFamilies",
  "ipFamilyPolicy",
]);
