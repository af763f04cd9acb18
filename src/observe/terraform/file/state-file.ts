import { z } from "zod";
import type { StateResource } from "./resource.ts";

const instance = z.object({
  index_key: z.union([z.int(), z.string()]).nullish(),
  /** An object that was replaced but could not be destroyed: it is no longer the resource. */
  deposed: z.string().nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  sensitive_attributes: z.array(z.unknown()).nullish(),
});

const resource = z.object({
  module: z.string().nullish(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  instances: z.array(instance),
});

/** A state file of version 4, as Terraform and OpenTofu keep it. */
export const STATE_FILE = z.object({ version: z.literal(4), resources: z.array(resource) });

type Resource = z.infer<typeof resource>;
type Instance = z.infer<typeof instance>;

/** Managed resources, those of modules included; data sources are looked up, not owned. */
export function resourcesOfFile({ resources }: z.infer<typeof STATE_FILE>): StateResource[] {
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap((each) =>
      each.instances.filter(({ deposed }) => deposed == null).map((instance) => stateResource(each, instance)),
    );
}

function stateResource({ module, type, name }: Resource, instance: Instance): StateResource {
  const index = instance.index_key == null ? "" : `[${JSON.stringify(instance.index_key)}]`;
  return {
    address: `${module == null ? "" : `${module}.`}${type}.${name}${index}`,
    type,
    attributes: instance.attributes ?? {},
    sensitive: new Set((instance.sensitive_attributes ?? []).flatMap(wholeAttribute)),
  };
}

const STEP = z.object({ type: z.literal("get_attr"), value: z.string() });

/** A path of one step names an attribute; a longer one leads inside it. */
function wholeAttribute(path: unknown): string[] {
  const steps = z.tuple([STEP]).safeParse(path);
  return steps.success ? [steps.data[0].value] : [];
}
