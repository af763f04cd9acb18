import manifest from "../../package.json" with { type: "json" };

export const VERSION: string = manifest.version;
export const ISSUES: string = manifest.bugs.url;
export const HOME: string = manifest.bugs.url.replace(/\/issues$/, "");
