import {
  type Attribution,
  type Difference,
  type Finding,
  type FindingKind,
  type ReadFailure,
  type Resource,
  serviceTitle,
  toKeyedPath,
  type Unreadable,
} from "../vocabulary/index.ts";

/**
 * A finding in one sentence: what, why, and who when known. It names no value, so that no Secret can be in it.
 */
export function messageOf(difference: Difference): string {
  if (difference.statement !== undefined) return `${difference.statement}.`;
  const sentence = SENTENCES[difference.kind](difference);
  return `${sentence}${difference.detail === null ? "" : `: ${difference.detail}`}.`;
}

const NOT_READ = " could not be read: ";

/** Why something could not be read, in one sentence. */
export function failureMessage({ what, why }: ReadFailure): string {
  return `${what}${NOT_READ}${why}.`;
}

/** The entry by which a report's `unreadable` list mirrors a finding. */
export function unreadableOf({ id, message }: Finding): Unreadable {
  const sentence = message.replace(/\.$/, "");
  const at = sentence.indexOf(NOT_READ);
  if (at < 0) return { id, what: sentence, why: sentence };
  return { id, what: sentence.slice(0, at), why: sentence.slice(at + NOT_READ.length) };
}

/** A resource as a sentence names it: `Kafka alert-broker`. */
export function subjectOf(resource: Resource): string {
  if (resource.type === "kubernetes") return [resource.kind, resource.name].join(" ").trim();
  if (resource.type === "values") return resource.file ?? resource.application;
  return serviceTitle(resource);
}

const SENTENCES: Record<FindingKind, (difference: Difference) => string> = {
  missing: (difference) =>
    difference.reason === "unserved"
      ? `${what(difference)} is declared as ${versionOf(difference.resource)}, which the cluster does not serve`
      : `${what(difference)} is declared in git, but the cluster does not have it`,
  extra: (difference) => `${what(difference)} is in the cluster, but git does not declare it`,
  changed: (difference) => `${what(difference)} differs from git${who(difference.attribution)}`,
  added: (difference) => `${what(difference)} is set, but git does not mention it${who(difference.attribution)}`,
  removed: (difference) =>
    difference.reason === "dropped-from-git"
      ? `${what(difference)} is still set, but git dropped it${who(difference.attribution)}`
      : `${what(difference)} is gone, but git sets it, and what is deleted keeps no owner`,
  pruned: (difference) => `${what(difference)} is set by git, but its kind has no such field, so the cluster drops it`,
  pending: (difference) => `${what(difference)} waits for a sync, because git is ahead of what is deployed`,
  "lost-intent": (difference) => lostIntent(difference),
  coupling: (difference) => `${what(difference)} does not fit what it depends on`,
  risk: (difference) => `${what(difference)} is a risk`,
  unreadable: (difference) => `${what(difference)} could not be compared${UNREADABLE[difference.reason ?? ""] ?? ""}`,
};

const UNREADABLE: Readonly<Record<string, string>> = {
  masked: ", because a recording keeps no Secret values",
  "unstable-render": ", because it renders differently each time",
};

function lostIntent(difference: Difference): string {
  if (difference.reason === "duplicate-key")
    return `${what(difference)} stands twice in the manifest, and the last one wins`;
  if (difference.reason === "duplicate-object") return `${what(difference)} is rendered twice, and the last one wins`;
  return `${what(difference)} has no effect`;
}

function what({ resource, path }: Difference): string {
  const subject = subjectOf(resource);
  return path.length === 0 ? subject : `${toKeyedPath(path)} of ${subject}`;
}

/** Field managers keep the time of their last write to the object, which need not be the write to this field. */
function who(attribution: Attribution | null): string {
  if (attribution === null) return "";
  const { manager, time } = attribution;
  return time === null ? `, and ${manager} owns it` : `, and ${manager} last wrote on ${time.slice(0, 10)}`;
}

function versionOf(resource: Resource): string {
  return resource.type === "kubernetes" ? resource.version : "a version";
}
