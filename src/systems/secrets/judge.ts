import {
  isJsonObject,
  type KubernetesObject,
  type KubernetesResource,
  type Resource,
  resourceOf,
} from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { declaredAndLive, found } from "../found.ts";
import { fieldOf, type Judgement, type SystemDifference } from "../system.ts";
import { conditionIn, conditionsOf } from "../workload/index.ts";
import { type Maker, makerOf } from "./makers.ts";
import { type Reference, referencesIn } from "./references.ts";

/** Every Secret and key that git refers to is there. Only names are looked at, never a value. */
export function judgeSecrets(evidence: Evidence): Judgement {
  const bySecret = Map.groupBy(referencesIn(evidence.declared), ({ namespace, secret }) => `${namespace}/${secret}`);
  const differences = [
    ...[...bySecret.values()].flatMap((references) => judgeSecret(references, evidence)),
    ...judgeVaultSecrets(evidence),
  ];
  return { differences, failures: [], notes: [] };
}

function judgeSecret(references: readonly Reference[], evidence: Evidence): readonly SystemDifference[] {
  const [first] = references;
  if (first === undefined || isInGit(first, evidence)) return [];
  const { namespace, secret } = first;
  const secrets = evidence.live.of({ group: "", kind: "Secret", namespace });
  const maker = makerOf(first, evidence.declared, evidence.live);
  if (!secrets.ok || maker?.acted === false) return [];
  const live = secrets.value.find(({ metadata }) => metadata.name === secret);
  if (live === undefined) return [missing({ references, maker, key: null })];
  const keys = keysOf(live);
  const wanted = Map.groupBy(references, ({ key }) => key);
  return [...wanted].flatMap(([key, of]) =>
    key === null || keys.includes(key) ? [] : [missing({ references: of, maker, key })],
  );
}

/** The comparison with the cluster tells what a Secret of git lacks. */
function isInGit({ namespace, secret }: Reference, { declared }: Evidence): boolean {
  return declared
    .of("", "Secret")
    .some(({ object: { metadata } }) => metadata.namespace === namespace && metadata.name === secret);
}

interface Missing {
  readonly references: readonly Reference[];
  readonly maker: Maker | null;
  readonly key: string | null;
}

function missing({ references, maker, key }: Missing): SystemDifference {
  const [first] = references;
  const { namespace = "", secret = "", application = null } = first ?? {};
  const resource: KubernetesResource = {
    type: "kubernetes",
    group: "",
    version: "v1",
    kind: "Secret",
    namespace,
    name: secret,
  };
  const what = key === null ? `Secret ${secret} does not exist` : `Secret ${secret} has no key ${key}`;
  const needed = [...new Set(references.map(({ by }) => nameOf(by)))].join(", ");
  const source = maker === null ? "" : `, and ${nameOf(maker.resource)} should bring it`;
  return found(application, {
    kind: "missing",
    layer: "operator",
    resource,
    path: key === null ? [] : ["data", key],
    statement: `${what}, but ${needed} needs it${source}`,
    ...(maker !== null && { cause: { resource: maker.resource, path: null } }),
  });
}

function keysOf(secret: KubernetesObject): readonly string[] {
  const data = fieldOf(secret, "data");
  return isJsonObject(data) ? Object.keys(data) : [];
}

function nameOf(resource: Resource): string {
  return resource.type === "kubernetes" ? `${resource.kind} ${resource.name}` : resource.type;
}

/** The Vault operator says by one condition whether it could write the Secret. */
function judgeVaultSecrets({ declared, live }: Evidence): readonly SystemDifference[] {
  return declaredAndLive(declared.of("ricoberger.de", "VaultSecret"), live).flatMap(({ application, live: object }) => {
    const failed = conditionIn(conditionsOf(object), "SecretCreated", "False");
    if (failed === undefined) return [];
    const { name } = object.metadata;
    const why = failed.reason === null ? "" : `: ${failed.reason}`;
    return [
      found(application, {
        kind: "changed",
        layer: "operator",
        resource: resourceOf(object),
        path: ["status", "conditions"],
        reason: "not-ready",
        statement: `The Vault operator could not write Secret ${name}${why}`,
      }),
    ];
  });
}
