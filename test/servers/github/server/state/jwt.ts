import { verify } from "node:crypto";
import { Refusal } from "../rules/refusal.ts";
import type { AppRegistration } from "./people.ts";

/** GitHub refuses a JWT that lives longer. */
const LIFE_S = 600;

/**
 * The app that signed a JWT (RS256), whose time has come and ends within ten minutes.
 * @throws Refusal 401
 */
export function appOfJwt(jwt: string, apps: readonly AppRegistration[], now: Date): AppRegistration {
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  const { alg } = decode(header);
  const { iss, iat, exp } = decode(payload);
  const app = apps.find(({ id, clientId }) => iss === id || iss === String(id) || iss === clientId);
  if (alg !== "RS256" || app === undefined || app.publicKey === null) throw undecodable();
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("RSA-SHA256", signed, app.publicKey, Buffer.from(signature, "base64url"))) throw undecodable();
  demandTimes({ iat, exp }, now.getTime() / 1000);
  return app;
}

/** The words of GitHub's refusals. */
function demandTimes({ iat, exp }: { readonly iat: unknown; readonly exp: unknown }, now: number): void {
  const expiration = "'Expiration time' claim ('exp')";
  if (typeof exp !== "number" || exp <= now) throw new Refusal(401, `${expiration} is too far in the past`);
  if (exp > now + LIFE_S) throw new Refusal(401, `${expiration} is too far in the future`);
  if (typeof iat === "number" && iat <= now + 1) return;
  throw new Refusal(
    401,
    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
  );
}

function undecodable(): Refusal {
  return new Refusal(401, "A JSON web token could not be decoded");
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    throw undecodable();
  }
}
