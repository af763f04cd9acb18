import type { UnreadableReason } from "../../../vocabulary/index.ts";

/** Why something failed, in words of ours: what the clients say names their insides. */
export interface Cause {
  readonly reason: UnreadableReason;
  /** One clause without a full stop. */
  readonly why: string;
  /** Whether it may pass by itself within seconds. */
  readonly passes: boolean;
}
