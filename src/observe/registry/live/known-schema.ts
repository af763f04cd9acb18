import { z } from "zod";
import { type Reading, read } from "../../../vocabulary/index.ts";
import { json } from "../../http/index.ts";
import type { KnownSchema } from "../port.ts";
import { isUnsupported, type RegistryApi, SCHEMA_NOT_FOUND } from "./api.ts";
import { USES } from "./schemas.ts";

/** What the registry knows of an id, those of softly deleted subjects included: consumers can still read them. */
export async function knownSchema(api: RegistryApi, id: number): Promise<Reading<KnownSchema | null>> {
  const what = `schema ${id}`;
  const exchange = await api.ask(`/schemas/ids/${id}/versions?deleted=true`);
  const uses = json(exchange, { what, schema: USES });
  if (uses.ok && uses.value.length > 0) return read({ id, subjects: uses.value });
  if (!uses.ok && !isUnsupported(exchange)) return uses;
  // An unknown id and an interface that is not offered are both 404: the schema itself tells.
  const schema = await api.find({ path: `/schemas/ids/${id}`, what, schema: SCHEMA }, [SCHEMA_NOT_FOUND]);
  if (!schema.ok) return schema;
  return read(schema.value === null ? null : { id, subjects: [] });
}

const SCHEMA = z.object({ schema: z.string() });
