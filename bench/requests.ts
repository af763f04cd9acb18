import { type PlaneAddress, readRequestCounts } from "../test/servers/kube/index.ts";

/** What the API server counted. */
export interface Requests {
  readonly lists: number;
  readonly others: number;
}

/** The server keeps its own lease and looks after its own objects meanwhile; nobody here asks for those. */
const OWN: ReadonlySet<string> = new Set(["leases", "flowschemas", "prioritylevelconfigurations", "servicecidrs"]);

/** Runs something and tells how many requests the server answered meanwhile, by its own `apiserver_request_total`. */
export async function counted(plane: PlaneAddress, run: () => Promise<unknown>): Promise<Requests> {
  const before = await totals(plane);
  await run();
  const after = await totals(plane);
  return { lists: after.lists - before.lists, others: after.others - before.others };
}

async function totals(plane: PlaneAddress): Promise<Requests> {
  const counts = (await readRequestCounts(plane)).filter(
    ({ resource, verb }) => !OWN.has(resource) && verb !== "WATCH",
  );
  const sum = (lists: boolean): number =>
    counts.filter(({ verb }) => (verb === "LIST") === lists).reduce((total, { count }) => total + count, 0);
  return { lists: sum(true), others: sum(false) };
}
