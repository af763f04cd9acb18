import { AwsV4Signer } from "aws4fetch";
import { type Reading, read, type UnreadableReason, unread } from "../../../vocabulary/index.ts";
import { accepted, type HttpExchange, type HttpSession } from "../../http/index.ts";
import { Xml } from "./xml.ts";

export interface Signing {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly now: () => Date;
}

/** Query parameters; null stands for one without a value. */
export type Query = Readonly<Record<string, string | null>>;

/** A bucket of a store, in one reading. Paths name the bucket (path style), which every store understands. */
export class Bucket {
  readonly name: string;
  readonly #session: HttpSession;
  readonly #signing: Signing;

  constructor(name: string, session: HttpSession, signing: Signing) {
    this.name = name;
    this.#session = session;
    this.#signing = signing;
  }

  async ask(query: Query): Promise<HttpExchange> {
    const path = `/${encodeURIComponent(this.name)}?${queryOf(query)}`;
    return this.#session.get({ path, headers: await signed(path, this.#signing) });
  }

  /**
   * The root of an answer; null where the store answers that there is none. A store that does not know a sub-resource
   * may ignore it and list the bucket's objects instead: that is not its absence.
   */
  async find({ query, what, roots, absent }: Sought): Promise<Reading<Xml | null>> {
    const exchange = await this.ask(query);
    const code = errorCode(exchange);
    if (code !== null && absent.includes(code)) return read(null);
    const answer = accepted(exchange, what);
    if (!answer.ok) return refused(exchange, what);
    const xml = Xml.parse(answer.value.body);
    if (xml === null) return unread("server-error", what, "the answer is not XML");
    return roots.includes(xml.name) ? read(xml) : unread("unsupported", what, NOT_OFFERED);
  }
}

/** What is asked of a bucket. */
export interface Sought {
  readonly query: Query;
  readonly what: string;
  /** Names that the answer's root may have. */
  readonly roots: readonly string[];
  /** Error codes that say: there is none. */
  readonly absent: readonly string[];
}

const NOT_OFFERED = "the object store does not offer it";

/** Sorted, and spaces as `%20`: as the signature counts them. */
function queryOf(query: Query): string {
  return Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}${value === null ? "" : `=${encodeURIComponent(value)}`}`)
    .toSorted()
    .join("&");
}

async function signed(path: string, signing: Signing): Promise<Record<string, string>> {
  const { endpoint, region, accessKey, secretKey, now } = signing;
  const datetime = now()
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, "");
  const signer = new AwsV4Signer({
    url: endpoint + path,
    service: "s3",
    region,
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    datetime,
  });
  const { headers } = await signer.sign();
  return Object.fromEntries(headers);
}

/** The `Code` of an error answer (`NoSuchBucket`), null where there is none. */
export function errorCode(exchange: HttpExchange): string | null {
  if (exchange.kind === "no-answer" || exchange.status < 300) return null;
  const xml = Xml.parse(exchange.body);
  return xml?.name === "Error" ? xml.text("Code") : null;
}

/** What S3 means by a code, where the status alone says too little. */
const CODES: Readonly<Record<string, readonly [UnreadableReason, string]>> = {
  InvalidAccessKeyId: ["login-refused", "the object store does not know the access key"],
  SignatureDoesNotMatch: ["login-refused", "the secret key does not belong to the access key"],
  ExpiredToken: ["login-refused", "the credentials have expired"],
  RequestTimeTooSkewed: ["login-refused", "this machine's clock differs too much from the object store's"],
  AuthorizationHeaderMalformed: ["login-refused", "the object store wants another region"],
  PermanentRedirect: ["server-error", "the bucket is in another region"],
  AuthorizationQueryParametersError: ["server-error", "the object store refuses the request"],
  NotImplemented: ["unsupported", NOT_OFFERED],
  MethodNotAllowed: ["unsupported", NOT_OFFERED],
  // Google Cloud Storage says this of a sub-resource it does not know.
  InvalidArgument: ["unsupported", NOT_OFFERED],
};

/** Why an answer is no success. */
export function refused(exchange: HttpExchange, what: string): Reading<never> {
  const known = CODES[errorCode(exchange) ?? ""];
  if (known !== undefined) return unread(known[0], what, known[1]);
  const answer = accepted(exchange, what);
  if (!answer.ok && answer.failure.reason !== "unsupported") return answer;
  return unread("server-error", what, "the object store answered HTTP 404 without saying what is missing");
}
