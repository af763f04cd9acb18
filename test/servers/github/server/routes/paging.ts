import type { Answer, Call } from "./route.ts";

const LARGEST_PAGE = 100;
const USUAL_PAGE = 30;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page that was asked for. GitHub gives 100 at most, however many were wanted. */
export function pageOf<T>(call: Call, all: readonly T[]): Page<T> {
  const size = Math.min(Math.max(call.query.optionalNumber("per_page") ?? USUAL_PAGE, 1), LARGEST_PAGE);
  const page = Math.max(call.query.optionalNumber("page") ?? 1, 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  return { items: all.slice((page - 1) * size, page * size), headers: links(call.url, page, last) };
}

/** A page as a list of shapes. */
export async function listed<T>(
  call: Call,
  all: readonly T[],
  shape: (item: T) => object | Promise<object>,
): Promise<Answer> {
  const { items, headers } = pageOf(call, all);
  const body: object[] = [];
  for (const item of items) body.push(await shape(item));
  return { status: 200, body, headers };
}

function links(url: URL, page: number, last: number): Record<string, string> {
  const to = (relation: string, number: number): string => {
    const address = new URL(url);
    address.searchParams.set("page", String(number));
    return `<${address.href}>; rel="${relation}"`;
  };
  const before = page > 1 ? [to("prev", page - 1), to("first", 1)] : [];
  const after = page < last ? [to("next", page + 1), to("last", last)] : [];
  const all = [...before, ...after];
  return all.length === 0 ? {} : { link: all.join(", ") };
}
