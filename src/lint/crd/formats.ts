/**
 * The formats that a CRD's schema can ask for and that are modelled here; any other that the API server knows is not
 * judged. Sources: `apiextensions-apiserver/pkg/apiserver/validation/formats.go` and `kube-openapi/pkg/validation/strfmt`.
 */
const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text),
  date: isDate,
  datetime: isDateTime,
  ipv4: isIpv4,
  uuid: (text) => isUuid(text, "[0-9a-f]", "[0-9a-f]"),
  uuid3: (text) => isUuid(text, "3", "[0-9a-f]"),
  uuid4: (text) => isUuid(text, "4", "[89ab]"),
  uuid5: (text) => isUuid(text, "5", "[89ab]"),
  hexcolor: (text) => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  password: () => true,
};

/** Formats that the API server checks, and this does not. */
const NOT_MODELLED = new Set(
  "bsonobjectid uri email hostname ipv6 cidr mac isbn isbn10 isbn13 creditcard ssn rgbcolor duration k8sshortname k8slongname".split(
    " ",
  ),
);

/** Whether a text has a format: null where that is not judged. A format that the API server does not know holds for every text. */
export function hasFormat(text: string, format: string): boolean | null {
  const name = format.replaceAll("-", "");
  if (NOT_MODELLED.has(name)) return null;
  return CHECKS[name]?.(text) ?? true;
}

/** True for a format that the API server checks on texts. */
export function isTextFormat(format: string): boolean {
  const name = format.replaceAll("-", "");
  return Object.hasOwn(CHECKS, name) || NOT_MODELLED.has(name);
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isDateTime(text: string): boolean {
  const [date = "", time = ""] = text.toLowerCase().split("t");
  const [, hour, minute, second] = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  if (!isDate(date) || hour === undefined) return false;
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isUuid(text: string, version: string, variant: string): boolean {
  const pattern = `^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`;
  return new RegExp(pattern, "i").test(text);
}
