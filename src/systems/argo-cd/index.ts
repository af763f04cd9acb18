/** Argo CD: its Applications and projects. */
import { foretellApplication } from "../effects/index.ts";
import { isKind, type System } from "../system.ts";
import { coupleApplications } from "./couplings.ts";
import { judgeApplications } from "./judge.ts";

export const argoCd: System = {
  name: "argo-cd",
  owns: (part) => isKind(part, "argoproj.io", ["Application", "AppProject"]),
  judge: judgeApplications,
  couple: coupleApplications,
  foretell: foretellApplication,
};
