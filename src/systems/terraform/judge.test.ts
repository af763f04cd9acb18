import { describe, expect, it } from "vitest";
import { read } from "../../vocabulary/index.ts";
import { READER, WRITER } from "../testing/alert-objects.ts";
import { bucket, PURGE, terraformState } from "../testing/alert-services.ts";
import { type Change, edit, evidenceAfter } from "../testing/alert-system.ts";
import { inShort } from "../testing/evidence.ts";
import { terraform } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const ANNOTATIONS = ["metadata", "annotations"];
const GOOGLE = "iam.gke.io/gcp-service-account";
const BECAUSE = "because ServiceAccount ingester /metadata/annotations/iam.gke.io~1gcp-service-account";
const bound = (...members: readonly string[]) =>
  members.map((member) => ({ serviceAccount: WRITER, member, address: "binding" }));
const SERVER = { serviceAccount: READER, member: "serviceAccount:alerts-test.svc.id.goog[kafka/server]", address: "b" };
const withState =
  (...args: Parameters<typeof terraformState>): Change =>
  () => ({ terraform: terraformState(...args) });
const MISMATCH = `changed service service account ${WRITER} /members/kafka~1ingester (identity-mismatch) ${BECAUSE}`;

const ROWS: readonly Row[] = [
  ["all is well", () => ({}), []],
  ["no state", () => ({ terraform: null }), []],
  ["no binding", withState({ workloadIdentityBindings: [SERVER] }), [MISMATCH]],
  [
    "a binding in another namespace",
    withState({
      workloadIdentityBindings: [SERVER, ...bound("serviceAccount:alerts-test.svc.id.goog[other/ingester]")],
    }),
    [MISMATCH],
  ],
  [
    "a binding of another service account",
    withState({
      workloadIdentityBindings: [SERVER, ...bound("serviceAccount:alerts-test.svc.id.goog[kafka/ingestor]")],
    }),
    [MISMATCH],
  ],
  [
    "a binding in another project than its neighbour's",
    withState({ workloadIdentityBindings: [SERVER, ...bound("serviceAccount:other.svc.id.goog[kafka/ingester]")] }),
    [MISMATCH],
  ],
  [
    "bindings of a cluster in another project",
    withState({
      workloadIdentityBindings: [
        { ...SERVER, member: "serviceAccount:elsewhere.svc.id.goog[kafka/server]" },
        ...bound("serviceAccount:elsewhere.svc.id.goog[kafka/ingester]"),
      ],
    }),
    [],
  ],
  [
    "an annotation that names another account",
    edit("ServiceAccount ingester", ANNOTATIONS, { [GOOGLE]: READER }),
    [`changed service service account ${READER} /members/kafka~1ingester (identity-mismatch) ${BECAUSE}`],
  ],
  ["no annotation", edit("ServiceAccount ingester", ANNOTATIONS, undefined), [MISMATCH]],
  ["a state without any identity", withState({ serviceAccounts: [], workloadIdentityBindings: [] }), []],
  [
    "a bucket that the state does not have",
    withState({ buckets: [{ name: "alerts", address: "a", lifecycle: [PURGE] }] }),
    ["coupling service bucket schemas /terraform because bucket schemas"],
  ],
  ["a state without any bucket", withState({ buckets: [] }), []],
  [
    "a rule that was added by hand",
    () => ({ buckets: [bucket("schemas", { lifecycle: read([{ ...PURGE, prefix: "" }]) })] }),
    ["added service bucket schemas /lifecycle/[id=rule 1] because bucket schemas /lifecycle/[id=rule 1]"],
  ],
  [
    "a rule that now deletes earlier",
    () => ({ buckets: [bucket("alerts", { lifecycle: read([{ ...PURGE, id: "purge", expireDays: 2 }]) })] }),
    ["changed service bucket alerts /lifecycle/[id=purge] because bucket alerts /lifecycle/[id=purge]"],
  ],
  [
    "a rule that was taken away by hand",
    () => ({ buckets: [bucket("alerts")] }),
    ["removed service bucket alerts /lifecycle/[id=rule 1]"],
  ],
  [
    "a rule under another name",
    () => ({ buckets: [bucket("alerts", { lifecycle: read([{ ...PURGE, id: "old" }]) })] }),
    [],
  ],
  ["a bucket that is missing", () => ({ buckets: [bucket("alerts", { exists: read(false) })] }), []],
];

describe("systems/terraform", () => {
  it.each(ROWS)("%s", (_, change, found) => {
    const judged = terraform.judge?.(evidenceAfter(change));
    expect(inShort(judged ?? { differences: [], failures: [], notes: [] })).toEqual(found);
  });
});
