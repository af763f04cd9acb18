import { listed } from "./listed.ts";
import { type Asked, IMPLIED_BY } from "./permission.ts";

/** In the order in which sentences tell them. */
const VERBS: Readonly<Record<string, string>> = {
  READ: "read",
  WRITE: "write",
  DELETE: "delete",
  ALTER: "alter",
  CREATE: "create",
  ALTER_CONFIGS: "alter configs of",
  DESCRIBE: "describe",
  DESCRIBE_CONFIGS: "describe configs of",
};
const ORDER = Object.keys(VERBS);

const NOUNS: Readonly<Record<string, string>> = {
  TOPIC: "",
  GROUP: "consumer groups ",
  TRANSACTIONAL_ID: "transactional ids ",
};

/** What a user may do, `read alerts and use consumer groups alerce*`; null for nothing. A host other than `*` is named. */
export function accessInWords(all: readonly Asked[], user: string): string | null {
  const told = all.filter((one) => !isToldWithAnother(one, all)).toSorted((a, b) => rank(a) - rank(b));
  const parts = Map.groupBy(told, (one) => `${verbOf(one)}\n${NOUNS[one.resourceType] ?? ""}\n${one.host}`);
  const words = [...parts].map(([key, of]) => {
    const [verb, noun = "", host] = key.split("\n");
    return `${verb} ${namesOf(of, noun, user)}${host === "*" ? "" : ` from ${host}`}`;
  });
  return words.length === 0 ? null : listed(words);
}

/** Who reads may look as well, and whoever uses a consumer group may delete it. */
function isToldWithAnother(one: Asked, all: readonly Asked[]): boolean {
  const stronger = [
    ...(IMPLIED_BY[one.operation] ?? []),
    ...(one.operation === "DESCRIBE_CONFIGS" || (one.operation === "DELETE" && one.resourceType === "GROUP")
      ? ["READ", "WRITE"]
      : []),
  ];
  if (stronger.length === 0) return false;
  return all.some(
    (other) =>
      stronger.includes(other.operation) &&
      other.resourceType === one.resourceType &&
      other.resourceName === one.resourceName &&
      other.patternType === one.patternType &&
      other.host === one.host,
  );
}

function rank({ operation }: Asked): number {
  const index = ORDER.indexOf(operation);
  return index < 0 ? ORDER.length : index;
}

/** To read a group or to write a transactional id is to use it. */
function verbOf({ resourceType, operation }: Asked): string {
  const isUse =
    (resourceType === "GROUP" && operation === "READ") ||
    (resourceType === "TRANSACTIONAL_ID" && operation === "WRITE");
  return isUse ? "use" : (VERBS[operation] ?? `do ${operation} on`);
}

/** A prefix that is the user's own name is told as that, so that users who lose the same can be named together. */
function namesOf(all: readonly Asked[], noun: string, user: string): string {
  const own = all.filter((one) => noun !== "" && one.patternType === "PREFIXED" && one.resourceName === user);
  const others = all.filter((one) => !own.includes(one)).map(nameOf);
  const named = others.length === 0 ? [] : [`${noun}${listed(others)}`];
  return listed([...named, ...(own.length === 0 ? [] : [`${noun}that begin with its name`])]);
}

function nameOf({ resourceType, resourceName, patternType }: Asked): string {
  if (resourceType === "CLUSTER") return "the cluster";
  if (patternType === "PREFIXED") return `${resourceName}*`;
  return resourceName === "*" ? "*" : resourceName;
}
