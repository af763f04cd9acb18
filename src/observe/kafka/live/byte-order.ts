/** Orders by name as bytes, the same everywhere. */
export function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return compareText(left.name, right.name);
}

/** Orders plain data that has no name, by all of it. */
export function byText(left: object, right: object): number {
  return compareText(JSON.stringify(left), JSON.stringify(right));
}

/** What stands in several partitions. */
export interface InPartition {
  readonly topic: string;
  readonly partition: number;
}

export function byPartition(left: InPartition, right: InPartition): number {
  return compareText(left.topic, right.topic) || left.partition - right.partition;
}

export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
