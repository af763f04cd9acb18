import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TextSource } from "../../config/services.ts";
import { createScrubber } from "../../masking/index.ts";
import { type Reading, read, unread } from "../../vocabulary/index.ts";
import type { KubernetesReader, ListTarget } from "../kubernetes/port.ts";
import { httpCredentials, kafkaCredentials, objectStoreCredentials } from "./credentials.ts";
import { createTextReader, type TextReader } from "./texts.ts";

const secret = (name: string, key: string): TextSource => ({ kind: "secret", namespace: "kafka", name, key });
const variable = (name: string): TextSource => ({ kind: "environment", variable: name });

/** A cluster with one Secret, which says what it was asked. */
class OneSecret implements Pick<KubernetesReader, "list"> {
  readonly asked: ListTarget[] = [];

  async list(target: ListTarget): ReturnType<KubernetesReader["list"]> {
    this.asked.push(target);
    if (target.namespace === "locked") return unread("no-permission", "Secret", "the credentials may not read it");
    if (target.fieldSelector !== "metadata.name=holdfast") return read([]);
    const data = {
      password: Buffer.from("pässword-of-kafka").toString("base64"),
      "user.crt": Buffer.from("CERTIFICATE").toString("base64"),
      "user.key": Buffer.from("KEY-OF-THE-USER").toString("base64"),
    };
    return read([{ apiVersion: "v1", kind: "Secret", metadata: { name: "holdfast", namespace: "kafka" }, data }]);
  }
}

describe("observe/reach/credentials", () => {
  let folder = "";
  const learned: string[] = [];
  const learn = (text: string): void => {
    learned.push(text);
  };

  function texts(kubernetes = new OneSecret()): TextReader {
    return createTextReader({ kubernetes, env: { TOKEN: "from-the-environment", EMPTY: "" }, learn });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-reach-"));
    await writeFile(join(folder, "password"), "from-a-file\n");
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("reads a KafkaUser's Secret once, and learns what is secret before handing it out", async () => {
    const kubernetes = new OneSecret();
    learned.length = 0;
    const tls = {
      ca: null,
      client: { certificate: secret("holdfast", "user.crt"), key: secret("holdfast", "user.key") },
    };
    const sasl = {
      mechanism: "SCRAM-SHA-512",
      username: "holdfast",
      password: secret("holdfast", "password"),
    } as const;
    expect(await kafkaCredentials({ tls, sasl }, texts(kubernetes))).toEqual(
      read({
        tls: { ca: null, client: { certificate: "CERTIFICATE", key: "KEY-OF-THE-USER" } },
        sasl: { mechanism: "SCRAM-SHA-512", username: "holdfast", password: "pässword-of-kafka" },
      }),
    );
    expect(learned).toEqual(["KEY-OF-THE-USER", "pässword-of-kafka"]);
    expect(kubernetes.asked).toMatchObject([{ namespace: "kafka", fieldSelector: "metadata.name=holdfast" }]);
  });

  it("reads a file without its last line feed, and the environment", async () => {
    const file: TextSource = { kind: "file", file: join(folder, "password") };
    const config = { accessKey: file, secretKey: variable("TOKEN") };
    expect(await objectStoreCredentials(config, texts())).toEqual(
      read({ accessKey: "from-a-file", secretKey: "from-the-environment" }),
    );
  });

  it("learns the login that a header carries, so that its Base64 is scrubbed too", async () => {
    const scrubber = createScrubber();
    const basic = { username: "ops", password: variable("TOKEN") };
    const teach = (text: string): void => scrubber.learnText(text);
    const reader = createTextReader({ kubernetes: new OneSecret(), env: { TOKEN: "correct-horse" }, learn: teach });
    const reading = await httpCredentials({ tls: null, basic }, reader, teach);
    expect(reading).toEqual(read({ ca: null, authorization: `Basic ${btoa("ops:correct-horse")}` }));
    expect(scrubber.scrub(`Authorization: Basic ${btoa("ops:correct-horse")}`)).toBe("Authorization: Basic ***");
    expect(scrubber.scrub("refused correct-horse")).toBe("refused ***");
  });

  const failures: readonly [string, TextSource, Reading<string>][] = [
    [
      "a Secret that does not exist",
      secret("other", "password"),
      unread("unreachable", "password of Secret other in kafka", "the Secret does not exist"),
    ],
    [
      "a Secret without the key",
      secret("holdfast", "other"),
      unread("unreachable", "other of Secret holdfast in kafka", "the Secret has no such key"),
    ],
    [
      "a Secret that may not be read",
      { kind: "secret", namespace: "locked", name: "holdfast", key: "password" },
      unread("no-permission", "password of Secret holdfast in locked", "the credentials may not read it"),
    ],
    [
      "a file that does not exist",
      { kind: "file", file: "/there/is/none" },
      unread("unreachable", "file /there/is/none", "it does not exist"),
    ],
    [
      "a file that is a folder",
      { kind: "file", file: "/" },
      unread("unreachable", "file /", "it cannot be read (EISDIR)"),
    ],
    [
      "a variable that is empty",
      variable("EMPTY"),
      unread("unreachable", "environment variable EMPTY", "it is not set"),
    ],
  ];

  it.each(failures)("says of %s what is missing and why", async (_, source, expected) => {
    expect(await texts().secret(source)).toEqual(expected);
  });

  it("stops at the first text that cannot be had", async () => {
    const tls = { ca: variable("NO_CA"), client: null };
    const sasl = { mechanism: "SCRAM-SHA-512", username: "a", password: variable("NO_PASSWORD") } as const;
    expect(await kafkaCredentials({ tls, sasl }, texts())).toMatchObject({
      failure: { what: "environment variable NO_CA" },
    });
    expect(await kafkaCredentials({ tls: null, sasl }, texts())).toMatchObject({
      failure: { what: "environment variable NO_PASSWORD" },
    });
  });
});
