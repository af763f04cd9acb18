import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BOUNDS } from "../../../../src/observe/http/index.ts";
import { connectObjectStore, type ObjectStoreReader } from "../../../../src/observe/objectstore/index.ts";
import type { BucketState } from "../../../../src/observe/objectstore/port.ts";
import { read } from "../../../../src/vocabulary/index.ts";
import { type S3Server, startS3 } from "../../objectstore/index.ts";
import { type Trouble, TroubledProxy } from "../troubled-proxy.ts";

const SECRET = "correct-horse-battery";
const BLOCK = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
  .map((flag) => `<${flag}>true</${flag}>`)
  .join("");

function readerOf(endpoint: string): ObjectStoreReader {
  return connectObjectStore({
    endpoint,
    region: "us-east-1",
    credentials: async () => read({ accessKey: "test", secretKey: SECRET }),
    bounds: { ...BOUNDS, requestMs: 1_500, totalMs: 6_000, baseDelayMs: 20 },
  });
}

describe("observe/objectstore", () => {
  let server: S3Server;
  let reader: ObjectStoreReader;

  beforeAll(async () => {
    server = await startS3();
    reader = readerOf(server.endpoint);
  });

  afterAll(async () => {
    await reader.close();
    await server.stop();
  });

  beforeEach(() => server.createBucket("alerts"));

  afterEach(() => server.reset());

  async function bucket(prefixes: readonly string[] = [], from = reader): Promise<BucketState> {
    const [state] = await from.buckets([{ name: "alerts", prefixes }]);
    if (state === undefined) throw new Error("no bucket");
    return state;
  }

  it("reads a bucket that is as it was made", async () => {
    expect(await bucket(["v2/alerts/"])).toEqual({
      name: "alerts",
      exists: read(true),
      lifecycle: read([]),
      versioning: read("off"),
      publicAccess: read(null),
      newest: [{ prefix: "v2/alerts/", object: read(null) }],
    });
  });

  it("finds a bucket missing, with one request", async () => {
    await server.deleteBucket("alerts");
    const before = reader.requests();
    expect((await bucket()).exists).toEqual(read(false));
    expect(reader.requests()).toBe(before + 1);
  });

  it("reads lifecycle and versioning", async () => {
    await server.setLifecycle("alerts", 28);
    await server.request(
      "PUT",
      "alerts?versioning",
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    );
    expect(await bucket()).toMatchObject({
      lifecycle: read([{ id: "purge", enabled: true, prefix: "", expireDays: 28 }]),
      versioning: read("enabled"),
    });
    await server.request(
      "PUT",
      "alerts?versioning",
      "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>",
    );
    expect((await bucket()).versioning).toEqual(read("suspended"));
  });

  it("finds a bucket open by its policy, unless it is blocked", async () => {
    await server.setPublic("alerts", true);
    expect((await bucket()).publicAccess).toEqual(read("policy"));
    await server.request(
      "PUT",
      "alerts?publicAccessBlock",
      `<PublicAccessBlockConfiguration>${BLOCK}</PublicAccessBlockConfiguration>`,
    );
    expect((await bucket()).publicAccess).toEqual(read(null));
  });

  it("finds a bucket open by its access control list", async () => {
    await server.setAcl("alerts", "public-read");
    expect((await bucket()).publicAccess).toEqual(read("acl"));
  });

  it("finds the newest object under each prefix", async () => {
    await server.putObject("alerts", "v2/alerts/170001/170001234.avro.gz");
    await server.putObject("alerts", "v2/schemas/703.json");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await server.putObject("alerts", "v2/alerts/160001/an%20odd%2Bname.avro.gz");
    const { newest } = await bucket(["v2/alerts/", "v2/schemas/", "v3/"]);
    expect(newest).toMatchObject([
      { prefix: "v2/alerts/", object: { value: { key: "v2/alerts/160001/an odd+name.avro.gz" } } },
      { prefix: "v2/schemas/", object: { value: { key: "v2/schemas/703.json" } } },
      { prefix: "v3/", object: read(null) },
    ]);
  });

  it.each<[string, Trouble, string]>([
    ["500", { kind: "answer", status: 500, body: SECRET }, "server-error"],
    ["silence", { kind: "stall" }, "timeout"],
    ["a body that stalls", { kind: "stall-body" }, "timeout"],
    ["bodies that break off", { kind: "cut-body" }, "truncated"],
    ["connections that are reset", { kind: "reset" }, "unreachable"],
  ])("claims nothing of a bucket after %s", async (_, trouble, reason) => {
    await using proxy = await TroubledProxy.start(server.endpoint, () => trouble);
    const troubled = readerOf(proxy.url);
    const state = await bucket(["v2/"], troubled);
    const failed = { ok: false, failure: { reason } };
    expect(state).toMatchObject({ exists: failed, lifecycle: failed, newest: [{ object: failed }] });
    expect(JSON.stringify(state)).not.toContain(SECRET);
    await troubled.close();
  });

  it("costs only the part that fails", async () => {
    const trouble = { kind: "answer", status: 500 } as const;
    await using proxy = await TroubledProxy.start(server.endpoint, (url) =>
      url.includes("lifecycle") ? trouble : null,
    );
    const troubled = readerOf(proxy.url);
    expect(await bucket([], troubled)).toMatchObject({
      exists: read(true),
      lifecycle: { failure: { reason: "server-error" } },
      publicAccess: read(null),
    });
    await troubled.close();
  });
});
