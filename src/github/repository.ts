import { UserError } from "../errors/index.ts";

/** A repository, and where it lies. */
export interface RemoteRepository {
  /** `github.com`, or the name of a GitHub Enterprise server, with its port where it has one. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

const SCHEMES = new Set(["https:", "http:", "ssh:", "git:"]);

/** The repository that the URL of a git remote names, in any of git's spellings; null where it names none. */
export function repositoryOfRemote(remote: string): RemoteRepository | null {
  const place = remote.includes("://") ? placeOfUrl(remote) : placeOfScp(remote.trim());
  if (place === null) return null;
  const repository = splitRepository(
    place.path
      .replace(/^\/+/, "")
      .replace(/\/+$/, "")
      .replace(/\.git$/, ""),
  );
  return repository === null ? null : { host: place.host, ...repository };
}

/** `owner/name`, taken apart; null where it is something else. */
export function splitRepository(text: string): Pick<RemoteRepository, "owner" | "name"> | null {
  const [, owner, name] = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([A-Za-z0-9._-]+)$/.exec(text) ?? [];
  if (owner === undefined || name === undefined || /^\.+$/.test(name)) return null;
  return { owner, name };
}

/**
 * Where the API of a host is. A token is sent to GitHub's own hosts only, unless the user names another address.
 * @throws UserError for any other host.
 */
export function apiUrlOfHost(host: string): string {
  if (host === "github.com") return "https://api.github.com";
  if (host.endsWith(".ghe.com")) return `https://api.${host}`;
  throw new UserError(`The remote lies on ${host}. Set GITHUB_API_URL to its API, such as https://${host}/api/v3.`);
}

/**
 * An address of GitHub's API as octokit wants it.
 * @throws UserError when it is none, or when a token would go over the network in the clear.
 */
export function checkedApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["https:", "http:"].includes(url.protocol)) {
    throw new UserError(`GITHUB_API_URL is not the address of an API. Give one such as https://api.github.com.`);
  }
  if (url.protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) {
    throw new UserError(`GITHUB_API_URL begins with http:, which shows the token to the network. Use https:.`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

interface Place {
  readonly host: string;
  readonly path: string;
}

function placeOfUrl(remote: string): Place | null {
  const url = URL.canParse(remote) ? new URL(remote) : null;
  if (url === null || !SCHEMES.has(url.protocol)) return null;
  // A port of ssh says nothing about where the API listens.
  const web = url.protocol === "https:" || url.protocol === "http:";
  return { host: canonicalHost(web ? url.host : url.hostname), path: url.pathname };
}

/** `git@github.com:owner/name.git`. One letter before the colon is a drive of Windows. */
function placeOfScp(remote: string): Place | null {
  const [, host, path] = /^(?:[^@/:]+@)?([A-Za-z0-9][A-Za-z0-9.-]+):(.+)$/.exec(remote) ?? [];
  return host === undefined || path === undefined ? null : { host: canonicalHost(host), path };
}

/** GitHub also takes ssh on the port of https, under another name. */
function canonicalHost(host: string): string {
  const lower = host.toLowerCase();
  return lower === "ssh.github.com" || lower === "www.github.com" ? "github.com" : lower;
}
