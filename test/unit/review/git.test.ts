import { describe, expect, it, vi } from "vitest";
import { UserError } from "../../../src/errors/index.ts";
import { ReviewPlace, told } from "./place.ts";
import { plainTree } from "./trees.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const DEV_WEB = "environments/dev/web.yaml";
const INT_WEB = "environments/int/web.yaml";
const ONLY_DEV = ["dev: changed ConfigMap/web /data/size"];

/** A branch `change` that sets another size in `dev`. */
async function openWithBranch(): Promise<ReviewPlace> {
  const place = await ReviewPlace.open(plainTree());
  await place.git("checkout", "--quiet", "-b", "change");
  await place.commit({ [DEV_WEB]: "size: 5\n" });
  return place;
}

describe("review: git", () => {
  it("leaves out what base gained since head left it", async () => {
    await using place = await openWithBranch();
    await place.git("checkout", "--quiet", "main");
    await place.commit({ [INT_WEB]: "colour: green\n" });
    const report = await place.review("main", "change");
    expect(told(report)).toEqual(ONLY_DEV);
    expect(report.base).toBe(await place.git("rev-parse", "main~1"));
    expect(report.head).toBe(await place.git("rev-parse", "change"));
  });

  it("reviews a merge commit as what it brings to its first parent", async () => {
    await using place = await openWithBranch();
    await place.git("checkout", "--quiet", "main");
    await place.commit({ [INT_WEB]: "colour: green\n" });
    await place.git("merge", "--quiet", "--no-ff", "--message", "Merge", "change");
    expect(told(await place.review("main^1", "main"))).toEqual(ONLY_DEV);
  });

  it("takes what head merged from base for no part of the change", async () => {
    await using place = await openWithBranch();
    await place.git("checkout", "--quiet", "main");
    await place.commit({ [INT_WEB]: "colour: green\n" });
    await place.git("checkout", "--quiet", "change");
    await place.git("merge", "--quiet", "--message", "Catch up", "main");
    expect(told(await place.review("main", "change"))).toEqual(ONLY_DEV);
  });

  it("reviews on a detached head, and changes that are not committed take no part", async () => {
    await using place = await openWithBranch();
    await place.git("checkout", "--quiet", "--detach", "change");
    await place.write({ [INT_WEB]: "colour: green\n" });
    expect(told(await place.review("main", "HEAD"))).toEqual(ONLY_DEV);
  });

  it("says how to fetch more where a shallow clone knows no common commit", async () => {
    await using place = await openWithBranch();
    await place.git("checkout", "--quiet", "main");
    await place.commit({ [INT_WEB]: "colour: green\n" });
    const shallow = await place.shallowClone(1);
    const failed = shallow.review("origin/main", "origin/change");
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(
      'This clone knows no commit that "origin/main" and "origin/change" both come from. Run git fetch --unshallow, or check out with fetch-depth: 0.',
    );
    const deeper = await place.shallowClone(2);
    expect(told(await deeper.review("origin/main", "origin/change"))).toEqual(ONLY_DEV);
  });

  it.each([
    ["--base", "nowhere", "main"],
    ["--head", "main", "nowhere"],
    ["--head", "main", "--output=x"],
  ])("refuses a revision that the clone lacks and names the option %s", async (option, base, head) => {
    await using place = await ReviewPlace.open(plainTree());
    const failed = place.review(base, head);
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(`Fetch it, or name another one with ${option}.`);
  });

  it("renders an application at its own revision on both sides, whatever the change does to its chart", async () => {
    await using place = await ReviewPlace.open(plainTree(["web"]));
    await place.git("tag", "v1");
    const application = (revision: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  destination: { namespace: web, server: https://kubernetes.default.svc }
  source: { repoURL: https://example.test/alerts.git, path: charts/web, targetRevision: ${revision} }
`;
    await place.commit({
      "holdfast.yaml": {
        schemaVersion: 1,
        layout: { appOfApps: { chart: "apps", values: "values-{environment}.yaml" } },
        environments: [{ name: "dev" }],
      },
      "apps/Chart.yaml": "apiVersion: v2\nname: apps\nversion: 0.1.0\n",
      "apps/values-dev.yaml": "{}\n",
      "apps/templates/web.yaml": application("v1"),
    });
    await place.commit({ "charts/web/values.yaml": "colour: green\nsize: 1\n" });
    expect((await place.review("main~1", "main")).environments).toEqual([]);
    await place.git("tag", "v2");
    await place.commit({ "apps/templates/web.yaml": application("v2") });
    expect(told(await place.review("main~1", "main"))).toEqual([
      "dev: changed Application/web /spec/source/targetRevision",
      "dev: changed ConfigMap/web /data/colour",
    ]);
  });
});
