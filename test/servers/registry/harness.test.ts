import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CertificateAuthority } from "../kafka/certificates.ts";
import { startApicurio, startRegistry } from "./index.ts";

const ALERT = JSON.stringify({ type: "record", name: "alert", fields: [{ name: "id", type: "long" }] });

describe("test/servers/registry", () => {
  it("keeps schemas under the ids they must have, with levels and modes", async () => {
    await using registry = await startRegistry();
    await registry.importSchema("alert-packet", { id: 1000, version: 1, schema: ALERT });
    await registry.setCompatibility("alert-packet", "NONE");
    await registry.setMode("alert-packet", "READONLY");
    expect(await registry.request("GET", "/schemas/ids/1000")).toMatchObject({ schema: expect.any(String) });
    expect(await registry.request("GET", "/config/alert-packet")).toMatchObject({ compatibilityLevel: "NONE" });
    await expect(registry.register("alert-packet", { schema: '"string"' })).rejects.toThrow("42205");
    await registry.setMode("alert-packet", null);
    await registry.deleteSubject("alert-packet", true);
    await expect(registry.request("GET", "/subjects/alert-packet/versions")).rejects.toThrow("40401");
  });

  it("lets only the named account in", async () => {
    await using registry = await startRegistry({ basic: { username: "reader", password: "password-of-tests" } });
    expect(await registry.request("GET", "/config")).toBeTruthy();
    expect((await fetch(`${registry.url}/subjects`)).status).toBe(401);
  });

  describe("over TLS", () => {
    let folder = "";

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "holdfast-registry-tls-"));
    });
    afterAll(async () => {
      await rm(folder, { recursive: true });
    });

    async function start(validity: "valid" | "expired") {
      const authority = await CertificateAuthority.make(await mkdtemp(join(folder, validity)));
      const file = await authority.serverFile(validity);
      return startRegistry({ tls: { certificate: file, key: file } });
    }

    it("answers once it has started", async () => {
      await using registry = await start("valid");
      expect(await registry.request("GET", "/config")).toEqual({ compatibilityLevel: "BACKWARD" });
    });

    it("shows an expired certificate once it has started", async () => {
      await using registry = await start("expired");
      await expect(registry.request("GET", "/config")).rejects.toThrow("certificate has expired");
    });

    it("does not start without a certificate", async () => {
      const absent = join(folder, "absent.pem");
      await expect(startRegistry({ tls: { certificate: absent, key: absent } })).rejects.toThrow("absent.pem");
    });

    it("does not start without a key", async () => {
      const authority = await CertificateAuthority.make(await mkdtemp(join(folder, "no-key")));
      const tls = { certificate: await authority.serverFile(), key: join(folder, "absent.key") };
      await expect(startRegistry({ tls })).rejects.toThrow("registry ended with code");
    });
  });

  it("starts a registry that deviates", { timeout: 240_000 }, async () => {
    await using registry = await startApicurio();
    expect(await registry.request("GET", "/config")).toEqual({ compatibilityLevel: "NONE" });
    await registry.register("alert-packet", { id: 1000, schema: ALERT });
    await expect(registry.request("GET", "/schemas/ids/1000")).rejects.toThrow("40403");
  });
});
