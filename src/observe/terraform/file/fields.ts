import type { z } from "zod";
import type { StateResource } from "./resource.ts";

/** A resource that does not have the attributes that its type should have. */
export class Unfit extends Error {
  readonly sensitive: boolean;

  constructor(message: string, sensitive: boolean) {
    super(message);
    this.sensitive = sensitive;
  }
}

/**
 * The attributes that a shape names; everything else is dropped.
 * @throws Unfit when one is missing, of another type, or sensitive.
 */
export function fieldsOf<T extends z.ZodObject>(
  { address, attributes, sensitive }: StateResource,
  shape: T,
): z.infer<T> {
  const names = Object.keys(shape.shape);
  const hidden = names.find((name) => sensitive.has(name));
  if (hidden !== undefined) throw new Unfit(`${address} keeps ${hidden} as sensitive`, true);
  const parsed = shape.safeParse(attributes);
  if (parsed.success) return parsed.data;
  const at = String(parsed.error.issues[0]?.path[0] ?? "its attributes");
  throw new Unfit(`${address} has ${at} in a form that is not known`, false);
}
