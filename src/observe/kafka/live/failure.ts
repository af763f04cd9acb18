import { type ReadFailure, type Reading, type UnreadableReason, unread } from "../../../vocabulary/index.ts";
import { NoRoute } from "../../reach/kafka-route.ts";
import type { Cause } from "./cause.ts";
import { causeByCode, SILENT } from "./connection-causes.ts";
import { protocolCause } from "./protocol-causes.ts";

/** A request or a connection that failed. Only what leaves the reader is a `Reading`. */
export class KafkaFailure extends Error {
  readonly reason: UnreadableReason;
  readonly passes: boolean;
  /** Kafka's error code where a broker gave one. */
  readonly code: number | null;

  constructor({ reason, why, passes }: Cause, code: number | null = null) {
    super(why);
    this.reason = reason;
    this.passes = passes;
    this.code = code;
  }
}

/** A broker's answer with this error code. */
export function refused(code: number): KafkaFailure {
  return new KafkaFailure(protocolCause(code), code);
}

/** @throws KafkaFailure for a code that is not 0. */
export function accept(code: number): void {
  if (code !== 0) throw refused(code);
}

export function unreadBecause(error: unknown, what: string): Reading<never> {
  const { reason, message } = failureOf(error);
  return unread(reason, what, message);
}

/** What any error of either client means. Anything that is neither theirs nor Node's is thrown on: it is a bug. */
export function failureOf(error: unknown): KafkaFailure {
  if (error instanceof KafkaFailure) return error;
  if (error instanceof NoRoute) return routeFailure(error.failure);
  const known = errorsWithin(error).flatMap((each) => knownFailure(each) ?? []);
  const [first] = known;
  if (first !== undefined) return first;
  if (errorsWithin(error).some(isOfClient)) return new KafkaFailure(CLOSED);
  throw error;
}

const CLOSED: Cause = { reason: "unreachable", why: "the broker closed the connection", passes: true };

function routeFailure({ reason, what, why }: ReadFailure): KafkaFailure {
  return new KafkaFailure({ reason, why: `there is no way to ${what}: ${why}`, passes: reason === "unreachable" });
}

/** The error and all that it wraps, outermost first. */
function errorsWithin(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? [...error.errors] : [];
  return [error, ...[...inner, error.cause].flatMap(errorsWithin)];
}

function knownFailure(error: Error): KafkaFailure | null {
  const code = brokerCode(error);
  if (code !== null) return refused(code);
  if (error.name === "KafkaJSServerDoesNotSupportApiKey") return refused(UNSUPPORTED_VERSION);
  if (error.name === "KafkaJSSASLAuthenticationError") return refused(SASL_AUTHENTICATION_FAILED);
  if (TIMEOUT_NAMES.has(error.name) || /timed out|Connection timeout/.test(error.message))
    return new KafkaFailure(SILENT);
  if (error instanceof RangeError || UNDECODED.has(codeOf(error))) return new KafkaFailure(UNDECODABLE);
  const cause = causeByCode(codeOf(error));
  return cause === null ? null : new KafkaFailure(cause);
}

/** Both clients read past the end of an answer that is not what they expect; the second one has names for it. */
const UNDECODED: ReadonlySet<string> = new Set([
  "PLT_KFK_OUT_OF_BOUNDS",
  "PLT_KFK_UNSUPPORTED_COMPRESSION",
  "PLT_KFK_UNSUPPORTED_FORMAT",
]);
const UNDECODABLE: Cause = { reason: "server-error", why: "the broker's answer could not be decoded", passes: false };
const UNSUPPORTED_VERSION = 35;
const SASL_AUTHENTICATION_FAILED = 58;
const TIMEOUT_NAMES: ReadonlySet<string> = new Set(["KafkaJSRequestTimeoutError", "KafkaJSLockTimeout"]);

/** kafkajs keeps Kafka's code in `code`, the second client in `apiCode`. */
function brokerCode(error: Error): number | null {
  if ("apiCode" in error && typeof error.apiCode === "number") return error.apiCode;
  return error.name.startsWith("KafkaJS") && "code" in error && typeof error.code === "number" ? error.code : null;
}

function isOfClient(error: Error): boolean {
  return error.name.startsWith("KafkaJS") || codeOf(error).startsWith("PLT_KFK_");
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
