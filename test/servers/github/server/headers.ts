import { Refusal } from "./rules/refusal.ts";

const VERSIONS = ["2022-11-28"];
const ACCEPTED = /^(\*\/\*|application\/json|application\/vnd\.github(\.[\w-]+)*(\+json)?)$/;

/**
 * Rules about headers, which GitHub states in prose only: a User-Agent is demanded, the media type is one of GitHub's,
 * a version must exist, and a body is JSON.
 * @throws Refusal when one is broken.
 */
export function demandHeaders(headers: Readonly<Record<string, string>>, hasBody: boolean): void {
  if ((headers["user-agent"] ?? "") === "") {
    throw new Refusal(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header",
    );
  }
  const accept = (headers["accept"] ?? "*/*").split(",").map((type) => type.split(";")[0]?.trim() ?? "");
  if (!accept.every((type) => ACCEPTED.test(type)))
    throw new Refusal(415, "Unsupported 'Accept' header. Must accept 'application/json'.");
  const version = headers["x-github-api-version"];
  if (version !== undefined && !VERSIONS.includes(version))
    throw new Refusal(400, `${version} is not a supported version.`);
  if (hasBody && !/^application\/json\b/.test(headers["content-type"] ?? "")) {
    throw new Refusal(415, "The body is not said to be JSON.");
  }
}

/** Headers that come with every answer. */
export function usualHeaders(now: Date): Record<string, string> {
  return {
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": "0123:4567",
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4999",
    "x-ratelimit-used": "1",
    "x-ratelimit-resource": "core",
    "x-ratelimit-reset": String(Math.ceil(now.getTime() / 1000) + 3600),
  };
}
