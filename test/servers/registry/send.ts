import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";

export interface Outgoing {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends one request over HTTP or HTTPS. `fetch` takes no authority of one's own. */
export async function send(url: string, { method, headers = {}, body, ca }: Outgoing): Promise<Answer> {
  const options = { method, headers, agent: false, timeout: 10_000 };
  const request = url.startsWith("https:") ? requestHttps(url, { ...options, ca }) : requestHttp(url, options);
  request.once("timeout", () => request.destroy(new Error(`${method} ${url} got no answer within 10 s`)));
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request.once("error", reject);
  request.once("response", (response) => {
    text(response).then((all) => resolve({ status: response.statusCode ?? 0, text: all }), reject);
  });
  request.end(body);
  return promise;
}
