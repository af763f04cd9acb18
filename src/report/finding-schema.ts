import { z } from "zod";
import {
  FINDING_KINDS,
  type Json,
  LAYERS,
  REASONS,
  REMEDIES,
  SEVERITIES,
  TRANSFORMATIONS,
} from "../vocabulary/index.ts";
import { resource } from "./resource-schema.ts";

// The parts of a finding, as every report that lists findings publishes them.

export const json = z.custom<Json>().describe("Any JSON value. Secret values are masked.");
export const day = z.string().nullable().describe("ISO date after which it no longer holds; null for no end.");

export const attribution = z.strictObject({
  manager: z.string().describe("Field manager."),
  operation: z.enum(["Apply", "Update"]),
  time: z.string().nullable().describe("RFC 3339; the manager's last write to the object."),
});

export const provenance = z.strictObject({
  file: z.string().describe("Relative to the folder of holdfast.yaml."),
  line: z.int().positive(),
  column: z.int().positive(),
  key: z.string().nullable().describe('The key in the values: kafka.config["retention.ms"].'),
  transformation: z.enum(TRANSFORMATIONS).nullable().describe("How the value comes to stand in the field."),
  commit: z.string().nullable(),
  author: z.string().nullable(),
  time: z.string().nullable().describe("RFC 3339; when the author wrote the line."),
});

export const finding = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .describe("Stable over runs."),
    kind: z.enum(FINDING_KINDS),
    layer: z.enum(LAYERS).describe("The arrow of the chain that broke."),
    system: z.string(),
    severity: z.enum(SEVERITIES),
    application: z.string().nullable(),
    resource,
    path: z.string().nullable().describe("JSON pointer; null when the finding is about the whole resource."),
    keyedPath: z.string().nullable().describe("The same path with merge keys in place of indices."),
    desired: json.exactOptional(),
    live: json.exactOptional(),
    attribution: attribution.nullable(),
    provenance: provenance.nullable(),
    reason: z.enum(REASONS).nullable(),
    undoneBy: z.string().nullable().describe("The operator that sets this right by itself within about two minutes."),
    consequences: z.array(z.string()).readonly().describe("What follows from this, one sentence each."),
    remedy: z.enum(REMEDIES),
    remedies: z.array(z.enum(REMEDIES)).readonly(),
    message: z.string().describe("One sentence."),
  })
  .meta({ id: "Finding" });

export const ignoredFinding = z.strictObject({
  finding,
  by: z.enum(["rule", "baseline", "argo-cd", "comment"]),
  why: z.string(),
  expires: day,
});

export const unreadable = z.strictObject({ id: z.string(), what: z.string(), why: z.string() });
