import type { Reading } from "../../vocabulary/index.ts";
import type { LifecycleRule } from "../objectstore/port.ts";

/** The port to Terraform's state. It only reads. */
export interface TerraformReader {
  /** Where the reader looks, for messages: `Terraform state terraform/idfint.tfstate`. */
  readonly description: string;
  state(): Promise<Reading<TerraformState>>;
  close(): Promise<void>;
}

/** The part of a state that an alert system depends on. Plain data: it is recorded as it stands, and holds no secret. */
export interface TerraformState {
  readonly buckets: readonly TerraformBucket[];
  readonly serviceAccounts: readonly TerraformServiceAccount[];
  readonly workloadIdentityBindings: readonly WorkloadIdentityBinding[];
}

export interface TerraformBucket {
  readonly name: string;
  /** Terraform's address: `google_storage_bucket.alerts`. */
  readonly address: string;
  readonly lifecycle: readonly LifecycleRule[];
}

export interface TerraformServiceAccount {
  /** `name@project.iam.gserviceaccount.com`. */
  readonly email: string;
  readonly address: string;
}

/** That a Kubernetes service account may act as a Google one (`roles/iam.workloadIdentityUser`). */
export interface WorkloadIdentityBinding {
  /** E-mail of the Google service account. */
  readonly serviceAccount: string;
  /** `serviceAccount:<project>.svc.id.goog[<namespace>/<service account>]`. */
  readonly member: string;
  readonly address: string;
}
