import { describe, expect, it } from "vitest";
import { apiUrlOfHost, checkedApiUrl, repositoryOfRemote, splitRepository } from "./repository.ts";

describe("github/repository", () => {
  it.each([
    ["https://github.com/lsst/phalanx.git", "github.com"],
    ["https://github.com/lsst/phalanx", "github.com"],
    ["https://github.com/lsst/phalanx/", "github.com"],
    ["https://x-access-token:secret@github.com/lsst/phalanx.git", "github.com"],
    ["http://git.example.org:8080/lsst/phalanx.git", "git.example.org:8080"],
    ["git@github.com:lsst/phalanx.git", "github.com"],
    ["github.com:lsst/phalanx", "github.com"],
    ["org-12@Git.Example.org:lsst/phalanx.git", "git.example.org"],
    ["ssh://git@github.com/lsst/phalanx.git", "github.com"],
    ["ssh://git@ssh.github.com:443/lsst/phalanx.git", "github.com"],
    ["ssh://git@git.example.org:2222/lsst/phalanx.git", "git.example.org"],
    ["git://www.github.com/lsst/phalanx.git", "github.com"],
  ])("reads %s", (remote, host) => {
    expect(repositoryOfRemote(remote)).toEqual({ host, owner: "lsst", name: "phalanx" });
  });

  it.each([
    "",
    "/srv/git/lsst/phalanx.git",
    "../phalanx",
    "C:/lsst/phalanx",
    "file:///lsst/phalanx.git",
    "https://gitlab.example.org/group/sub/phalanx.git",
    "https://github.com/phalanx",
    "https://github.com/lsst/..",
    "https://github.com/lsst/pha%0alanx",
    "ext::sh -c evil",
  ])("finds no repository in %j", (remote) => {
    expect(repositoryOfRemote(remote)).toBeNull();
  });

  it.each(["lsst", "lsst/", "lsst/phalanx/x", "lsst/phalanx?x", "-lsst/phalanx", "lsst/pha lanx"])(
    "takes %j for no repository",
    (text) => {
      expect(splitRepository(text)).toBeNull();
    },
  );

  it("sends a token to GitHub's own hosts without being told", () => {
    expect(apiUrlOfHost("github.com")).toBe("https://api.github.com");
    expect(apiUrlOfHost("rubin.ghe.com")).toBe("https://api.rubin.ghe.com");
    expect(() => apiUrlOfHost("git.example.org")).toThrow(
      "Set GITHUB_API_URL to its API, such as https://git.example.org/api/v3.",
    );
  });

  it.each([
    ["https://git.example.org/api/v3/", "https://git.example.org/api/v3"],
    ["https://api.github.com", "https://api.github.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["https://user:secret@git.example.org/api/v3?x=1", "https://git.example.org/api/v3"],
  ])("takes the address %s as %s", (text, address) => {
    expect(checkedApiUrl(text)).toBe(address);
  });

  it.each([
    ["git.example.org", "is not the address of an API"],
    ["ftp://git.example.org", "is not the address of an API"],
    ["http://git.example.org/api/v3", "shows the token to the network"],
    ["http://localhost.example.org/", "shows the token to the network"],
  ])("refuses the address %s", (text, why) => {
    expect(() => checkedApiUrl(text)).toThrow(why);
  });
});
