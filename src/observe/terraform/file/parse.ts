import { z } from "zod";
import { isJsonObject, type Json, type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { TerraformState } from "../port.ts";
import { BUCKET_TYPES, buckets } from "./buckets.ts";
import { Unfit } from "./fields.ts";
import { IDENTITY_TYPES, serviceAccounts, workloadIdentityBindings } from "./identities.ts";
import type { StateResource } from "./resource.ts";
import { resourcesOfShow, SHOW_OUTPUT } from "./show-output.ts";
import { resourcesOfFile, STATE_FILE } from "./state-file.ts";

/** What a state says of buckets and identities. Nothing else of it is kept: other attributes may be secret. */
export function parseState(text: string, description: string): Reading<TerraformState> {
  const resources = stateResources(text);
  if (typeof resources === "string") return unread("unsupported-source", description, resources);
  const known = resources.filter(({ type }) => BUCKET_TYPES.has(type) || IDENTITY_TYPES.has(type));
  try {
    return read({
      buckets: buckets(known),
      serviceAccounts: serviceAccounts(known),
      workloadIdentityBindings: workloadIdentityBindings(known),
    });
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return unread(error.sensitive ? "masked" : "unsupported-source", description, error.message);
  }
}

/** The resources, or why the text is not a state. It is not quoted: a state holds secrets. */
function stateResources(text: string): readonly StateResource[] | string {
  let state: Json;
  try {
    state = JSON.parse(text);
  } catch {
    return "the file is not complete JSON";
  }
  const file = STATE_FILE.safeParse(state);
  if (file.success) return resourcesOfFile(file.data);
  const foreign = notAState(state);
  if (foreign !== null) return foreign;
  const show = SHOW_OUTPUT.safeParse(state);
  return show.success ? resourcesOfShow(show.data) : "the file is damaged: it is not what Terraform writes";
}

const BACKEND = z.object({ backend: z.object({ type: z.string() }) });

/** What looks like a state and is none that can be read here. */
function notAState(state: Json): string | null {
  if (!isJsonObject(state)) return "the file is neither a state nor the output of `terraform show -json`";
  if ("encrypted_data" in state) return "the state is encrypted; save the output of `terraform show -json` instead";
  const pointer = BACKEND.safeParse(state);
  if (pointer.success) return `the file only points to a remote state (${pointer.data.backend.type}); pull that one`;
  if ("planned_values" in state) return "the file is a plan, not a state";
  const { version } = state;
  if (typeof version === "number" && version !== 4) return `the state has version ${version}, and only 4 can be read`;
  if ("version" in state || "format_version" in state) return null;
  return "the file is neither a state nor the output of `terraform show -json`";
}
