import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../kube/assets/run.ts";

/** A client's certificate, both PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A throw-away certificate authority of one cluster, made with openssl. */
export class CertificateAuthority {
  readonly #folder: string;
  readonly ca: string;

  private constructor(folder: string, ca: string) {
    this.#folder = folder;
    this.ca = ca;
  }

  static async make(parent: string): Promise<CertificateAuthority> {
    const folder = join(parent, "tls");
    await mkdir(folder);
    await openssl(folder, [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test-ca"],
      ...["-keyout", "ca.key", "-out", "ca.crt"],
    ]);
    return new CertificateAuthority(folder, await readFile(join(folder, "ca.crt"), "utf8"));
  }

  /** Key, certificate for 127.0.0.1 and localhost, and the authority in one file, as Kafka's PEM key store wants them. */
  async serverFile(validity: "valid" | "expired" = "valid"): Promise<string> {
    const { certificate, key } = await this.#issue("server", validity);
    const file = join(this.#folder, "server.pem");
    await writeFile(file, `${key}${certificate}${this.ca}`);
    return file;
  }

  async caFile(): Promise<string> {
    return join(this.#folder, "ca.crt");
  }

  client(commonName: string): Promise<ClientCertificate> {
    return this.#issue(commonName, "valid");
  }

  async #issue(name: string, validity: "valid" | "expired"): Promise<ClientCertificate> {
    const [key, request, certificate, extensions] = ["key", "csr", "crt", "ext"].map((end) => `${name}.${end}`) as [
      string,
      string,
      string,
      string,
    ];
    await openssl(this.#folder, [
      ...["req", "-newkey", "rsa:2048", "-nodes", "-subj", `/CN=${name}`, "-keyout", key, "-out", request],
    ]);
    await writeFile(join(this.#folder, extensions), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    await openssl(this.#folder, [
      ...["x509", "-req", "-in", request, "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"],
      ...["-out", certificate, "-extfile", extensions, "-days", validity === "valid" ? "2" : "-1"],
    ]);
    const read = (file: string) => readFile(join(this.#folder, file), "utf8");
    return { certificate: await read(certificate), key: await read(key) };
  }
}

async function openssl(folder: string, args: readonly string[]): Promise<void> {
  await runCommand({ program: "openssl", args, cwd: folder });
}
