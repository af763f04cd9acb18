import { z } from "zod";

/** The identity of a Kubernetes object. */
export const kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  group: z.string().describe("Empty for the core group."),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable().describe("Null for a cluster-scoped resource."),
  name: z.string(),
});

const values = z.strictObject({ type: z.literal("values"), application: z.string(), file: z.string().nullable() });

const cluster = z.string().describe("Name of the Kafka resource.");
const registry = z.string().describe("Name of the StrimziSchemaRegistry.");

/** What a finding is about, as the published contracts write it. */
export const resource = z.discriminatedUnion("type", [
  kubernetes,
  values,
  z.strictObject({ type: z.literal("topic"), cluster, name: z.string() }),
  z.strictObject({
    type: z.literal("broker"),
    cluster,
    id: z.int().nullable().describe("Null for what concerns every broker."),
  }),
  z.strictObject({
    type: z.literal("acl"),
    cluster,
    principal: z.string(),
    resourceType: z.string(),
    resourceName: z.string(),
    patternType: z.string(),
    host: z.string(),
    operation: z.string(),
    permission: z.string(),
  }),
  z.strictObject({ type: z.literal("user"), cluster, name: z.string().describe("SCRAM user, without `User:`.") }),
  z.strictObject({ type: z.literal("quota"), cluster, entity: z.string() }),
  z.strictObject({ type: z.literal("group"), cluster, name: z.string() }),
  z.strictObject({
    type: z.literal("subject"),
    registry,
    name: z.string().nullable().describe("Null for the registry as a whole."),
  }),
  z.strictObject({ type: z.literal("schema"), registry, id: z.int() }),
  z.strictObject({ type: z.literal("bucket"), name: z.string() }),
  z.strictObject({ type: z.literal("identity"), name: z.string() }),
]);
