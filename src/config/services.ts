/** The services behind an environment, and how they are reached. What is not named is not looked at. */
export interface ServicesConfig {
  readonly kafka: readonly KafkaServiceConfig[];
  readonly registries: readonly RegistryServiceConfig[];
  readonly objectStore: ObjectStoreConfig | null;
  readonly terraform: TerraformConfig | null;
  /** The server of the alert database, for `/v1/health`. */
  readonly alertDatabase: HttpService | null;
}

/** Where a secret text comes from. */
export type TextSource =
  | { readonly kind: "secret"; readonly namespace: string; readonly name: string; readonly key: string }
  /** Absolute path. */
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "environment"; readonly variable: string };

export interface KafkaServiceConfig {
  /** Name and namespace of the Kafka resource. */
  readonly cluster: string;
  readonly namespace: string;
  readonly reach: /** `host:port` each. In-cluster names count as direct: they resolve where Holdfast runs as a Pod. */
    | { readonly kind: "direct"; readonly bootstrap: readonly string[] }
    /** Through the API server: `port` of the broker Pods that the Service selects. */
    | { readonly kind: "port-forward"; readonly service: string; readonly port: number };
  readonly tls: TlsConfig | null;
  readonly sasl: {
    readonly mechanism: "SCRAM-SHA-512" | "SCRAM-SHA-256";
    readonly username: string;
    readonly password: TextSource;
  } | null;
}

export interface TlsConfig {
  /** PEM; null trusts what the system trusts. */
  readonly ca: TextSource | null;
  readonly client: { readonly certificate: TextSource; readonly key: TextSource } | null;
}

/** Where an HTTP service is: by itself, or through the API server's proxy. */
export type HttpReach =
  | { readonly kind: "direct"; readonly url: string }
  | { readonly kind: "service-proxy"; readonly namespace: string; readonly service: string; readonly port: number };

export interface HttpService {
  readonly reach: HttpReach;
  readonly tls: TlsConfig | null;
  readonly basic: { readonly username: string; readonly password: TextSource } | null;
}

export interface RegistryServiceConfig extends HttpService {
  /** Name and namespace of the StrimziSchemaRegistry. */
  readonly name: string;
  readonly namespace: string;
  /** What git says about subjects, besides what charts say. */
  readonly subjects: readonly ExpectedSubject[];
  /** Topics that carry alerts, besides those of the simulator and the alert database. */
  readonly alertTopics: readonly string[];
}

/** Null parts are not compared. */
export interface ExpectedSubject {
  readonly name: string;
  readonly compatibility: string | null;
  readonly mode: string | null;
  readonly versions: readonly ExpectedSchema[];
}

export interface ExpectedSchema {
  readonly id: number;
  readonly version: number | null;
  /** Path below the root of the repository; null compares id and version only. */
  readonly file: string | null;
  readonly references: readonly { readonly name: string; readonly subject: string; readonly version: number }[] | null;
}

export interface ObjectStoreConfig {
  /** `https://storage.googleapis.com` for GCS through its S3 interface. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: TextSource;
  readonly secretKey: TextSource;
}

/** One of: a state file (v4), or the output of `terraform show -json`. Absolute path. */
export interface TerraformConfig {
  readonly file: string;
}
