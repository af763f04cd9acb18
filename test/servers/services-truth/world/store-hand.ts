import type { S3Server } from "../../objectstore/index.ts";

/** A lifecycle rule that deletes objects. */
export interface Rule {
  readonly id: string;
  readonly days: number;
  readonly prefix?: string;
  readonly enabled?: boolean;
}

/** Whoever may write to the object store. */
export class StoreHand {
  readonly server: S3Server;

  constructor(server: S3Server) {
    this.server = server;
  }

  /** No rules take the lifecycle away. */
  async setLifecycle(bucket: string, rules: readonly Rule[]): Promise<void> {
    if (rules.length === 0) await this.server.request("DELETE", `${bucket}?lifecycle`);
    else await this.server.request("PUT", `${bucket}?lifecycle`, lifecycleXml(rules));
  }

  async setVersioning(bucket: string, status: "Enabled" | "Suspended"): Promise<void> {
    const xml = `<VersioningConfiguration ${XMLNS}><Status>${status}</Status></VersioningConfiguration>`;
    await this.server.request("PUT", `${bucket}?versioning`, xml);
  }

  async setPolicy(bucket: string, statement: Readonly<Record<string, unknown>>): Promise<void> {
    await this.server.request(
      "PUT",
      `${bucket}?policy`,
      JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    );
  }

  /** A canned ACL: `public-read`. */
  async setAcl(bucket: string, acl: string): Promise<void> {
    await this.server.setAcl(bucket, acl);
  }

  /** Deletes a bucket with the objects of these keys. */
  async deleteBucket(name: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.server.request("DELETE", `${name}/${key}`);
    await this.server.deleteBucket(name);
  }
}

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

function lifecycleXml(rules: readonly Rule[]): string {
  const written = rules.map(
    ({ id, days, prefix = "", enabled = true }) =>
      `<Rule><ID>${id}</ID><Filter><Prefix>${prefix}</Prefix></Filter><Status>${enabled ? "Enabled" : "Disabled"}</Status>` +
      `<Expiration><Days>${days}</Days></Expiration></Rule>`,
  );
  return `<LifecycleConfiguration ${XMLNS}>${written.join("")}</LifecycleConfiguration>`;
}
