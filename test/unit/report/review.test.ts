import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import {
  checkRunsOf,
  inlineCommentsOf,
  renderJson,
  renderReviewMarkdown,
  renderReviewText,
  renderSarif,
} from "../../../src/report/index.ts";
import { reviewJsonSchema, reviewReportSchema } from "../../../src/report/review-schema.ts";
import type { Consequence, ReviewedEnvironment } from "../../../src/vocabulary/index.ts";
import { resource } from "./report-fixture.ts";
import { changed, effect, field, line, REVIEW, review, reviewed } from "./review-fixture.ts";

const markdown = (report = REVIEW): string => renderReviewMarkdown(report, { summaryUrl: null });

describe("report/review/markdown", () => {
  it("says first what changes and what is dangerous, then a table of environments", () => {
    expect(markdown().split("\n### ")[0]).toMatchInlineSnapshot(`
      "**Changes 2 environments: 1 high risk, 1 medium, 1 low; 1 environment could not be read as a whole**

      - **high** KafkaTopic <code>lsst-alerts-v10.0</code> goes from 45 to 30 partitions, which Kafka does not do (<code>partitions-lowered</code>, <code>environments/idfint/alert-stream-broker.yaml&#58;31</code>, in <code>idfint</code>)

      | environment | objects | effects | new findings | mended | collisions | pending | unreadable |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      | <code>idfint</code> | 1 removed, 8 changed | 1 medium, 1 low | 1 high | 1 | 1 | 1 |  |
      | <code>idfprod</code> | 5 changed | 1 low |  |  |  |  | 1 |

      Nothing changes in <code>idfdev</code>.

      - <code>charts/alert-database</code> is read by 2 environments
      "
    `);
  });

  it("tells how far each line reaches", () => {
    expect(markdown().split("\n### ")[1]).toMatchInlineSnapshot(`
      "How far each line reaches

      - <code>topics&#91;0&#93;.partitions</code> (<code>45</code> -&#62; <code>30</code>) at <code>environments/idfint/alert-stream-broker.yaml&#58;31</code> -&#62; 1 field in 1 resource in 1 environment
      - <code>kafka.config&#91;&#34;log.retention.hours&#34;&#93;</code> (<code>168</code> -&#62; <code>24</code>) at <code>environments/idfint/alert-stream-broker.yaml&#58;4</code> -&#62; 1 field in 1 resource in 1 environment
      - <code>image.tag</code> (<code>&#34;2.2.0&#34;</code> -&#62; <code>&#34;2.3.0&#34;</code>) at <code>charts/alert-database/values.yaml&#58;12</code> -&#62; 2 fields in 2 resources in 2 environments
      "
    `);
  });

  it("tells once what several environments share, and apart what is special about one", () => {
    expect(markdown().split("\n### ").slice(2).join("\n### ")).toMatchInlineSnapshot(`
      "idfint

      Objects: 1 removed, 3 changed.

      - **medium** The brokers of Kafka alert-broker restart one after the other
      - **collision** kubectl-edit changed <code>/spec/kafka/config/log.retention.hours</code> of Kafka alert-broker in the cluster (2026-11-21 05:14 UTC)

      <details><summary><code>KafkaTopic lsst-alerts-v10.0</code> changed: 1 field (<code>alert-stream-broker</code>)</summary>

      \`\`\`diff
      @@ /spec/partitions @@
      - 45
      + 30
      \`\`\`

      </details>

      <details><summary><code>Kafka alert-broker</code> changed: 1 field (<code>alert-stream-broker</code>)</summary>

      \`\`\`diff
      @@ /spec/kafka/config/log.retention.hours @@
      - 168
      + 24
      \`\`\`

      </details>

      <details><summary><code>ConfigMap alert-broker-metrics</code> changed: 1 field (<code>alert-stream-broker</code>)</summary>

      \`\`\`diff
      @@ /data/rules.yml @@
        - c
        - d
      - - e
      + - E
        - f
      \`\`\`

      </details>

      <details><summary><code>ConfigMap old-name</code> removed (<code>alert-stream-broker</code>)</summary>

      \`\`\`diff
      - kind: ConfigMap
      - data:
      -   a: "1"
      \`\`\`

      </details>

      <details><summary>Mended: 1 finding</summary>

      - <code>misspelt-key</code> No template reads <code>kafka.replcas</code>; <code>kafka.replicas</code> is read.

      </details>

      <details><summary>Merged but not synced yet: 1 change</summary>

      - <code>pending</code> <code>/spec/partitions</code> of KafkaTopic <code>lsst-alerts-v10.0</code> waits for a sync, because git is ahead of what is deployed.

      </details>

      ### idfprod

      - **could not be read**: schema-registry: template <code>ingress.yaml&#58;14</code> asks for <code>.Values.host</code>, which is not set

      ### idfint and idfprod

      Objects: 5 changed.

      - **low** The Pods of Deployment alert-database-server restart one by one

      <details><summary><code>Deployment alert-database-server</code> changed: 1 field (<code>alert-database</code>)</summary>

      \`\`\`diff
      @@ /spec/template/spec/containers/[name=server]/image @@
      - "ghcr.io/example/alert-database:2.2.0"
      + "ghcr.io/example/alert-database:2.3.0"
      \`\`\`

      </details>

      <details><summary>5 objects changed alike: 1 field</summary>

      <code>Deployment alert-database-server</code>, <code>Deployment alert-database-ingester</code>, <code>ServiceAccount alert-database</code>, <code>ServiceAccount alert-database-server</code> and <code>ServiceAccount alert-database-ingester</code>

      \`\`\`diff
      @@ /metadata/labels/helm.sh~1chart @@
      - "alert-database-2.2.0"
      + "alert-database-2.3.0"
      \`\`\`

      </details>

      <sub>base <code>1a69374</code>, head <code>2b7a485</code>, 3 applications compared, \`-\` is base and \`+\` is head</sub>
      "
    `);
  });

  it.each([
    [
      review([], { unchanged: ["idfdev"] }),
      "**Nothing changes in any environment**\n\nNothing changes in <code>idfdev</code>.",
    ],
    [
      review([reviewed("idfdev", { unreadable: [{ id: "1", what: "broker", why: "no chart" }] })]),
      "**Not known what changes: 1 environment could not be read as a whole**",
    ],
  ])("takes nothing unread for unchanged", (report, start) => {
    expect(markdown(report).startsWith(start)).toBe(true);
  });

  it("says the same in every run: costs would make an edit where nothing changed", () => {
    const stats = { ...REVIEW.stats, seconds: 9, renders: 1, probes: 0 };
    expect(markdown({ ...REVIEW, stats })).toBe(markdown());
  });

  it("stays readable where 40 applications change in 24 environments, each with its own host", () => {
    const text = markdown(review(Array.from({ length: 24 }, (_, index) => manyApplications(`env-${index}`))));
    expect(Buffer.byteLength(text)).toBeLessThan(65_000);
    expect(text.split("\n### 24 environments\n")).toHaveLength(2);
    expect(text.split("helm.sh~1chart")).toHaveLength(2);
    expect(text).toContain("<summary>40 objects changed alike: 2 fields</summary>");
    expect(text).toContain("- **low** Pods restart, 40 times: ");
    expect(text).toContain("### env-23\n");
  });
});

function manyApplications(name: string): ReviewedEnvironment {
  const resources = Array.from({ length: 40 }, (_, index) =>
    changed(
      resource("apps", "Deployment", `app-${index}`),
      [
        field("/metadata/labels/helm.sh~1chart", "app-1", "app-2"),
        field(
          "/spec/template/metadata/annotations/checksum~1config",
          `${index}`.padStart(64, "a"),
          `${index}`.padStart(64, "b"),
        ),
        field("/spec/host", `app-${index}.${name}.example.org`, `app-${index}.new.${name}.example.org`),
      ],
      { application: `app-${index}`, effects: [effect("pods-restart", "low", `Pods of app-${index} restart.`)] },
    ),
  );
  return reviewed(name, { resources });
}

describe("report/review/comments", () => {
  it("stand on each line that has consequences, the most severe first, with the mend where it is certain", () => {
    const comments = inlineCommentsOf(REVIEW);
    expect(comments.map(({ file, line: at }) => `${file}:${at}`)).toEqual([
      "environments/idfint/alert-stream-broker.yaml:31",
      "environments/idfint/alert-stream-broker.yaml:4",
      "charts/alert-database/values.yaml:12",
    ]);
    expect(comments[0]?.body).toMatchInlineSnapshot(`
      "- **high** KafkaTopic <code>lsst-alerts-v10.0</code> goes from 45 to 30 partitions, which Kafka does not do. (<code>partitions-lowered</code> in <code>idfint</code>)

      <code>topics&#91;0&#93;.partitions</code> reaches 1 field in 1 resource in 1 environment: <code>idfint</code>.

      \`\`\`suggestion
          partitions: 45
      \`\`\`"
    `);
  });

  const consequence = (part: Partial<Consequence> = {}): Consequence => {
    return { name: "pods-restart", severity: "low", message: "Pods restart.", environments: ["idfint"], ...part };
  };
  const keyOf = (part: Parameters<typeof line>[0], index = 0): string | undefined =>
    inlineCommentsOf({ lines: [line({ consequences: [consequence()], ...part })] })[index]?.key;

  it.each([
    ["its line moves", { line: 99 }],
    ["its values change", { before: 1, after: 2 }],
    ["the sentence changes", { consequences: [consequence({ message: "Other Pods restart." })] }],
  ])("keep their key when %s", (_name, part) => {
    expect(keyOf(part)).toBe(keyOf({}));
  });

  it.each([
    ["file", { file: "other.yaml" }],
    ["key", { key: "other" }],
    ["consequence", { consequences: [consequence({ name: "brokers-roll" })] }],
  ])("have another key for another %s", (_name, part) => {
    expect(keyOf(part)).not.toBe(keyOf({}));
  });

  it("tell lines of a template apart that cause the same", () => {
    const lines = [1, 2, 3].map((at) => line({ line: at, key: null, consequences: [consequence()] }));
    expect(new Set(inlineCommentsOf({ lines }).map(({ key }) => key)).size).toBe(3);
  });

  it.each([
    ["that are not in the diff", { inDiff: false }],
    ["from which nothing follows", { consequences: [] }],
    ["from which only information follows", { consequences: [consequence({ severity: "info" })] }],
  ])("leave out lines %s", (_name, part) => {
    expect(inlineCommentsOf({ lines: [line({ consequences: [consequence()], ...part })] })).toEqual([]);
  });

  it("are all there, the most severe first, so that GitHub's side knows which of them still hold", () => {
    const lines = Array.from({ length: 55 }, (_, index) =>
      line({
        line: index + 1,
        key: `k${index}`,
        consequences: [consequence({ severity: index < 54 ? "low" : "high" })],
      }),
    );
    const comments = inlineCommentsOf({ lines });
    expect([comments.length, comments[0]?.line]).toEqual([55, 55]);
  });

  it("say once what two keys on one line cause", () => {
    const lines = ["a", "b"].map((key) => line({ key, consequences: [consequence()], suggestion: key }));
    const comments = inlineCommentsOf({ lines });
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).not.toContain("suggestion");
  });
});

it("report/review: is SARIF with one run for each environment and its new findings", () => {
  const tool = { verb: "review", version: "0.1.0", home: "https://example.org/holdfast" };
  const { runs } = JSON.parse(renderSarif(REVIEW, tool)) as Log;
  const told = runs.map(({ automationDetails, results }) => [automationDetails?.id, results?.length]);
  expect(told).toEqual(REVIEW.environments.map(({ name, findings }) => [`holdfast-review/${name}/`, findings.length]));
});

describe("report/review/checks", () => {
  it("is one for each environment: failed by a high finding, neutral where not all was read", () => {
    expect(checkRunsOf(REVIEW).map(({ name, conclusion, title }) => [name, conclusion, title])).toEqual([
      ["holdfast review / idfint", "failure", "1 high risk, 1 medium, 1 low"],
      ["holdfast review / idfprod", "neutral", "1 low; not all could be read"],
      ["holdfast review / idfdev", "success", "Nothing changes"],
    ]);
  });

  it("fails where the head cannot be rendered, for GitHub takes a neutral check for a passed one", () => {
    const unreadable = [{ id: "1", what: "web", why: "its template has an error" }];
    const runs = checkRunsOf(review([reviewed("idfint", { unreadable, rendered: false })]));
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
  });

  it("tells of its own environment only", () => {
    const [, prod] = checkRunsOf(REVIEW);
    expect(prod?.summary).not.toContain("lsst-alerts");
    expect(prod?.annotations).toEqual([
      {
        file: "charts/alert-database/values.yaml",
        line: 12,
        level: "notice",
        title: "pods-restart",
        message: "The Pods of Deployment alert-database-server restart one by one.",
      },
    ]);
  });

  it("is not failed by an effect, which no rule could ever ignore", () => {
    const effects = [effect("topic-deleted", "high", "Topic a is deleted with its messages.")];
    const report = review([
      reviewed("idfint", { resources: [changed(resource("", "ConfigMap", "a"), [], { effects })] }),
    ]);
    expect(checkRunsOf(report)[0]?.conclusion).toBe("success");
  });
});

describe("report/review/text", () => {
  it("shows a review at the terminal", () => {
    expect(renderReviewText(REVIEW, { colour: false, width: 100 })).toMatchInlineSnapshot(`
      "Changes 2 environments: 1 high risk, 1 medium, 1 low; 1 environment could not be read as a whole
        high    KafkaTopic lsst-alerts-v10.0 goes from 45 to 30 partitions, which Kafka does not do.
                (partitions-lowered, environments/idfint/alert-stream-broker.yaml:31, in idfint)

      How far each line reaches
        topics[0].partitions (45 -> 30) at environments/idfint/alert-stream-broker.yaml:31 -> 1 field in 1
        resource in 1 environment
        kafka.config["log.retention.hours"] (168 -> 24) at environments/idfint/alert-stream-broker.yaml:4
        -> 1 field in 1 resource in 1 environment
        image.tag ("2.2.0" -> "2.3.0") at charts/alert-database/values.yaml:12 -> 2 fields in 2 resources
        in 2 environments

      idfint: 1 removed, 3 changed
        medium  The brokers of Kafka alert-broker restart one after the other.
        live    kubectl-edit changed /spec/kafka/config/log.retention.hours of Kafka alert-broker in the
                cluster.
        mended  No template reads kafka.replcas; kafka.replicas is read. (misspelt-key)
        waits   /spec/partitions of KafkaTopic lsst-alerts-v10.0 waits for a sync, because git is ahead of
                what is deployed. (pending)

        KafkaTopic lsst-alerts-v10.0 changed  alert-stream-broker
          @@ /spec/partitions @@
          - 45
          + 30

        Kafka alert-broker changed  alert-stream-broker
          @@ /spec/kafka/config/log.retention.hours @@
          - 168
          + 24

        ConfigMap alert-broker-metrics changed  alert-stream-broker
          @@ /data/rules.yml @@
            - c
            - d
          - - e
          + - E
            - f

        ConfigMap old-name removed  alert-stream-broker
          - kind: ConfigMap
          - data:
          -   a: "1"

      idfprod
        unread  schema-registry: template ingress.yaml:14 asks for .Values.host, which is not set

      idfint and idfprod: 5 changed
        low     The Pods of Deployment alert-database-server restart one by one.

        Deployment alert-database-server changed  alert-database
          @@ /spec/template/spec/containers/[name=server]/image @@
          - "ghcr.io/example/alert-database:2.2.0"
          + "ghcr.io/example/alert-database:2.3.0"

        5 objects changed alike
        Deployment alert-database-server, Deployment alert-database-ingester, ServiceAccount
        alert-database, ServiceAccount alert-database-server and ServiceAccount alert-database-ingester
          @@ /metadata/labels/helm.sh~1chart @@
          - "alert-database-2.2.0"
          + "alert-database-2.3.0"

      charts/alert-database is read by 2 environments
      Nothing changes in idfdev
      base 1a69374, head 2b7a485, 3 applications, 12 renders, 4.1 seconds
      "
    `);
  });

  it.each([40, 80, 120])("wraps prose at %i columns", (width) => {
    const lines = renderReviewText(REVIEW, { colour: false, width }).split("\n");
    const prose = lines.filter((text) => !/^ {4}[-+@# ]/.test(text));
    expect(prose.filter((text) => text.length > width)).toEqual([]);
  });
});

describe("report/review/schema", () => {
  const published: Record<string, unknown> = JSON.parse(
    readFileSync(new URL("../../../schema/review.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: true }).compile(published);

  it("is published as the code has it; npm run schema writes it anew", () => {
    expect(published).toEqual(reviewJsonSchema());
  });

  it.each([REVIEW, review([])])("accepts a review", (report) => {
    const parsed: unknown = JSON.parse(renderJson(report));
    validate(parsed);
    expect(validate.errors).toBeNull();
    expect(reviewReportSchema.parse(parsed)).toEqual(report);
  });

  it.each([
    ["a key that is not in the contract", { extra: 1 }],
    ["another schema version", { schemaVersion: 2 }],
    ["a line without its reach", { lines: [{ ...line(), reach: undefined }] }],
  ])("refuses %s", (_name, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...REVIEW, ...change })))).toBe(false);
  });
});
