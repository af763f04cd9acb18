import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import { opensToAll, POLICY } from "./policy.ts";
import { type Bucket, errorCode, refused } from "./store.ts";
import type { Xml } from "./xml.ts";

/**
 * How anybody may use the bucket: by its policy, or by its access control list. What the bucket blocks does not count:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html. A block of the whole
 * account cannot be seen from here.
 */
export async function readPublicAccess(bucket: Bucket): Promise<Reading<string | null>> {
  const what = `public access of ${bucket.name}`;
  const block = await readBlock(bucket, what);
  const blocks = (flag: string) => block.ok && block.value?.text(flag)?.toLowerCase() === "true";
  const [policy, acl] = await Promise.all([
    blocks("RestrictPublicBuckets") ? read(false) : policyOpens(bucket, what),
    blocks("IgnorePublicAcls") ? read(false) : aclOpens(bucket, what),
  ]);
  const opened = policy.ok && policy.value ? "policy" : acl.ok && acl.value ? "acl" : null;
  // Whether a block stands against it was not learnt, unless the store knows no blocks.
  if (opened !== null && !block.ok && block.failure.reason !== "unsupported") return block;
  if (opened !== null) return read(opened);
  if (!policy.ok) return policy;
  return acl.ok ? read(null) : acl;
}

function readBlock(bucket: Bucket, what: string): Promise<Reading<Xml | null>> {
  return bucket.find({
    query: { publicAccessBlock: null },
    what,
    roots: ["PublicAccessBlockConfiguration"],
    absent: ["NoSuchPublicAccessBlockConfiguration"],
  });
}

/** As the store itself judges its policy; where it does not, by the policy's text. */
async function policyOpens(bucket: Bucket, what: string): Promise<Reading<boolean>> {
  const status = await bucket.find({
    query: { policyStatus: null },
    what,
    roots: ["PolicyStatus"],
    absent: ["NoSuchBucketPolicy"],
  });
  if (status.ok) return read(status.value?.text("IsPublic")?.toLowerCase() === "true");
  return status.failure.reason === "unsupported" ? policyTextOpens(bucket, what) : status;
}

async function policyTextOpens(bucket: Bucket, what: string): Promise<Reading<boolean>> {
  const exchange = await bucket.ask({ policy: null });
  if (errorCode(exchange) === "NoSuchBucketPolicy") return read(false);
  if (exchange.kind === "no-answer" || exchange.status !== 200) return refused(exchange, what);
  const policy = POLICY.safeParse(exchange.body);
  if (!policy.success) return unread("unsupported", what, "the object store shows no policy");
  const opens = opensToAll(policy.data);
  return opens === null
    ? unread("unsupported", what, "the policy opens it under conditions that are not judged")
    : read(opens);
}

const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const EVERYBODY_OF_GOOGLE: ReadonlySet<string | null> = new Set(["AllUsers", "AllAuthenticatedUsers"]);

async function aclOpens(bucket: Bucket, what: string): Promise<Reading<boolean>> {
  const query = { acl: null };
  const acl = await bucket.find({ query, what, roots: ["AccessControlPolicy", "AccessControlList"], absent: [] });
  return acl.ok ? read(acl.value !== null && isForEverybody(acl.value)) : acl;
}

/** An access control list in Amazon's words (grants) or Google's (entries). */
export function isForEverybody(acl: Xml): boolean {
  const grants = acl.first("AccessControlList")?.all("Grant") ?? [];
  const entries = acl.first("Entries")?.all("Entry") ?? [];
  return (
    grants.some((grant) => EVERYBODY.test(grant.first("Grantee")?.text("URI") ?? "")) ||
    entries.some((entry) => EVERYBODY_OF_GOOGLE.has(entry.first("Scope")?.attribute("type") ?? null))
  );
}
