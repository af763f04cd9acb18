import type { CheckRun, ConnectedGitHub, InlineComment, MarkedIssue, Written } from "../../../../src/github/index.ts";
import { comment, inline, type World } from "./world.ts";

/** Scenarios that need a pull request of their own; git behind it is the slowest part. */
export function needsPull({ operation }: Scenario): boolean {
  return !/^(checks|issues)\/(create|update)$/.test(operation);
}

/** A write, with what stood before it and what must stand after it, no more and no less. */
export interface Scenario {
  /** GitHub's name of the write. */
  readonly operation: string;
  /** Brings about what the write is for. Each scenario has a pull request and a name of its own. */
  arrange(stage: Stage): Promise<unknown>;
  run(stage: Stage): Promise<readonly Written[]>;
  /** What stands now, in as few words as possible. */
  seen(stage: Stage): unknown;
  readonly expected: unknown;
  /** A refusal that it gets over in another way. */
  readonly detour?: string;
}

export interface Stage {
  readonly world: World;
  readonly github: ConnectedGitHub;
  /** The head of every pull request in this world. */
  readonly head: string;
  /** Told apart by it where a repository holds things of several scenarios. */
  readonly name: string;
}

const nothing = async (): Promise<void> => undefined;

const COMMENTS: readonly Scenario[] = [
  sticky("issues/create-comment", nothing, "New"),
  sticky("issues/update-comment", (stage) => say(stage, "Old"), "New"),
  sticky("issues/delete-comment", (stage) => say(stage, "Old"), null),
];

const INLINE: readonly Scenario[] = [
  {
    ...lines("pulls/create-review", [], [inline("a", 3), inline("b", 5)], ["3 open: About a", "5 open: About b"]),
    detour: "HTTP 422",
  },
  lines("pulls/update-review-comment", [inline("a", 3, { body: "Old" })], [inline("a", 3)], ["3 open: About a"]),
  lines("resolveReviewThread", [inline("a", 3)], [], ["3 resolved: _This no longer holds._"]),
  {
    ...lines("unresolveReviewThread", [inline("a", 3)], [inline("a", 3)], ["3 open: About a"]),
    async arrange({ world, github }) {
      await comment(world, github, [inline("a", 3)]);
      await comment(world, github, []);
    },
  },
  {
    ...lines("pulls/delete-review-comment", [inline("a", 3)], [inline("a", 3)], ["3 open: About a"]),
    async arrange(stage) {
      const { world, github } = stage;
      await comment(world, github, [inline("a", 3)]);
      const [thread] = world.repository.threads(world.number);
      const pull = world.repository.conversation(world.number).pull;
      const [first] = thread?.comments ?? [];
      if (pull === null || thread === undefined || first === undefined)
        throw new Error("There is no comment to double");
      pull.threads.push({ ...thread, id: thread.id + 500_000, comments: [{ ...first, id: first.id + 500_000 }] });
    },
  },
];

const CHECKS: readonly Scenario[] = [
  check("checks/create", 0, 7),
  check("checks/update", 0, 120),
  check("checks/update", 7, 7),
];

const ISSUES: readonly Scenario[] = [
  issue("issues/create", null, { open: true }, "open"),
  issue("issues/update", { open: true }, { open: true }, "open"),
  issue("issues/update", { open: true }, { open: false }, "closed"),
  issue("issues/update", { open: false }, { open: true }, "open"),
];

export const SCENARIOS: readonly Scenario[] = [...COMMENTS, ...INLINE, ...CHECKS, ...ISSUES];

function say({ world, github }: Stage, body: string | null): Promise<Written> {
  return github.ensureComment(world.number, { marker: "review", body });
}

function sticky(operation: string, arrange: Scenario["arrange"], body: string | null): Scenario {
  return {
    operation,
    arrange,
    run: async (stage) => [await say(stage, body)],
    seen: ({ world }) => world.repository.comments(world.number).map((one) => one.body),
    expected: body === null ? [] : [`<!-- holdfast:review -->\n${body}`],
  };
}

function lines(
  operation: string,
  ...[before, after, expected]: [readonly InlineComment[], readonly InlineComment[], readonly string[]]
): Scenario {
  return {
    operation,
    arrange: ({ world, github }) => comment(world, github, before),
    run: ({ world, github }) => comment(world, github, after),
    seen: ({ world }) =>
      world.repository.threads(world.number).map(({ anchor, resolvedBy, comments }) => {
        const [, second] = (comments[0]?.body ?? "").split("\n");
        return `${anchor?.line} ${resolvedBy === null ? "open" : "resolved"}: ${second}`;
      }),
    expected,
  };
}

function check(operation: string, before: number, after: number): Scenario {
  const put = async (stage: Stage, run: Partial<CheckRun>): Promise<readonly Written[]> => {
    const { github, head, name } = stage;
    return [await github.ensureCheckRun(head, checkRun(name, run))];
  };
  return {
    operation,
    arrange: (stage) => (before === 0 ? nothing() : put(stage, { annotations: annotations(before), title: "Older" })),
    run: (stage) => put(stage, { annotations: annotations(after) }),
    seen: ({ world, name }) =>
      world.repository.checkRuns
        .filter((run) => run.name === name)
        .map(({ title, annotations: all }) => `${title}: ${all.map(({ message }) => message).join()}`),
    expected: [
      `Two findings: ${annotations(after)
        .map(({ message }) => message)
        .join()}`,
    ],
  };
}

export function checkRun(name: string, more: Partial<CheckRun> = {}): CheckRun {
  const said = { title: "Two findings", summary: "Summary", text: null, annotations: [] };
  return { name, key: "holdfast", conclusion: "neutral", ...said, ...more };
}

export function annotations(count: number): CheckRun["annotations"] {
  return Array.from({ length: count }, (_, index) => ({
    file: "environments/idfint/values.yaml",
    line: index + 1,
    level: "warning" as const,
    title: "Brokers roll",
    message: `m${index}`,
  }));
}

function issue(
  operation: string,
  ...[before, after, expected]: [Partial<MarkedIssue> | null, Partial<MarkedIssue>, "open" | "closed"]
): Scenario {
  const put = async ({ github, name }: Stage, more: Partial<MarkedIssue>): Promise<readonly Written[]> => [
    await github.ensureIssue({ marker: name, title: name, body: "New", labels: ["drift"], open: true, ...more }),
  ];
  return {
    operation,
    async arrange(stage) {
      if (before !== null) await put(stage, { body: "Old" });
      if (before?.open === false) await put(stage, { body: "Old", open: false });
    },
    run: (stage) => put(stage, after),
    seen: ({ world, name }) =>
      world.repository.issues
        .filter(({ title }) => title === name)
        .map(({ state, body }) => `${state}: ${body?.split("\n").at(-1)}`),
    expected: [`${expected}: New`],
  };
}
