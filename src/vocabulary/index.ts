/** The words that every part shares: types and their smallest operations. Imports nothing. */
export * from "./difference.ts";
export * from "./effects.ts";
export * from "./explanation.ts";
export * from "./finding.ts";
export * from "./json.ts";
export * from "./kinds.ts";
export * from "./kubernetes.ts";
export * from "./lint-report.ts";
export * from "./path.ts";
export * from "./reading.ts";
export * from "./report.ts";
export * from "./resource.ts";
export * from "./review-report.ts";
export * from "./rules/index.ts";
export * from "./service-title.ts";
export * from "./values-key.ts";
