import type { Declared, DeclaredObject } from "../evidence.ts";
import type { KafkaAsk } from "../system.ts";
import { type Container, clusterAt, containersOf, flagOf } from "../workload/index.ts";

/** The Deployment that copies the static topic into the replay topic, over and over. */
export interface Replay extends DeclaredObject {
  readonly cluster: string;
  readonly staticTopic: string;
  readonly replayTopic: string;
  /** Seconds; null where it plays once only. */
  readonly period: number | null;
}

/** The Job that makes the static topic and fills it. */
export interface Load extends DeclaredObject {
  readonly cluster: string;
  readonly staticTopic: string;
  readonly schemaId: number | null;
}

export function replaysIn(declared: Declared): readonly Replay[] {
  return programs(declared.of("apps", "Deployment"), "play-stream").flatMap(({ one, container, cluster }) => {
    const staticTopic = flagOf(container, "--src-topic");
    const replayTopic = flagOf(container, "--dst-topic");
    if (staticTopic === null || replayTopic === null) return [];
    const seconds = Number(flagOf(container, "--repeat-interval") ?? "-1");
    return [{ ...one, cluster, staticTopic, replayTopic, period: seconds >= 0 ? seconds : null }];
  });
}

export function loadsIn(declared: Declared): readonly Load[] {
  return programs(declared.of("batch", "Job"), "create-stream").flatMap(({ one, container, cluster }) => {
    const staticTopic = flagOf(container, "--dst-topic");
    const id = flagOf(container, "--schema-id");
    return staticTopic === null ? [] : [{ ...one, cluster, staticTopic, schemaId: id === null ? null : Number(id) }];
  });
}

/** The topics of a simulator: one is copied, the other is fed. */
export function simulatorTopics(declared: Declared): readonly KafkaAsk[] {
  return [
    ...replaysIn(declared).flatMap(({ cluster, staticTopic, replayTopic }) => [
      { cluster, name: staticTopic },
      { cluster, name: replayTopic },
    ]),
    ...loadsIn(declared).map(({ cluster, staticTopic }) => ({ cluster, name: staticTopic })),
  ];
}

interface Program {
  readonly one: DeclaredObject;
  readonly container: Container;
  readonly cluster: string;
}

/** Workloads by the simulator's subcommand, with the Kafka cluster that they are told. */
function programs(workloads: readonly DeclaredObject[], command: string): readonly Program[] {
  return workloads.flatMap((one) => {
    const container = containersOf(one.object).find(({ words }) => words.includes(command));
    const cluster = container === undefined ? null : clusterAt(flagOf(container, "--broker"));
    return container === undefined || cluster === null ? [] : [{ one, container, cluster }];
  });
}
