import { type Finding, type FindingKind, type KubernetesResource, type Reason, ruleOf } from "../vocabulary/index.ts";
import { BEHIND_ADVICE } from "./behind-advice.ts";

/** The one thing to do about a finding: a command where there is one, else a short advice. */
export interface Advice {
  readonly text: string;
  readonly command: boolean;
}

/** How a finding of this environment is mended. */
export function adviceFor(finding: Finding, environment: string): Advice {
  const { remedy, id, undoneBy } = finding;
  if (undoneBy !== null) {
    return advice(`wait: the ${operatorName(undoneBy)} undoes this within two minutes; restart it if it does not`);
  }
  if (remedy === "apply" || remedy === "adopt") return command(`holdfast ${remedy} ${environment} ${id}`);
  if (remedy === "ignore") return advice("add an ignore rule to holdfast.yaml, with a reason");
  return manualAdvice(finding, environment);
}

function manualAdvice(finding: Finding, environment: string): Advice {
  const { reason, kind, layer, resource } = finding;
  if (ruleOf(reason) !== undefined) return advice(`docs/rules/${reason}.md says how`);
  const steering = reason === null ? undefined : STEERING[reason];
  if (steering !== undefined && resource.type === "kubernetes") return command(annotateCommand(resource, steering));
  const behind = reason === null ? undefined : BEHIND_ADVICE[reason];
  if (behind !== undefined) return advice(behind);
  const known = reason === null ? undefined : BY_REASON[reason];
  if (known !== undefined) return known({ environment, application: finding.application });
  if (layer === "operator" && resource.type === "kubernetes") return command(describeCommand(resource));
  if (layer === "service" && kind !== "coupling") return advice(IN_A_SERVICE);
  return advice(BY_KIND[kind] ?? "mend it by hand");
}

const IN_A_SERVICE = "change it back where it is, or let git say what is there";

/** `user-operator` as people call it: the User Operator. */
function operatorName(operator: string): string {
  return operator.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => `${dash && " "}${letter.toUpperCase()}`,
  );
}

interface Place {
  readonly environment: string;
  readonly application: string | null;
}

const doctor = ({ environment }: Place): Advice => command(`holdfast doctor ${environment}`);
const render = ({ environment, application }: Place): Advice =>
  command(`holdfast render ${environment}${application === null ? "" : ` --app ${application}`}`);
const record = ({ environment }: Place): Advice => command(`holdfast snapshot ${environment} DIR`);

/** Annotations that keep an operator from acting, by the reason that names them. */
const STEERING: Partial<Record<Reason, string>> = {
  paused: "strimzi.io/pause-reconciliation-",
  unmanaged: "strimzi.io/managed-",
};

const BY_REASON: Partial<Record<Reason, (place: Place) => Advice>> = {
  unserved: () => advice("change its apiVersion to one that the cluster serves"),
  "no-permission": doctor,
  unreachable: doctor,
  timeout: doctor,
  "server-error": doctor,
  "not-served": () => advice("install its CustomResourceDefinition, or exclude the kind in holdfast.yaml"),
  truncated: doctor,
  "not-recorded": record,
  masked: record,
  "render-failed": render,
  "invalid-manifest": render,
  "unstable-render": () => advice("make the template render the same each time, or ignore the path"),
  "dependency-unavailable": () => advice("make the chart's dependency reachable, then check again"),
  "revision-unavailable": () => command("git fetch --all --tags"),
  "unsupported-source": () => advice("Holdfast does not render this kind of source; check it by other means"),
  "expired-rule": () => advice("renew the rule with a new expiry, or delete it"),
  "duplicate-key": () => advice("remove one of the two keys from the chart or its values"),
  unsupported: () => advice("exclude that part in holdfast.yaml; this server has no such interface"),
  "login-refused": doctor,
  "certificate-refused": doctor,
  "duplicate-object": () => advice("remove one of the two manifests from the charts"),
};

const BY_KIND: Partial<Record<FindingKind, string>> = {
  extra: "delete it by hand once nobody needs its data",
  pruned: "remove the field from the chart, or upgrade the definition of its kind",
  "lost-intent": "remove the value, or make a template read it",
  coupling: "change one of the two values so that they fit",
  risk: "read the message, then decide",
};

function annotateCommand(resource: KubernetesResource, annotation: string): string {
  const { kind, group, name, namespace } = resource;
  return `kubectl annotate ${kind}.${group} ${name} --namespace ${namespace ?? "default"} ${annotation}`;
}

function describeCommand({ kind, group, name, namespace }: KubernetesResource): string {
  const type = group === "" ? kind : `${kind}.${group}`;
  return `kubectl describe ${type} ${name}${namespace === null ? "" : ` --namespace ${namespace}`}`;
}

function command(text: string): Advice {
  return { text, command: true };
}

function advice(text: string): Advice {
  return { text, command: false };
}
