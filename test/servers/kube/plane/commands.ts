import { join } from "node:path";
import type { PlaneAddress } from "./users.ts";

export type Ports = PlaneAddress["ports"];

export interface ApiServerSettings {
  readonly folder: string;
  readonly ports: Ports;
  /** The ServiceAccount admission needs the default accounts that only kube-controller-manager makes. */
  readonly controllerManager: boolean;
}

/** The arguments of an etcd that keeps its data in `folder` and does not wait for the disk. */
export function etcdArguments(folder: string, ports: Ports): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--unsafe-no-fsync=true",
    "--log-level=warn",
  ];
}

/** The arguments of a kube-apiserver that signs its own certificate, with Kubernetes' default admission plugins. */
export function apiServerArguments({ folder, ports, controllerManager }: ApiServerSettings): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${ports.api}`,
    "--endpoint-reconciler-type=none",
    `--cert-dir=${join(folder, "certs")}`,
    `--token-auth-file=${join(folder, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${join(folder, "sa.pub")}`,
    `--service-account-signing-key-file=${join(folder, "sa.key")}`,
    "--service-cluster-ip-range=10.0.0.0/24",
    "--allow-privileged=true",
    "--profiling=false",
    ...(controllerManager ? [] : ["--disable-admission-plugins=ServiceAccount"]),
  ];
}

/** The arguments of a kube-controller-manager that serves nothing itself. */
export function controllerManagerArguments(folder: string): string[] {
  return [
    `--kubeconfig=${join(folder, "kubeconfig")}`,
    "--leader-elect=false",
    "--secure-port=0",
    `--service-account-private-key-file=${join(folder, "sa.key")}`,
    `--root-ca-file=${join(folder, "certs", "apiserver.crt")}`,
  ];
}
