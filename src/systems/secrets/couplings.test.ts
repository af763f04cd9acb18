import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../vocabulary/index.ts";
import { also, couplingsOf, type Edit, every, intentOf, put } from "../testing/intent.ts";
import { thing, wholeSystem, workload } from "../testing/services-intent.ts";
import { secrets } from "./index.ts";

const FIELD = "/spec/template/spec/containers/[name=main]/env/[name=KEY]/valueFrom/secretKeyRef/key";
const LACKS = [`missing-secret-key: Deployment reader ${FIELD}`];
const reader = (name: string, key: string) =>
  also(workload("Deployment reader", { env: [{ name: "KEY", valueFrom: { secretKeyRef: { name, key } } }] }));
const vault = (spec: JsonObject) => also(thing("ricoberger.de/v1alpha1 VaultSecret", "store", { spec }));

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  ["a key that a VaultSecret lists", every(vault({ keys: ["access"] }), reader("store", "access")), []],
  ["a key that it does not list", every(vault({ keys: ["access"] }), reader("store", "acces")), LACKS],
  ["a key of a template", every(vault({ keys: ["access"], templates: { line: "" } }), reader("store", "line")), []],
  ["a VaultSecret that takes all of Vault", every(vault({}), reader("store", "acces")), []],
  [
    "two that bring a Secret",
    every(
      vault({ keys: ["access"] }),
      also(thing("v1 Secret", "store", { stringData: { acces: "x" } })),
      reader("store", "acces"),
    ),
    [],
  ],
  [
    "a key that a Secret lacks",
    every(also(thing("v1 Secret", "store", { data: { access: "eA==" } })), reader("store", "acces")),
    LACKS,
  ],
  ["a Secret that a controller fills", every(also(thing("v1 Secret", "store")), reader("store", "acces")), []],
  ["a Secret that git does not declare", reader("store", "access"), []],
  [
    "an ExternalSecret",
    every(
      also(
        thing("external-secrets.io/v1 ExternalSecret", "x", {
          spec: { target: { name: "store" }, data: [{ secretKey: "access" }] },
        }),
      ),
      reader("store", "acces"),
    ),
    LACKS,
  ],
  [
    "an ExternalSecret that takes everything",
    every(
      also(thing("external-secrets.io/v1 ExternalSecret", "store", { spec: { dataFrom: [{}] } })),
      reader("store", "acces"),
    ),
    [],
  ],
  ["a key of a user with a certificate", reader("simulator", "user.crt"), []],
  ["a password of a user with a certificate", reader("simulator", "password"), LACKS],
  ["a certificate of a user with a password", reader("alerce", "user.crt"), LACKS],
  ["a Secret with a prefix before a user's name", reader("strimzi-alerce", "user.crt"), []],
  ["a key of the cluster's authority", reader("alert-broker-cluster-ca-cert", "ca.crt"), []],
  ["a key that it lacks", reader("alert-broker-cluster-ca-cert", "ca.pem"), LACKS],
  [
    "an authority of the team's own",
    every(
      put("Kafka alert-broker", "spec/clusterCa", { generateCertificateAuthority: false }),
      reader("alert-broker-cluster-ca-cert", "ca.pem"),
    ),
    [],
  ],
  ["a key of a certificate", reader("external-tls", "tls.pem"), LACKS],
  ["a key of the registry's", reader("schema-registry-jks", "keystore.p12"), LACKS],
];

describe("systems/secrets/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    expect(couplingsOf(secrets.couple?.(intentOf(edit(wholeSystem()))) ?? [])).toEqual(found);
  });

  it("names keys, never a value", () => {
    const secret = also(thing("v1 Secret", "store", { stringData: { access: "very-secret" } }));
    const [found] = secrets.couple?.(intentOf(every(secret, reader("store", "acces"))(wholeSystem()))) ?? [];
    expect(found?.difference.statement).toBe(
      "Deployment reader needs key acces of Secret store, which is to have access only; declare the key, or name one that is there",
    );
    expect(JSON.stringify(found)).not.toContain("very-secret");
  });
});
