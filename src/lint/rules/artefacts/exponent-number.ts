import type { ValuesPlace, ValuesSource } from "../../../render/values/index.ts";
import { type Path, resourceOf, toPointer, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../../traced.ts";
import { renderFault } from "../fault.ts";
import { fieldKey, type RenderedText, renderedTexts } from "../rendered-texts.ts";
import { goNumber } from "./go-text.ts";

/** A number of the values that Go prints as an exponent. */
interface LargeNumber {
  readonly path: Path;
  readonly printed: string;
  /** Fields that it moves, by `fieldKey`. */
  readonly fields: ReadonlySet<string>;
}

/** Where Kubernetes reads a quantity, an exponent is as good as any other number. */
const QUANTITIES = new Set(["limits", "requests", "capacity", "hard"]);
const QUANTITY_FIELDS = new Set(["storage", "size", "sizeLimit", "memory", "cpu"]);

/** Numbers written as whole ones that stand as exponents in a text: Kafka, a shell or a properties file reads no `1.048576e+07`. */
export function exponentNumbers(subject: TracedApplication): readonly LintDifference[] {
  const numbers = largeNumbers(subject);
  if (numbers.length === 0) return [];
  return renderedTexts(subject).flatMap((found) => {
    const cause = isQuantity(found.path) ? undefined : numbers.find((number) => prints(number, found, subject));
    if (cause === undefined) return [];
    const { index, path } = found;
    const statement = `${toValuesKey(cause.path)} stands in the text at ${toPointer(path)} as an exponent: let the template turn it to a whole number (int64), or quote it in the values`;
    return renderFault(subject, { reason: "exponent-number", index, path, statement });
  });
}

function largeNumbers({ values, trace }: TracedApplication): readonly LargeNumber[] {
  const numbers = values.leaves.flatMap(({ path, value, place }) => {
    if (typeof value !== "number" || place === null || !isWrittenWhole(place, values.sources)) return [];
    const printed = goNumber(value);
    return printed.includes("e") ? [{ path, printed }] : [];
  });
  return numbers.map((number) => {
    const key = toValuesKey(number.path);
    const links = trace.leaves.filter(({ leaf }) => toValuesKey(leaf) === key).flatMap((one) => one.links);
    return { ...number, fields: new Set(links.map(fieldKey)) };
  });
}

/** A number with a point or an exponent is meant for somebody who reads floats. */
function isWrittenWhole({ file, line, column }: ValuesPlace, sources: readonly ValuesSource[]): boolean {
  const text = sources.find((source) => source.file === file)?.text ?? "";
  const written = text.split("\n")[line - 1]?.slice(column - 1) ?? "";
  return /^[-+]?\d[\d_]*(?=\s|$|[,\]}])/.test(written);
}

function isQuantity(path: Path): boolean {
  const last = path.at(-1);
  return (
    path.some((segment) => typeof segment === "string" && QUANTITIES.has(segment)) ||
    (typeof last === "string" && QUANTITY_FIELDS.has(last))
  );
}

/** Only where the number itself moves the text: the same digits may come from anywhere. */
function prints({ printed, fields }: LargeNumber, found: RenderedText, { rendering }: TracedApplication): boolean {
  const { index, path, text } = found;
  const object = rendering.objects[index]?.object;
  if (object === undefined || !fields.has(fieldKey({ resource: resourceOf(object), path }))) return false;
  return text.split(/[^\w.+-]+/).some((word) => word.replace(/^[-.]+|[-.]+$/g, "") === printed.replace(/^-/, ""));
}
