import { z } from "zod";
import { staysInside } from "./inside.ts";

/** RFC 1123 label, as Kubernetes wants a namespace to be. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain, as Kubernetes wants most names to be. */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Any text but an empty one. */
export const text = z.string().min(1);

export const namespace = z
  .string()
  .regex(LABEL, "is not a namespace. Use lower-case letters, digits and dashes, at most 63.");

/** The name of a Kubernetes resource. */
export const resourceName = z
  .string()
  .regex(SUBDOMAIN, "is not a name of Kubernetes. Use lower-case letters, digits, dashes and dots.");

/** A path below the folder of holdfast.yaml. */
export const inside = text.refine(staysInside, "leaves the folder of holdfast.yaml. Name a path below it.");
