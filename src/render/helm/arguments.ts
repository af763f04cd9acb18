import type { Application, HelmParameter } from "../../environments/application.ts";

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
  /** Render even what a values.schema.json refuses; Helm 3.16 and later. */
  readonly skipSchema?: boolean;
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
    "--namespace",
    application.namespace,
    "--include-crds",
    ...(input.skipSchema === true ? ["--skip-schema-validation"] : []),
    ...(capabilities.kubeVersion === null ? [] : ["--kube-version", capabilities.kubeVersion]),
    ...capabilities.apiVersions.flatMap((version) => ["--api-versions", version]),
    ...valueFiles.flatMap((file) => ["--values", inList(file)]),
    ...(application.valuesObject === null ? [] : ["--values", "-"]),
    ...application.parameters.flatMap((parameter) => [
      parameter.forceString ? "--set-string" : "--set",
      assignmentOf(parameter),
    ]),
    // A release that looks like an option could name a program to run or a folder to write to.
    "--",
    application.release,
    chart,
  ];
}

/** Helm reads the names of values files as a line of CSV: a comma in one would name a second file, anywhere. */
function inList(file: string): string {
  return /[,"\r\n]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file;
}

/** A parameter as the argument of `--set`. */
export function assignmentOf({ name, value }: HelmParameter): string {
  return `${name}=${escapeCommas(value)}`;
}

function escapeCommas(value: string): string {
  return value.startsWith("{") && value.endsWith("}") ? value : value.replaceAll(BARE_COMMA, "$1\\,");
}
