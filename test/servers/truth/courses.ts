import { join } from "node:path";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { createNamespace, type PlaneAddress } from "../kube/index.ts";
import { chooseObjects, type Mutation, makeMutation, patched } from "./clones.ts";
import { Cluster, discover } from "./cluster.ts";
import { deploy } from "./deploy.ts";
import { mutate } from "./mutate.ts";
import { seededChoice } from "./random.ts";
import { renderEverything } from "./rendered.ts";
import { writeChart } from "./repository.ts";
import { TABLES, WAYS, type Way } from "./rows/index.ts";

export interface TruthOptions {
  readonly plane: PlaneAddress;
  /** Decides which of several fitting objects a row is done to. */
  readonly seed: number;
  readonly progress: (line: string) => void;
  /** Only rows whose theme or words contain this; null for all. */
  readonly only: string | null;
}

/** One way of deploying with its mutations. */
export interface Course {
  readonly way: Way;
  readonly application: string;
  readonly cluster: Cluster;
  readonly mutations: readonly Mutation[];
}

/** Every row with objects of its own, once for each way. */
export async function openCourses(folder: string, { plane, seed, only }: TruthOptions): Promise<Course[]> {
  const [kinds, rendered] = await Promise.all([discover(plane, folder), renderEverything(join(folder, ".cache"))]);
  const chosen = Object.entries(TABLES).flatMap(([theme, rows]) =>
    rows
      .filter(({ what }) => only === null || `${theme} ${what}`.includes(only))
      .flatMap((row) => {
        const choose = seededChoice(seed, `${theme} ${row.what} ${String(row.of)}`);
        const beside = (row.beside ?? []).flatMap(({ of }) => chooseObjects({ ...row, of }, rendered, choose));
        return chooseObjects(row, rendered, choose).map((source) => ({ theme, row, source, beside }));
      }),
  );
  const namespaces = await Promise.all(WAYS.map(() => createNamespace(plane)));
  return WAYS.map((way, i) => {
    const application = `truth-${way.replaceAll(" ", "-")}`;
    const mutations = chosen.map((one, j) => makeMutation(one, { way, application, id: `${"cstf"[i] ?? "x"}${j}` }));
    return { way, application, cluster: new Cluster(plane, namespaces[i] ?? "", kinds), mutations };
  });
}

/** Creates the objects, and lets git declare them. */
export async function deployCourse({ way, application, cluster, mutations }: Course, folder: string): Promise<void> {
  const deployed = mutations.filter(({ row: { where } }) => where === undefined || where === "forgotten");
  const objects = [...deployed.map(({ object }) => object), ...mutations.flatMap(({ beside }) => beside)];
  await deploy(cluster, { way, application, objects, folder });
  await writeChart(join(folder, "charts", application), objects);
}

/** Does the mutations that must stay silent, or the others, on both sides; gives those that could not be done. */
export async function mutateCourse(
  { cluster, mutations, application }: Course,
  silent: boolean,
  folder: string,
): Promise<string[]> {
  const now = mutations.filter(({ expected }) => (expected.length === 0) === silent);
  const failed = await mutate(cluster, now, folder);
  const declared = mutations
    .filter(({ row: { where } }) => where !== "live only")
    .filter((mutation) => !silent || !isLater(mutation))
    .flatMap((mutation) => (isNow(mutation, silent) ? moved(mutation) : [mutation.object]));
  await writeChart(join(folder, "charts", application), [...declared, ...mutations.flatMap(({ beside }) => beside)]);
  return failed;
}

/** Not deployed, and to be missed only later. */
function isLater({ expected, row }: Mutation): boolean {
  return expected.length > 0 && row.where === "git only";
}

/** True for what git's side has moved on for already. */
function isNow({ expected }: Mutation, silent: boolean): boolean {
  return !silent || expected.length === 0;
}

function moved({ row, object }: Mutation): KubernetesObject[] {
  return row.where === "forgotten" ? [] : [patched(object, row.git ?? [])];
}
