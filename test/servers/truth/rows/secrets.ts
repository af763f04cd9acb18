import { byBot, byEdit, byKubectl, put, take } from "./change.ts";
import { added, BOT, changed, EDIT, PATCH, removed } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const OTHER = "b3RoZXItYWNjZXNzLWtleQ==";

/** Secrets: the values are never shown, and yet compared. */
export const SECRETS: readonly Row[] = [
  {
    what: "changes a value",
    of: ["Secret/alert-database-s3"],
    live: byEdit(put("/data/AWS_ACCESS_KEY_ID", OTHER)),
    expect: [changed("/data/AWS_ACCESS_KEY_ID", EDIT)],
  },
  {
    what: "changes a value that git writes as text",
    of: "Secret/alert-stream-broker-secrets",
    live: byEdit(put("/data/alerce-idfdev-password", OTHER)),
    expect: [changed("/data/alerce-idfdev-password", EDIT)],
  },
  {
    what: "patches a value as text",
    of: "Secret/alert-database-s3",
    live: byKubectl("patch", ["--type=merge", "--patch", '{"stringData":{"AWS_ACCESS_KEY_ID":"other"}}']),
    expect: [changed("/data/AWS_ACCESS_KEY_ID", PATCH)],
  },
  {
    what: "patches the same value as text",
    of: "Secret/alert-database-s3",
    live: byKubectl("patch", [
      "--type=merge",
      "--patch",
      '{"stringData":{"AWS_ACCESS_KEY_ID":"development-access-key"}}',
    ]),
    expect: NOTHING,
  },
  {
    what: "applies over a value",
    of: "Secret/alert-database-s3",
    live: byBot({ data: { AWS_SECRET_ACCESS_KEY: OTHER } }),
    expect: [changed("/data/AWS_SECRET_ACCESS_KEY", BOT)],
  },
  {
    what: "adds a key",
    of: ["Secret/alert-database-s3", "Secret/alert-stream-broker-secrets"],
    live: byEdit(put("/data/more", OTHER)),
    expect: [added("/data/more", EDIT)],
  },
  {
    what: "adds an empty key",
    of: "Secret/alert-database-s3",
    live: byEdit(put("/data/empty", "")),
    expect: [added("/data/empty", EDIT)],
  },
  {
    what: "takes a key away",
    of: "Secret/alert-database-s3",
    live: byEdit(take("/data/AWS_SECRET_ACCESS_KEY")),
    expect: [removed("/data/AWS_SECRET_ACCESS_KEY")],
  },
  {
    what: "takes a key away that git writes as text",
    of: "Secret/alert-stream-broker-secrets",
    live: byEdit(take("/data/alerce-idfdev-password")),
    expect: [removed("/data/alerce-idfdev-password")],
  },
  {
    what: "empties a value",
    of: "Secret/alert-database-s3",
    live: byEdit(put("/data/AWS_ACCESS_KEY_ID", "")),
    expect: [changed("/data/AWS_ACCESS_KEY_ID", EDIT)],
  },
];
