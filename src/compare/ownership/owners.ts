import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type ManagedFieldsEntry,
  managedFields,
} from "../../vocabulary/index.ts";
import type { FieldManager } from "../deployer.ts";
import { sameJson } from "../values/index.ts";
import { type Role, roleOf } from "./managers.ts";

/** One managedFields entry's writer. */
export interface Owner {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly subresource: string | null;
  /** When it last wrote any of its fields, RFC 3339; null when the server does not say. */
  readonly time: string | null;
  readonly role: Role;
}

/** An owner and its fields below a place; null when it owns the whole of an atomic value that the place is part of. */
interface Claim {
  readonly owner: Owner;
  readonly fields: JsonObject | null;
}

/** Who owns a place of a live object, and what is below it. */
export class Owners {
  readonly #claims: readonly Claim[];

  constructor(claims: readonly Claim[]) {
    this.#claims = claims;
  }

  /** Those who own exactly this place: its value, its being there as a map or a list item, or the atomic value around it. */
  holders(): Owner[] {
    return this.#claims.filter(({ fields }) => holds(fields)).map(({ owner }) => owner);
  }

  /** Those who own this place or anything below it. */
  within(): Owner[] {
    return this.#claims.map(({ owner }) => owner);
  }

  /** The owners of a field. `atomic` says that this place is owned as a whole. */
  field(name: string, atomic: boolean): Owners {
    return this.#descend(atomic, (fields) => fields[`f:${name}`]);
  }

  /** The owners of a list item, by its merge keys; null keys for an item of an atomic list or a set. */
  item(value: Json, keys: Readonly<Record<string, Json>> | null, atomic: boolean): Owners {
    return this.#descend(atomic, (fields) =>
      keys === null ? fields[`v:${JSON.stringify(value)}`] : byKeys(fields, keys),
    );
  }

  #descend(atomic: boolean, step: (fields: JsonObject) => Json | undefined): Owners {
    const claims: Claim[] = [];
    for (const claim of this.#claims) {
      if (claim.fields === null || (atomic && holds(claim.fields))) claims.push({ owner: claim.owner, fields: null });
      else {
        const fields = step(claim.fields);
        if (isJsonObject(fields)) claims.push({ owner: claim.owner, fields });
      }
    }
    return new Owners(claims);
  }
}

/**
 * Who owns what of a live object. The status subresource never counts: nobody declares it.
 * Format: the Kubernetes API's description of FieldsV1.
 */
export function ownersOf(live: KubernetesObject, deployers: readonly FieldManager[]): Owners {
  return new Owners(
    managedFields(live)
      .filter((entry) => entry.subresource !== "status" && isJsonObject(entry.fieldsV1))
      .map((entry) => ({ owner: ownerOf(entry, deployers), fields: storedFields(live, entry.fieldsV1) })),
  );
}

/** A server-side apply of `stringData` is recorded under that name, although the values go into `data`. */
function storedFields({ kind }: KubernetesObject, fields: JsonObject): JsonObject {
  const sent = fields["f:stringData"];
  if (kind !== "Secret" || !isJsonObject(sent)) return fields;
  const data = isJsonObject(fields["f:data"]) ? fields["f:data"] : {};
  return { ...fields, "f:data": { ...data, ...sent } };
}

function ownerOf(entry: ManagedFieldsEntry, deployers: readonly FieldManager[]): Owner {
  return {
    manager: entry.manager,
    operation: entry.operation,
    subresource: entry.subresource ?? null,
    time: entry.time ?? null,
    role: roleOf(entry, deployers),
  };
}

/** An empty set of fields is the place itself; `.` is the place beside what is below it. */
function holds(fields: JsonObject | null): boolean {
  return fields === null || fields["."] !== undefined || Object.keys(fields).length === 0;
}

function byKeys(fields: JsonObject, keys: Readonly<Record<string, Json>>): Json | undefined {
  const sorted = Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
  const direct = fields[`k:${JSON.stringify(sorted)}`];
  if (direct !== undefined) return direct;
  // The server may have escaped the key differently than JSON.stringify does.
  return Object.entries(fields).find(([name]) => name.startsWith("k:") && sameJson(parsed(name.slice(2)), sorted))?.[1];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
