import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent, request as tlsRequest } from "node:https";
import { text } from "node:stream/consumers";

export interface KubeAccess {
  readonly url: string;
  readonly ca: string;
  readonly token: string;
}

export interface RequestOptions {
  readonly fieldManager?: string;
  /** Default `application/json`; `application/apply-patch+yaml` is server-side apply. */
  readonly contentType?: string;
  readonly accept?: string;
}

export interface KubeAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  /** The parsed JSON, null when the body is none. */
  readonly body: unknown;
}

/** One user's raw requests to an API server: nothing is retried, cached or interpreted. */
export class KubeClient {
  readonly #access: KubeAccess;
  readonly #agent: PlainAgent;
  readonly #secure: boolean;

  constructor(access: KubeAccess) {
    this.#access = access;
    this.#secure = access.url.startsWith("https:");
    this.#agent = this.#secure ? new Agent({ keepAlive: true, ca: access.ca }) : new PlainAgent({ keepAlive: true });
  }

  /**
   * Sends one request. A string body goes as it is, anything else as JSON. Any status is an answer.
   * @throws Error when the connection fails.
   */
  async request(method: string, path: string, ...rest: readonly [body?: unknown, options?: RequestOptions]) {
    const [body, options = {}] = rest;
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const send = this.#secure ? tlsRequest : plainRequest;
    const url = new URL(path, this.#access.url);
    if (options.fieldManager !== undefined) url.searchParams.set("fieldManager", options.fieldManager);
    const outgoing = send(url, { method, agent: this.#agent, headers: this.#headers(options) }, resolve);
    outgoing.on("error", reject);
    outgoing.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
    return readAnswer(await promise);
  }

  /**
   * As `request`, for what must succeed.
   * @throws Error with the server's message when the status is 400 or above.
   */
  async mustRequest(method: string, path: string, ...rest: readonly [body?: unknown, options?: RequestOptions]) {
    const answer = await this.request(method, path, ...rest);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 1_000)}`);
    return answer;
  }

  /** Cuts what is under way too: with `using`, await each request inside the scope. */
  close(): void {
    this.#agent.destroy();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #headers(options: RequestOptions): Record<string, string> {
    return {
      authorization: `Bearer ${this.#access.token}`,
      accept: options.accept ?? "application/json",
      "content-type": options.contentType ?? "application/json",
    };
  }
}

async function readAnswer(incoming: IncomingMessage): Promise<KubeAnswer> {
  const content = await text(incoming);
  const { statusCode: status = 0, headers } = incoming;
  return { status, headers, text: content, body: parse(content) };
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
