import { z } from "zod";
import type { JsonObject } from "../vocabulary/index.ts";
import { declaredConfig } from "./schema.ts";

/** The JSON schema of holdfast.yaml, for editors; schema/holdfast.schema.json is this. */
export function configJsonSchema(): JsonObject {
  const generated = z.toJSONSchema(declaredConfig, { io: "input" });
  const schema: JsonObject = JSON.parse(JSON.stringify(generated));
  return { ...schema, title: "holdfast.yaml" };
}
