import type { FaultMatch, GitHubServer } from "../server/index.ts";

/** One way in which GitHub may fail once. */
export interface Fault {
  readonly name: string;
  /** False for an answer that stands: then the write is not done, and that is said. */
  readonly passes: boolean;
  inject(server: GitHubServer, match: FaultMatch): void;
}

/** The write may have been done although no good answer came. */
const UNCERTAIN: readonly Fault[] = [
  passing("a lost answer", (server, match) => server.loseResponse(match)),
  passing("an answer lost by a gateway", (server, match) => server.loseResponse({ ...match, status: 504 })),
  passing("a broken connection", (server, match) => server.reset(match)),
  ...[500, 502, 503].map((status) => passing(`HTTP ${status}`, (server, match) => server.fail({ ...match, status }))),
  passing("HTTP 503, twice", (server, match) => server.fail({ ...match, status: 503, times: 2 })),
  passing("HTTP 502, then a lost answer", (server, match) => {
    server.fail({ ...match, status: 502 });
    server.loseResponse(match);
  }),
];

/** GitHub says when to come again. */
const LIMITS: readonly Fault[] = [
  passing("HTTP 429", (server, match) => server.fail({ ...match, status: 429 })),
  passing("HTTP 429 with a time", (server, match) =>
    server.fail({ ...match, status: 429, headers: { "retry-after": "3" } }),
  ),
  passing("a secondary limit", (server, match) => server.secondaryLimit({ ...match, retryAfter: 2 })),
  passing("a secondary limit as 429", (server, match) => server.secondaryLimit({ ...match, status: 429 })),
  passing("the hourly limit", (server, match) =>
    server.primaryLimit({ ...match, reset: new Date(Date.now() + 9_000) }),
  ),
];

const REFUSALS: readonly Fault[] = [
  ...[401, 403, 404, 410, 422].map((status) => ({
    name: `HTTP ${status}`,
    passes: false,
    inject: (server: GitHubServer, match: FaultMatch) => server.fail({ ...match, status }),
  })),
  {
    name: "a limit for longer than a run waits",
    passes: false,
    inject: (server, match) => server.secondaryLimit({ ...match, retryAfter: 3_600 }),
  },
];

/** All that can go wrong. */
export const FAULTS: readonly Fault[] = [
  ...UNCERTAIN,
  passing("HTTP 409", (server, match) => server.fail({ ...match, status: 409 })),
  ...LIMITS,
  ...REFUSALS,
];

/** One fault of each kind, for writes that do no harm when they are repeated. */
export const KINDS: readonly Fault[] = FAULTS.filter(({ name }) =>
  [
    "a lost answer",
    "a broken connection",
    "HTTP 502",
    "HTTP 409",
    "HTTP 429",
    "HTTP 403",
    "HTTP 404",
    "HTTP 422",
  ].includes(name),
);

function passing(name: string, inject: Fault["inject"]): Fault {
  return { name, passes: true, inject };
}
