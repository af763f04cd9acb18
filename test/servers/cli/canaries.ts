/** Secret values of every shape that could slip through a scrubber, by the key they are stored under. */
export const CANARIES: Readonly<Record<string, string>> = {
  words: "correct horse battery staple",
  padded: "padded-canary-1",
  certificate: [
    "-----BEGIN PRIVATE KEY-----",
    "MC4CAQAwBQYDK2VwBCIEIDAkTCanaryCanaryCanaryCanaryFakeKey00000000",
    "Q2FuYXJ5TGluZVR3b09mVGhlRmFrZUtleU5vdFJlYWxseUFLZXlBdEFsbA==",
    "-----END PRIVATE KEY-----",
    "",
  ].join("\n"),
  json: '{"user":"canary","password":"json \\"canary\\" word"}',
  unsafe: "p@ss/w?rd&x=1 #%+canary<b>",
  eight: "k8Canry!",
  unicode: "пароль-秘密-canary-ключ",
  shell: "$(rm canary) `canary` 'quoted'",
};

/** Too short to be looked for elsewhere: it may not leave its own Secret. */
export const SHORT = "zq7Xw!k";

/** Every spelling of the canaries that must not leave the process. */
export function spellings(): readonly string[] {
  return [...Object.values(CANARIES).flatMap(spellingsOf), SHORT, base64(SHORT), base64(SHORT).replace(/=+$/, "")];
}

/** What of `spellings` the text holds. */
export function leaksIn(text: string): readonly string[] {
  return spellings().filter((spelling) => text.includes(spelling));
}

function spellingsOf(canary: string): string[] {
  const lines = canary.split("\n").filter((line) => line.length >= 8 && !line.startsWith("-----"));
  const whole = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)];
  const encoded = [base64(canary), base64(canary).replace(/=+$/, ""), Buffer.from(canary).toString("base64url")];
  return [...new Set([...whole, ...encoded, ...lines])];
}

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
