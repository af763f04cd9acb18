import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import { BOUNDS } from "../../http/index.ts";
import type { BucketState } from "../port.ts";
import { connectObjectStore } from "./connect.ts";

const NOW = new Date("2026-11-24T10:00:00Z");
const SECRET = "correct-horse-battery";

type Answer = readonly [status: number, body: string];

function error(status: number, code: string): Answer {
  return [status, `<Error><Code>${code}</Code><Message>${SECRET}</Message></Error>`];
}

/** Google's answers as its documentation has them: sub-resources that only Amazon has are arguments it does not know. */
function google(overrides: Readonly<Record<string, Answer>> = {}): Readonly<Record<string, Answer>> {
  const unknown = error(400, "InvalidArgument");
  return {
    versioning: [200, "<VersioningConfiguration/>"],
    lifecycle: [200, "<LifecycleConfiguration/>"],
    publicAccessBlock: unknown,
    policyStatus: unknown,
    policy: unknown,
    acl: [200, "<AccessControlList><Entries/></AccessControlList>"],
    ...overrides,
  };
}

describe("observe/objectstore/live/connect", () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function read1(
    answer: (query: URLSearchParams) => Answer,
    prefixes: readonly string[] = [],
  ): Promise<BucketState> {
    const server = createServer((request: IncomingMessage, response) => {
      const [status, body] = answer(new URL(request.url ?? "", "http://x").searchParams);
      response.writeHead(status).end(body);
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const reader = connectObjectStore({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "auto",
      credentials: async () => read({ accessKey: "GOOG1", secretKey: SECRET }),
      bounds: { ...BOUNDS, baseDelayMs: 1 },
      now: () => NOW,
    });
    const [bucket] = await reader.buckets([{ name: "alerts", prefixes }]);
    await reader.close();
    expect(JSON.stringify(bucket)).not.toContain(SECRET);
    if (bucket === undefined) throw new Error("no bucket");
    return bucket;
  }

  function read1Of(answers: Readonly<Record<string, Answer>>): Promise<BucketState> {
    return read1((query) => answers[[...query.keys()][0] ?? ""] ?? error(404, "NoSuchBucket"));
  }

  const why = (reading: Reading<unknown>) => (reading.ok ? null : [reading.failure.reason, reading.failure.why]);

  it("says of Google's store what its S3 interface does not show", async () => {
    const bucket = await read1Of(google());
    expect(bucket).toMatchObject({ exists: read(true), lifecycle: read([]), versioning: read("off") });
    expect(why(bucket.publicAccess)).toEqual(["unsupported", "the object store does not offer it"]);
  });

  it("finds that a Google bucket's list lets anybody in", async () => {
    const entry = '<Entry><Scope type="AllUsers"/><Permission>READ</Permission></Entry>';
    const acl: Answer = [200, `<AccessControlList><Entries>${entry}</Entries></AccessControlList>`];
    expect((await read1Of(google({ acl }))).publicAccess).toEqual(read("acl"));
  });

  it("takes a list of objects for no answer, as a store gives that ignores what it does not know", async () => {
    const list: Answer = [200, "<ListBucketResult/>"];
    const ignoring = google({ publicAccessBlock: list, policyStatus: list, policy: list, lifecycle: list });
    const bucket = await read1Of(ignoring);
    expect(why(bucket.lifecycle)?.[0]).toBe("unsupported");
    expect(why(bucket.publicAccess)?.[0]).toBe("unsupported");
  });

  it("does not call a bucket open when it may not see what blocks that", async () => {
    const policyStatus: Answer = [200, "<PolicyStatus><IsPublic>TRUE</IsPublic></PolicyStatus>"];
    expect((await read1Of(google({ policyStatus }))).publicAccess).toEqual(read("policy"));
    const denied = google({ policyStatus, publicAccessBlock: error(403, "AccessDenied") });
    expect(why((await read1Of(denied)).publicAccess)?.[0]).toBe("no-permission");
  });

  it.each<[string, Answer, string, string]>([
    [
      "a foreign access key",
      error(403, "InvalidAccessKeyId"),
      "login-refused",
      "the object store does not know the access key",
    ],
    [
      "a wrong secret key",
      error(403, "SignatureDoesNotMatch"),
      "login-refused",
      "the secret key does not belong to the access key",
    ],
    [
      "a clock that is wrong",
      error(403, "RequestTimeTooSkewed"),
      "login-refused",
      "this machine's clock differs too much from the object store's",
    ],
    ["another region", error(301, "PermanentRedirect"), "server-error", "the bucket is in another region"],
    ["a server's error", error(500, "InternalError"), "server-error", "the server answered HTTP 500"],
    [
      "a 404 of somebody else",
      [404, "not here"],
      "server-error",
      "the object store answered HTTP 404 without saying what is missing",
    ],
    ["a page of somebody else", [200, "<html>"], "server-error", "the answer is not XML"],
    [
      "a denial of everything",
      error(403, "AccessDenied"),
      "no-permission",
      "the credentials may not read it (HTTP 403)",
    ],
  ])("takes %s neither for a bucket nor for none", async (_, answer, ...expected) => {
    const bucket = await read1(() => answer);
    expect(why(bucket.exists)).toEqual(expected);
    expect(why(bucket.lifecycle)).toEqual(expected);
  });

  it("learns from the list that a bucket exists where it may not ask for its versioning", async () => {
    const denied = error(403, "AccessDenied");
    const answers = google({ versioning: denied, "list-type": [200, "<ListBucketResult/>"] });
    const bucket = await read1Of(answers);
    expect(bucket.exists).toEqual(read(true));
    expect(why(bucket.versioning)?.[0]).toBe("no-permission");
    expect((await read1Of({ versioning: denied })).exists).toEqual(read(false));
  });

  it("asks nothing where credentials cannot be had", async () => {
    const failed = unread<never>("unreachable", "environment variable KEY", "it is not set");
    const reader = connectObjectStore({ endpoint: "http://127.0.0.1:1", region: "r", credentials: async () => failed });
    expect(await reader.buckets([{ name: "b", prefixes: ["p"] }])).toMatchObject([
      { exists: failed, newest: [{ prefix: "p", object: failed }] },
    ]);
    expect(reader.requests()).toBe(0);
  });

  describe("newest object", () => {
    /** As S3 lists: by name, 1,000 at most. */
    function pageOf(items: readonly string[], token: string | null, write: (item: string) => string): Answer {
      const from = Number(token ?? 0);
      const page = items.slice(from, from + 1000).map(write);
      const next = from + 1000 < items.length ? `<NextContinuationToken>${from + 1000}</NextContinuationToken>` : "";
      return [
        200,
        `<ListBucketResult><IsTruncated>${next !== ""}</IsTruncated>${next}${page.join("")}</ListBucketResult>`,
      ];
    }

    function listing(objects: ReadonlyMap<string, string>) {
      const object = (name: string) =>
        `<Contents><Key>${encodeURIComponent(name)}</Key><LastModified>${objects.get(name)}</LastModified></Contents>`;
      const folder = (name: string) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
      return (query: URLSearchParams): Answer => {
        if (!query.has("list-type")) return google()[[...query.keys()][0] ?? ""] ?? error(404, "NoSuchBucket");
        const prefix = query.get("prefix") ?? "";
        const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).toSorted();
        const cut = (name: string) => name.slice(0, name.indexOf("/", prefix.length) + 1);
        const token = query.get("continuation-token");
        return query.has("delimiter")
          ? pageOf([...new Set(names.map(cut))], token, folder)
          : pageOf(names, token, object);
      };
    }

    const old = "2026-11-01T00:00:00.000Z";
    const key = (number: number) => `v2/alerts/${String(100_000 + (number % 50))}/${number}.avro.gz`;
    const many = (count: number) => new Map(Array.from({ length: count }, (_, number) => [key(number), old]));

    async function newest(objects: ReadonlyMap<string, string>) {
      return (await read1(listing(objects), ["v2/alerts/"])).newest[0]?.object;
    }

    it("is found among all, whatever its name", async () => {
      const odd = "v2/alerts/000001/a b+c&d\u0001.gz";
      const objects = many(2500).set(odd, "2026-11-02T00:00:00.000Z").set("v2/alerts/100/", "2026-11-03T00:00:00.000Z");
      expect(await newest(objects)).toEqual(read({ key: odd, lastModified: "2026-11-02T00:00:00.000Z" }));
    });

    it("is none where there are no objects", async () => {
      expect(await newest(new Map())).toEqual(read(null));
    });

    it("is not claimed of more objects than can be listed", async () => {
      expect(await newest(many(11_000).set("v2/alerts/100007/x", "2026-11-24T07:00:00.000Z"))).toMatchObject({
        failure: { reason: "truncated", why: "there are more than 10,000 objects, too many to list" },
      });
    });

    it("is one of the last hour in the folder that sorts last, of very many", async () => {
      const lastModified = "2026-11-24T09:58:00.000Z";
      const fresh = "v2/alerts/100999/1.avro.gz";
      expect(await newest(many(11_000).set(fresh, lastModified))).toEqual(read({ key: fresh, lastModified }));
    });
  });
});
