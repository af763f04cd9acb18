import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderText } from "../../../src/report/index.ts";
import { environment, FINDINGS, FULL, NOW, reportOf } from "./report-fixture.ts";

const plain = (report: typeof FULL, width: number): string => renderText(report, { colour: false, width, now: NOW });
const FEW = reportOf([environment("idfint", { findings: FINDINGS.slice(0, 4) })]);

describe("report/text", () => {
  it("shows every kind of finding on 80 columns", () => {
    expect(plain(FULL, 80)).toMatchInlineSnapshot(`
      "idfint is unknown: 2 unreadable, 8 high, 4 medium, 2 low, 1 info

        KafkaTopic  alert-stream-broker, topics, namespace alert-stream-broker
          high  unreadable
            note  KafkaTopic.kafka.strimzi.io in alert-stream-broker could not be
                  read: the API server answered 403: user "ci" cannot list
                  kafkatopics.
            fix   holdfast doctor idfint

        schema-registry
          high  unreadable
            note  could not be read: template ingress.yaml:14 asks for .Values.host,
                  which is not set.
            fix   holdfast render idfint --app schema-registry

        Secret alert-database-ingester
        alert-database, secrets, namespace alert-stream-broker
          high  changed  /data/alert-database-ingester-password
            git   *** (git)
            live  *** (live)
            by    kubectl-client-side-apply
            fix   holdfast apply idfint c542bba69da5

        Deployment alert-database-ingester
        alert-database, namespace alert-stream-broker
          high  changed  /spec/template/spec/containers/[name=ingester]/image
            git   …-long-repository-name:2.3.1
            live  …-long-repository-name:tickets-DM-4711
            by    kubectl-set, 13 months ago
            fix   holdfast apply idfint 02054212d9db
          medium  removed
            /spec/template/spec/containers/[name=ingester]/resources/limits/memory
            git   "1Gi"
            live  not set
            note  is gone, but git sets it, and what is deleted keeps no owner.
            fix   holdfast apply idfint 06255f239700
          low  removed  /metadata/annotations/prometheus.io~1scrape
            git   not set
            live  "true"
            by    argocd-controller, just now
            note  is still set, but git dropped it, and argocd-controller last wrote
                  on 2026-11-24.
            fix   holdfast apply idfint e7e36574f24b

        Kafka alert-broker
        alert-stream-broker, kafka-cluster, namespace alert-stream-broker
          high  added  /spec/kafka/config/auto.create.topics.enable
            git   not set
            live  true
            by    kubectl-edit, 3 days ago
            fix   holdfast adopt idfint 6edc57c8f447
          high  changed  /spec/kafka/config/log.retention.hours
            git   168
            live  "24"
            by    kubectl-edit, 3 days ago
            from  environments/idfint/alert-stream-broker.yaml:31
                  kafka.logRetentionHours  (1a69374, Ada, 21 days ago)
            fix   holdfast apply idfint 26d5edf4ae65
          high  changed  /spec/kafka/listeners
            git   …:"loadbalancer","tls":true,"authentication":{"type":"scram-sha-512…
            live  …:"loadbalancer","tls":false,"authentication":{"type":"scram-sha-51…
            by    kubectl-patch, 18 minutes ago
            note  differs from git, and kubectl-patch last wrote on 2026-11-24: the
                  list has one owner, so the writer of its item is not known.
            fix   holdfast apply idfint 0ab7383c00db
          high  pruned  /spec/kafka/replicaas
            git   3
            live  not set
            note  is set by git, but its kind has no such field, so the cluster drops
                  it.
            fix   remove the field from the chart, or upgrade the definition of its
                  kind
          low  lost-intent  /spec/kafka/config/num.partitions
            note  stands twice in the manifest, and the last one wins.
            fix   remove one of the two keys from the chart or its values

        KafkaTopic alerts-simulated
        alert-stream-broker, topics, namespace alert-stream-broker
          high  missing
            note  is declared in git, but the cluster does not have it.
            fix   holdfast apply idfint 51b43c6d73a4
          info  pending  /spec/partitions
            git   16
            live  8
            note  waits for a sync, because git is ahead of what is deployed.
            fix   holdfast apply idfint 9c64cefe3c59

        KafkaUser idfint-alert-consumer-with-a-name-that-is-long-enough-to-wrap
        alert-stream-broker, users, namespace alert-stream-broker
          high  missing
            note  is declared as v1, which the cluster does not serve: it serves
                  v1beta2.
            fix   change its apiVersion to one that the cluster serves

        ConfigMap alert-broker-metrics-old
        alert-stream-broker, kafka-cluster, namespace alert-stream-broker
          medium  extra
            note  is in the cluster, but git does not declare it.
            fix   holdfast apply idfint e4af99ffc9de

        PersistentVolumeClaim data-alert-broker-kafka-3
        alert-stream-broker, kafka-cluster, namespace alert-stream-broker
          medium  extra
            note  is in the cluster, but git does not declare it.
            fix   delete it by hand once nobody needs its data

        KafkaNodePool kafka
        alert-stream-broker, kafka-cluster, namespace alert-stream-broker
          medium  changed  /status/observedGeneration
            git   7
            live  6
            fix   kubectl describe KafkaNodePool.kafka.strimzi.io kafka --namespace alert-stream-broker

        alert-database: ignoreDifferences .spec | keys is not understood and hides
        nothing
        Ignored: 1 by rule
        Not looked at: Secret in vault (no permission by design)
        Helm 4.2.3, local engine, 1,043 objects, 14 requests, 0.61 seconds, revision
        1a69374
      "
    `);
  });

  it("fits 60 columns", () => {
    expect(plain(FEW, 60)).toMatchInlineSnapshot(`
      "idfint is drifted: 4 high

        Kafka alert-broker
        alert-stream-broker, kafka-cluster, namespace
        alert-stream-broker
          high  added
            /spec/kafka/config/auto.create.topics.enable
            git   not set
            live  true
            by    kubectl-edit, 3 days ago
            fix   holdfast adopt idfint 6edc57c8f447
          high  changed  /spec/kafka/config/log.retention.hours
            git   168
            live  "24"
            by    kubectl-edit, 3 days ago
            from  environments/idfint/alert-stream-broker.yaml:31
                  kafka.logRetentionHours
                  (1a69374, Ada, 21 days ago)
            fix   holdfast apply idfint 26d5edf4ae65
          high  changed  /spec/kafka/listeners
            git   …balancer","tls":true,"authentication":{"type":…
            live  …balancer","tls":false,"authentication":{"type"…
            by    kubectl-patch, 18 minutes ago
            note  differs from git, and kubectl-patch last wrote
                  on 2026-11-24: the list has one owner, so the
                  writer of its item is not known.
            fix   holdfast apply idfint 0ab7383c00db

        KafkaTopic alerts-simulated
        alert-stream-broker, topics, namespace alert-stream-broker
          high  missing
            note  is declared in git, but the cluster does not
                  have it.
            fix   holdfast apply idfint 51b43c6d73a4

        Helm 4.2.3, local engine, 1,043 objects, 14 requests, 0.61
        seconds, revision 1a69374
      "
    `);
  });

  it("uses 120 columns", () => {
    expect(plain(FEW, 120)).toMatchInlineSnapshot(`
      "idfint is drifted: 4 high

        Kafka alert-broker  alert-stream-broker, kafka-cluster, namespace alert-stream-broker
          high  added  /spec/kafka/config/auto.create.topics.enable
            git   not set
            live  true
            by    kubectl-edit, 3 days ago
            fix   holdfast adopt idfint 6edc57c8f447
          high  changed  /spec/kafka/config/log.retention.hours
            git   168
            live  "24"
            by    kubectl-edit, 3 days ago
            from  environments/idfint/alert-stream-broker.yaml:31  kafka.logRetentionHours  (1a69374, Ada, 21 days ago)
            fix   holdfast apply idfint 26d5edf4ae65
          high  changed  /spec/kafka/listeners
            git   …t":9094,"type":"loadbalancer","tls":true,"authentication":{"type":"scram-sha-512"}}]
            live  …t":9094,"type":"loadbalancer","tls":false,"authentication":{"type":"scram-sha-512"}}]
            by    kubectl-patch, 18 minutes ago
            note  differs from git, and kubectl-patch last wrote on 2026-11-24: the list has one owner, so the writer of its
                  item is not known.
            fix   holdfast apply idfint 0ab7383c00db

        KafkaTopic alerts-simulated  alert-stream-broker, topics, namespace alert-stream-broker
          high  missing
            note  is declared in git, but the cluster does not have it.
            fix   holdfast apply idfint 51b43c6d73a4

        Helm 4.2.3, local engine, 1,043 objects, 14 requests, 0.61 seconds, revision 1a69374
      "
    `);
  });

  it("takes one line for each environment where all is well", () => {
    const report = reportOf([environment("idfdev"), environment("usdfprod-prompt-processing")]);
    expect(plain(report, 80)).toMatchInlineSnapshot(`
      "idfdev is in sync  1,043 objects, 14 requests, 0.61 seconds
      usdfprod-prompt-processing is in sync  1,043 objects, 14 requests, 0.61 seconds
      "
    `);
  });

  it("says that a recording stood in for the cluster", () => {
    const report = reportOf([environment("idfdev")], "2026-11-24T04:30:00Z");
    expect(plain(report, 80)).toContain("Compared with a recording made 2 hours ago");
  });

  it.each([60, 80, 100, 120, 200])("has no line wider than %i columns but commands", (width) => {
    const wide = plain(FULL, width)
      .split("\n")
      .filter((line) => line.length > width && !line.startsWith("      fix   kubectl"));
    expect(wide).toEqual([]);
  });

  it("has colour only when asked", () => {
    const coloured = renderText(FULL, { colour: true, width: 80, now: NOW });
    expect(coloured).toContain("\u001b[35munknown\u001b[39m");
    expect(stripVTControlCharacters(coloured)).toBe(plain(FULL, 80));
    expect(plain(FULL, 80)).not.toContain("\u001b");
  });

  it("lets no name or value write control characters", () => {
    const [first] = FINDINGS;
    const hostile = {
      ...first,
      live: "\u001b[2J",
      keyedPath: "/a\u001b]0;x\u0007",
      message: "\u001b",
    } as (typeof FINDINGS)[number];
    expect(plain(reportOf([environment("idfint", { findings: [hostile] })]), 80)).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
