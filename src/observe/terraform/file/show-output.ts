import { z } from "zod";
import type { StateResource } from "./resource.ts";

const resource = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  deposed_key: z.string().nullish(),
  values: z.record(z.string(), z.unknown()).nullish(),
  sensitive_values: z.unknown().optional(),
});

type Resource = z.infer<typeof resource>;

interface Module {
  readonly resources?: readonly Resource[] | null | undefined;
  readonly child_modules?: readonly Module[] | null | undefined;
}

const module: z.ZodType<Module> = z.object({
  resources: z.array(resource).nullish(),
  get child_modules() {
    return z.array(module).nullish();
  },
});

/** What `terraform show -json` prints of a state: https://developer.hashicorp.com/terraform/internals/json-format. */
export const SHOW_OUTPUT = z.object({
  format_version: z.string().regex(/^(0|1)\./),
  /** Absent where the state is empty. */
  values: z.object({ root_module: module }).nullish(),
});

/** Managed resources, those of nested modules included. */
export function resourcesOfShow({ values }: z.infer<typeof SHOW_OUTPUT>): StateResource[] {
  return values == null ? [] : resourcesOfModule(values.root_module);
}

function resourcesOfModule({ resources, child_modules: children }: Module): StateResource[] {
  const own = (resources ?? []).filter(({ mode, deposed_key }) => mode === "managed" && deposed_key == null);
  return [...own.map(stateResource), ...(children ?? []).flatMap(resourcesOfModule)];
}

function stateResource({ address, type, values, sensitive_values }: Resource): StateResource {
  return { address, type, attributes: values ?? {}, sensitive: new Set(wholeAttributes(sensitive_values)) };
}

/** True stands for a whole attribute; what is inside one has the shape of its value. */
function wholeAttributes(sensitive: unknown): string[] {
  if (typeof sensitive !== "object" || sensitive === null) return [];
  return Object.entries(sensitive).flatMap(([name, value]) => (value === true ? [name] : []));
}
