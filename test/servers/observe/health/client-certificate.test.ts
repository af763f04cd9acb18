import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHealth } from "../../../../src/observe/health/index.ts";
import { type DirectCredentials, directRoute } from "../../../../src/observe/http/index.ts";
import { read } from "../../../../src/vocabulary/index.ts";
import { CertificateAuthority } from "../../kafka/certificates.ts";

describe("observe/health at a server that wants a client's certificate", () => {
  let folder = "";
  let authority: CertificateAuthority;
  let server: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-health-"));
    authority = await CertificateAuthority.make(folder);
    const pem = await readFile(await authority.serverFile(), "utf8");
    const options = { key: pem, cert: pem, ca: authority.ca, requestCert: true, rejectUnauthorized: true };
    server = createServer(options, (_, response) => void response.end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  async function healthWith(client: DirectCredentials["client"]) {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = async () => read({ ca: authority.ca, client: client ?? null, authorization: null });
    const reader = connectHealth({ title: "it", route: directRoute({ url, credentials }), path: "/v1/health" });
    const reading = await reader.health();
    await reader.close();
    return reading;
  }

  it("shows its certificate", async () => {
    expect(await healthWith(await authority.client("holdfast"))).toEqual(read({ status: 200 }));
  });

  it("is refused without one", async () => {
    expect(await healthWith(null)).toMatchObject({ failure: { reason: "certificate-refused" } });
  });

  it("says so when its key is no key, without quoting it", async () => {
    const { certificate } = await authority.client("other");
    const key = "correct-horse-battery";
    const reading = await healthWith({ certificate, key });
    expect(reading).toMatchObject({ ok: false, failure: { reason: "certificate-refused" } });
    expect(JSON.stringify(reading)).not.toContain(key);
  });
});
