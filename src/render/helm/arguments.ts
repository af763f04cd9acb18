import type { Application } from "../../environments/application.ts";

/** What every render of a run shares. */
export interface Capabilities {
  /** `--kube-version`; null leaves Helm's own. */
  readonly kubeVersion: string | null;
  /** `--api-versions`, added to Helm's own. */
  readonly apiVersions: readonly string[];
}

/** Folder and values files as absolute paths. */
export interface TemplateInput {
  readonly application: Application;
  readonly chart: string;
  readonly valueFiles: readonly string[];
}

/** A comma that nothing escapes. Argo CD escapes these in parameters, but for lists in braces. */
const BARE_COMMA = /(^|[^\\]),/g;

/**
 * The arguments of `helm template`, by which Argo CD renders too: values files in their order, then valuesObject
 * (as a file on stdin), then parameters, each stronger than what stands before it.
 */
export function templateArguments(input: TemplateInput, capabilities: Capabilities): string[] {
  const { application, chart, valueFiles } = input;
  return [
    "template",
    application.release,
    chart,
    "--namespace",
    application.namespace,
    "--include-crds",
    ...(capabilities.kubeVersion === null ? [] : ["--kube-version", capabilities.kubeVersion]),
    ...capabilities.apiVersions.flatMap((version) => ["--api-versions", version]),
    ...valueFiles.flatMap((file) => ["--values", file]),
    ...(application.valuesObject === null ? [] : ["--values", "-"]),
    ...application.parameters.flatMap(({ name, value, forceString }) => [
      forceString ? "--set-string" : "--set",
      `${name}=${escapeCommas(value)}`,
    ]),
  ];
}

function escapeCommas(value: string): string {
  return value.startsWith("{") && value.endsWith("}") ? value : value.replaceAll(BARE_COMMA, "$1\\,");
}
