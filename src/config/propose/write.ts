import type { FoundAppOfApps } from "./app-of-apps.ts";
import type { FoundPlain } from "./plain.ts";

const HEAD = `# What Holdfast compares, and with which cluster. Paths are relative to this file.
schemaVersion: 1
`;

const FOOT = `
# Services behind an environment are looked at once it names them under services: Kafka, schema registries, an object
# store, Terraform's state, the alert database. The schema of this file describes each.

# Findings that stay as they are, each with its reason:
# ignore:
#   - kind: Deployment
#     path: /spec/replicas
#     reason: An autoscaler sets it.
#     expires: 2027-01-31
`;

export function writeAppOfApps({ chart, environments }: FoundAppOfApps): string {
  const layout = `
# The chart that renders one Argo CD Application per application.
layout:
  appOfApps:
    chart: ${scalar(chart)}
    values: "values-{environment}.yaml"
`;
  const entries = environments.map((name) => `${entryOf(name)}    argoCd:\n      namespace: argocd\n`);
  return [HEAD, layout, environmentsHead(), ...entries, FOOT].join("");
}

export function writePlain({ applications, environments }: FoundPlain): string {
  const layout = `
layout:
  plain:
    values: "environments/{environment}/{application}.yaml"
    # Check each namespace: it is where Helm installs the chart.
    applications:
${applications.map(applicationEntry).join("")}`;
  const entries = environments.map(({ name, applications: runs }) =>
    runs.length === applications.length
      ? entryOf(name)
      : `${entryOf(name)}    applications: [${runs.map(scalar).join(", ")}]\n`,
  );
  return [HEAD, layout, environmentsHead(), ...entries, FOOT].join("");
}

function applicationEntry(name: string): string {
  return `      - name: ${scalar(name)}\n        chart: ${scalar(`charts/${name}`)}\n        namespace: ${scalar(name)}\n`;
}

function environmentsHead(): string {
  return `
# Name the context of each cluster as kubectl config get-contexts shows it; the environment's own name is a guess.
environments:
`;
}

function entryOf(name: string): string {
  return `  - name: ${scalar(name)}\n    cluster:\n      context: ${scalar(name)}\n`;
}

/** A plain YAML scalar where that is text for every parser, else in quotes. */
function scalar(text: string): string {
  const isPlain = /^[a-z][a-z0-9/_-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/.test(text);
  return isPlain ? text : JSON.stringify(text);
}
