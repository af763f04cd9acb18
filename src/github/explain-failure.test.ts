import { describe, expect, it } from "vitest";
import { readingError, whyRefused } from "./explain-failure.ts";
import { type Failure, failureOf, GitHubError, isUncertain, statusOf } from "./failure.ts";

const DEED = { doing: "read pull request 7", permission: "pull-requests: write" };

function answer(status: number, data: unknown = {}, headers: Record<string, string> = {}): Error {
  const request = { headers: { authorization: "token s3cret-token" } };
  return Object.assign(new Error("HttpError"), { status, request, response: { status, data, headers } });
}

describe("github/explain-failure", () => {
  it.each([
    [answer(401), "GitHub does not accept the token (HTTP 401); give one that is valid"],
    [
      answer(403, { message: "Resource not accessible by integration" }),
      "the token may not do it (HTTP 403); it needs `pull-requests: write` (GitHub says: Resource not accessible by integration)",
    ],
    [answer(404), "it does not exist, or the token may not see it (HTTP 404); it needs `pull-requests: write`"],
    [answer(410), "it is gone or switched off in this repository (HTTP 410)"],
    [
      answer(422, { message: "Validation Failed", errors: [{ resource: "Issue", field: "title", code: "missing" }] }),
      "GitHub does not take it (HTTP 422) (GitHub says: Validation Failed: Issue title missing)",
    ],
    [
      answer(403, {}, { "retry-after": "900" }),
      "GitHub's limit is reached, and it asks to wait 900 seconds; try again later",
    ],
    [answer(429), "GitHub's limit is reached; try again later"],
    [answer(503, "<html>"), "GitHub answered HTTP 503, several times; try again later"],
    [
      Object.assign(new Error("socket"), { status: 500 }),
      "GitHub gave no whole answer, several times; try again later",
    ],
  ])("explains %s", (error, why) => {
    const failure = failureOf(error);
    expect(failure === null ? null : whyRefused(failure, DEED)).toBe(why);
  });

  it("reads the refusals of GraphQL, which come with status 200", () => {
    const error = Object.assign(new Error(), {
      name: "GraphqlResponseError",
      errors: [{ type: "FORBIDDEN", message: "Resource not\naccessible" }],
    });
    expect(failureOf(error)).toEqual<Failure>({ status: 403, message: "Resource not accessible", wait: null });
  });

  it.each<[string, unknown, Failure["status"]]>([
    ["a refusal", [{ type: "FORBIDDEN" }], 403],
    ["a scope that is missing", [{ type: "INSUFFICIENT_SCOPES" }], 403],
    ["what is not there", [{ type: "NOT_FOUND" }], 404],
    ["what it does not take", [{ type: "UNPROCESSABLE" }], 422],
    ["a limit", [{ type: "RATE_LIMITED" }], 429],
    ["a limit by its newer name, with a refusal", [{ type: "FORBIDDEN" }, { type: "RATE_LIMIT" }], 429],
    ["an error without a kind", [{ message: "Something went wrong while executing your query." }], null],
    ["an error of a kind that is not known", [{ type: "SERVICE_UNAVAILABLE" }], null],
    ["a refusal beside an error without a kind", [{ type: "FORBIDDEN" }, { message: "Something went wrong" }], null],
    ["no error", [], null],
    ["something else", "errors", null],
  ])("reads %s of GraphQL, thrown by either part of octokit", (_, errors, status) => {
    const thrown = Object.assign(new Error(), { name: "GraphqlResponseError", errors });
    expect([statusOf(thrown), statusOf(answer(200, { errors }))]).toEqual([status, status]);
    expect([isUncertain(thrown), isUncertain(answer(200, { errors }))]).toEqual([status === null, status === null]);
  });

  it("says what GraphQL says where it breaks down", () => {
    const failure = failureOf(answer(200, { errors: [{ message: "Something went wrong." }] }));
    expect(failure === null ? null : whyRefused(failure, DEED)).toBe(
      "GitHub broke down (it says: Something went wrong.); try again later",
    );
  });

  it("keeps nothing of the request", () => {
    const error = readingError(answer(500), DEED);
    expect(error).toBeInstanceOf(GitHubError);
    expect(error).toMatchObject({ status: 500, message: expect.stringContaining("Could not read pull request 7: ") });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("s3cret");
  });

  it("leaves a bug alone", () => {
    const bug = new TypeError("a bug");
    expect(readingError(bug, DEED)).toBe(bug);
  });
});
