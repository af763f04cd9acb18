/** What the server does for each operation of GitHub's REST API; there are no others. */
import { APPS } from "./apps.ts";
import { CHECKS } from "./checks.ts";
import { COMMENTS } from "./comments.ts";
import { ISSUES } from "./issues.ts";
import { LABELS } from "./labels.ts";
import { PULLS } from "./pulls.ts";
import { REPOSITORIES } from "./repositories.ts";
import { REVIEW_COMMENTS } from "./review-comments.ts";
import { REVIEWS } from "./reviews.ts";
import type { Routes } from "./route.ts";

export const ROUTES: Routes = {
  ...APPS,
  ...CHECKS,
  ...COMMENTS,
  ...ISSUES,
  ...LABELS,
  ...PULLS,
  ...REPOSITORIES,
  ...REVIEW_COMMENTS,
  ...REVIEWS,
};
