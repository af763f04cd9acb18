import { z } from "zod";

const maybeText = z.string().optional().catch(undefined);
const entry = z.looseObject({ name: maybeText });
const selector = z.looseObject({ environment: maybeText, application: maybeText }).catch({});
const anyMap = z.record(z.string(), z.unknown()).optional().catch(undefined);
const anyMaps = z.array(z.record(z.string(), z.unknown()).catch({})).catch([]);

/** The services of an environment; each entry as it is written. */
export const services = z
  .looseObject({ kafka: anyMaps, schemaRegistries: anyMaps, objectStore: anyMap, alertDatabase: anyMap })
  .optional()
  .catch(undefined);

const environment = z
  .looseObject({
    name: maybeText,
    applications: z.array(z.unknown()).optional().catch(undefined),
    cluster: anyMap,
    tracking: anyMap,
    services,
  })
  .catch({});

/**
 * What the cross-field rules look at, as far as it can be read.
 * Every part may be wrong or absent: the rules run also where the schema has refused something, so that all faults show at once.
 */
const outline = z
  .looseObject({
    layout: z
      .looseObject({
        plain: z
          .looseObject({ applications: z.array(entry.catch({})).optional().catch(undefined) })
          .optional()
          .catch({}),
        appOfApps: anyMap,
      })
      .optional()
      .catch(undefined),
    environments: z.array(environment).catch([]),
    ignore: z.array(selector).catch([]),
    exclude: z.array(selector).catch([]),
  })
  .catch({ environments: [], ignore: [], exclude: [] });

export type Outline = z.output<typeof outline>;

export function outlineOf(data: unknown): Outline {
  return outline.parse(data);
}
