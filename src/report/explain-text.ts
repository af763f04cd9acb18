import pc from "picocolors";
import type { ExplainedLayer, ExplainedValue, Explanation, Json } from "../vocabulary/index.ts";
import { originWords } from "./origin.ts";
import { printable, withoutCommands } from "./printable.ts";
import { shortCommit, titleOf } from "./summary.ts";
import type { TextOptions } from "./text.ts";
import { ago } from "./time.ts";
import { showValue } from "./value.ts";
import { wrap } from "./wrap.ts";

const LABEL = 10;

/** One layer of the chain: what it says, and below that where it has it from. */
interface Entry {
  readonly label: string;
  readonly says: string;
  readonly from: string | null;
  /** True where the layer above says otherwise. */
  readonly differs: boolean;
}

/** One field along the chain, two lines for each layer, for a terminal. */
export function renderExplanationText(explanation: Explanation, { colour, width, now }: TextOptions): string {
  const { bold, dim, red } = pc.createColors(colour);
  const room = width - LABEL;
  const entryLines = ({ label, says, from, differs }: Entry): string[] => {
    const text = differs ? `${says}  differs` : says;
    const said = wrap(printable(text), room).map((line) => (differs ? red(line) : line));
    const origin = from === null ? [] : wrap(printable(from), room).map(dim);
    return [...said, ...origin].map((line, index) => (index === 0 ? label : "").padEnd(LABEL) + line);
  };
  const head = [titleOf(explanation.resource), explanation.keyedPath].filter((part) => part !== null).join("  ");
  const notes = [...explanation.notes, closing(explanation, now)].flatMap((note) => wrap(printable(note), width));
  const lines = [
    ...wrap(printable(head), width).map(bold),
    dim(printable([explanation.environment, explanation.application ?? "not in git"].join(", "))),
    "",
    ...entriesOf(explanation, now).flatMap(entryLines),
    "",
    ...notes.map(dim),
  ];
  return withoutCommands(`${lines.join("\n")}\n`);
}

function entriesOf(explanation: Explanation, now: Date): Entry[] {
  const { values, rendered, live, operator, service } = explanation;
  const { template, helm } = rendered;
  const made = template === null ? null : `${template}, Helm ${helm ?? "unknown"}`;
  return [
    ...valueEntries(values, now),
    { label: "rendered", says: layerText(rendered), from: made, differs: false },
    { label: "live", says: layerText(live), from: writerOf(explanation, now), differs: differ(rendered, live) },
    ...(operator === null ? [] : [{ label: "operator", says: operator.says, from: operator.name, differs: false }]),
    ...(service === null
      ? []
      : [
          {
            label: "service",
            says: layerText(service),
            from: [titleOf(service.resource), service.source].filter((part) => part !== null).join(", "),
            differs: differ(live, service),
          },
        ]),
  ];
}

function valueEntries(values: readonly ExplainedValue[], now: Date): Entry[] {
  if (values.length === 0) {
    return [{ label: "values", says: "no line of a values file causes it", from: null, differs: false }];
  }
  return values.map((value, index) => ({
    label: index === 0 ? "values" : "",
    says: value.value === undefined ? (value.key ?? "") : `${value.key ?? ""}: ${showValue(value.value)}`,
    from: originWords({ ...value, key: null }, now),
    differs: false,
  }));
}

function layerText(layer: ExplainedLayer): string {
  return layer.unread === null ? showValue(layer.value) : `not read: ${layer.unread}`;
}

function writerOf({ live: { attribution } }: Explanation, now: Date): string | null {
  if (attribution === null) return null;
  const { manager, operation, time } = attribution;
  return [manager, operation, time === null ? null : ago(time, now)].filter((part) => part !== null).join(", ");
}

/** Services keep text where manifests have numbers; a layer that was not read says nothing. */
function differ(above: ExplainedLayer, below: ExplainedLayer): boolean {
  if (above.unread !== null || below.unread !== null) return false;
  const [upper, lower] = [scalarText(above.value), scalarText(below.value)];
  return upper !== null && lower !== null && upper !== lower;
}

/** Null for a map or list: it reads differently on each side, and is there to be looked at. */
function scalarText(value: Json | undefined): string | null {
  return typeof value === "object" && value !== null ? null : `${value}`;
}

function closing({ revision, recordedAt }: Explanation, now: Date): string {
  const commit = revision === null ? "no git revision" : `revision ${shortCommit(revision)}`;
  return recordedAt === null ? commit : `${commit}, compared with a recording made ${ago(recordedAt, now)}`;
}
