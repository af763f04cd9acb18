import { z } from "zod";
import { REASONS, RULE_NAMES } from "../vocabulary/index.ts";
import { unknownPlaceholder } from "./placeholders.ts";
import { ALL_PARTS, SERVICE_NAMES } from "./service-parts.ts";
import { declaredServices } from "./services-schema.ts";
import { inside, namespace, text } from "./texts.ts";

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** As Helm wants a release to be: RFC 1123, at most 53 characters. */
const RELEASE = /^(?=.{1,53}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const name = z.string().regex(NAME, "is not a name. Use letters, digits, dots, dashes and underscores.");
const release = z
  .string()
  .regex(RELEASE, "is not a release name. Use lower-case letters, digits, dots and dashes, at most 53.");
const date = z.iso.date("is not a date. Write it as 2026-12-31.");

function pattern(known: readonly string[]) {
  const unknown = `holds a placeholder that is not known. Use {${known.join("} and {")}}.`;
  return inside
    .refine((value) => unknownPlaceholder(value, known) === null, { error: unknown, abort: true })
    .refine((value) => value.includes("{environment}"), "lacks {environment}. Say where it stands in the path.");
}

const plain = z.strictObject({
  values: pattern(["environment", "application"]).describe("The values file of an application in an environment."),
  applications: z
    .array(
      z.strictObject({
        name,
        chart: inside.describe("Folder of the chart."),
        namespace: namespace.describe("Namespace that Helm installs into."),
        release: release.optional().describe("Name of the Helm release; the application's name unless given."),
      }),
    )
    .min(1),
});

const appOfApps = z.strictObject({
  chart: inside.describe("Folder of the chart that renders one Argo CD Application per application."),
  values: pattern(["environment"]).describe("Values file of an environment, inside that folder."),
});

const cluster = z
  .strictObject({
    context: text.optional().describe("Context of the kubeconfig."),
    kubeconfig: text.optional().describe("The kubeconfig, relative to holdfast.yaml; kubectl's own unless given."),
    inCluster: z.literal(true).optional().describe("Use the service account of the pod that Holdfast runs in."),
  })
  .meta({ oneOf: [{ required: ["context"] }, { required: ["inCluster"] }] });

const tracking = z
  .strictObject({ label: text.optional(), annotation: text.optional() })
  .meta({ minProperties: 1, maxProperties: 1 })
  .describe("What marks a live object as deployed from here; the label app.kubernetes.io/instance unless given.");

const deployer = z.strictObject({
  manager: text,
  operation: z.enum(["Apply", "Update"]),
  subresource: text.nullable().optional(),
});

const environment = z.strictObject({
  name,
  cluster: cluster.optional().describe("How the cluster is reached; without it only recordings can be checked."),
  applications: z.array(name).optional().describe("Plain layout: the applications that run here; all unless given."),
  argoCd: z.strictObject({ namespace }).optional().describe("Where Argo CD keeps its Application resources."),
  tracking: tracking.optional(),
  deployers: z.array(deployer).optional().describe("Field managers that deploy here, besides the known ones."),
  services: declaredServices.optional().describe("The services behind it; what is not named is not looked at."),
});

const reason = text.describe("Why, for whoever reads the report.");
const expires = date.optional().describe("The last day on which this holds.");
const selector = {
  environment: text.optional(),
  group: z.string().optional().describe("API group; empty is the core group."),
  kind: text.optional(),
  namespace: text.optional(),
  name: text.optional(),
};

const ignoreRule = z.strictObject({
  ...selector,
  application: text.optional(),
  rule: z.enum(REASONS).optional().describe("A rule of lint, or any other reason of a finding."),
  path: text.optional().describe("JSON pointer; * stands for a part of a name, ** for any number of names."),
  manager: text.optional().describe("Field manager that wrote the live field."),
  reason,
  expires,
});

const exclusion = z.strictObject({
  ...selector,
  service: z.enum(SERVICE_NAMES).optional().describe("A service instead of objects."),
  part: z.enum(ALL_PARTS).optional().describe("A part of that service; all of it unless given."),
  reason,
  expires,
});

const helm = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.-]+)?$/, "is not a version. Write it as 4.2.3.")
    .optional()
    .describe("The exact version of Helm that must render."),
  kubeVersion: z
    .string()
    .regex(/^v?\d+\.\d+(\.\d+)?([-+][\w.+-]+)?$/, 'is not a Kubernetes version. Write it as "1.33".')
    .optional()
    .describe("Kubernetes version that charts see in .Capabilities."),
  apiVersions: z.array(text).optional().describe("API versions that charts see in .Capabilities, besides Helm's own."),
});

/** holdfast.yaml as it is written. Paths are relative to its folder. */
export const declaredConfig = z.strictObject({
  schemaVersion: z.literal(1),
  helm: helm.optional(),
  layout: z
    .strictObject({ plain: plain.optional(), appOfApps: appOfApps.optional() })
    .meta({ minProperties: 1, maxProperties: 1 })
    .describe("Where charts and values lie: plain, or appOfApps."),
  environments: z.array(environment).min(1),
  ignore: z.array(ignoreRule).optional().describe("Findings that are moved out of sight, with a reason."),
  exclude: z.array(exclusion).optional().describe("What is never read; it is shown as not looked at."),
  rules: z
    .partialRecord(z.enum(RULE_NAMES), z.enum(["on", "off"]))
    .optional()
    .describe("Rules of lint that are switched; docs/rules/ has a page for each."),
  crds: z.array(inside).optional().describe("Files or folders of CustomResourceDefinitions that lint checks with."),
  baseline: inside.optional().describe("File of the findings that were there on the first day."),
});

export type DeclaredConfig = z.output<typeof declaredConfig>;
