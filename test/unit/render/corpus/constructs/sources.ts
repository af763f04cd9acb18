import { type Construct, object } from "../fragment.ts";

/** Values that stand in their file in another way, and manifests that stand in their template in another way. */
export const SOURCES: readonly Construct[] = [
  {
    name: "anchors, aliases and merge keys",
    make: (random) => {
      const [cpu, memory, name] = [random.word(), random.word(), random.word()];
      return {
        values: { base: { cpu, memory }, copy: { cpu, memory }, merged: { cpu: "own", memory }, name, again: name },
        text: `base: &IDbase\n  cpu: ${cpu}\n  memory: ${memory}\ncopy: *IDbase\nmerged:\n  <<: *IDbase\n  cpu: own\nname: &IDname ${name}\nagain: *IDname\n`,
        template: object(
          "Anchored",
          "ID",
          "spec:\n  base: {{ @.base.cpu }}\n  copyCpu: {{ @.copy.cpu }}\n  copyMemory: {{ @.copy.memory }}\n  mergedCpu: {{ @.merged.cpu }}\n  mergedMemory: {{ @.merged.memory }}\n  name: {{ @.name }}\n  again: {{ @.again }}\n",
        ),
        moves: `
        base.cpu -> Anchored/ID /spec/base same
        copy.cpu -> Anchored/ID /spec/copyCpu same
        copy.memory -> Anchored/ID /spec/copyMemory same
        merged.cpu -> Anchored/ID /spec/mergedCpu same
        merged.memory -> Anchored/ID /spec/mergedMemory same
        name -> Anchored/ID /spec/name same
        again -> Anchored/ID /spec/again same`,
        unread: ["base.memory"],
      };
    },
  },
  {
    name: "quoted keys, comments and flow style",
    make: (random) => {
      const [one, two, three] = [random.word(), random.word(), random.word()];
      return {
        values: {
          config: { "retention.ms": 604_800, "min.insync": "2" },
          list: [one, two],
          text: `${three} # not a comment`,
        },
        text: `# a comment\nconfig: { "retention.ms": 604800, 'min.insync': "2" } # another\nlist: [${one}, ${two}]\n\ntext: "${three} # not a comment"\n`,
        template: object(
          "Flow",
          "ID",
          "spec:\n  config:\n    {{- range $key, $value := @.config }}\n    {{ $key }}: {{ $value | quote }}\n    {{- end }}\n  list: {{ @.list | toJson }}\n  text: {{ @.text | quote }}\n",
        ),
        moves: `
        config["retention.ms"] -> Flow/ID /spec/config/retention.ms quoted
        config["min.insync"] -> Flow/ID /spec/config/min.insync same
        list[0] -> Flow/ID /spec/list/0 list-item
        list[1] -> Flow/ID /spec/list/1 list-item
        text -> Flow/ID /spec/text same
        key:config["retention.ms"] -> Flow/ID /spec/config/retention.ms key
        key:config["min.insync"] -> Flow/ID /spec/config/min.insync key`,
        changes: { 'config["min.insync"]': "3" },
      };
    },
  },
  {
    name: "several documents in one template",
    make: (random) => ({
      values: { first: random.word(), second: random.word(), third: random.between(2, 90) },
      template: `${object("Doc", "ID-1", "spec:\n  x: {{ @.first }}\n")}---\n# a comment alone\n---\n${object("Doc", "ID-2", "spec:\n  x: {{ @.second }}\n")}---\n${object("Other", "ID-2", "spec:\n  x: {{ @.third }}\n")}`,
      moves: `
        first -> Doc/ID-1 /spec/x same
        second -> Doc/ID-2 /spec/x same
        third -> Other/ID-2 /spec/x same`,
    }),
  },
  {
    name: "list kinds",
    make: (random) => ({
      values: { one: random.word(), two: random.word() },
      template: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: ID\n  data:\n    x: {{ @.one }}\n- apiVersion: v1\n  kind: ServiceAccount\n  metadata:\n    name: ID\n    annotations:\n      two: {{ @.two }}\n`,
      moves: `
        one -> /data/x same
        two -> ServiceAccount/ID /metadata/annotations/two same`,
    }),
  },
  {
    name: "hooks and annotations",
    make: (random) => ({
      values: { wave: random.between(2, 9), extra: { spare: random.word() }, args: random.word() },
      template:
        'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ID\n  annotations:\n    helm.sh/hook: pre-install\n    argocd.argoproj.io/sync-wave: {{ @.wave | quote }}\nspec:\n  args: ["--x={{ @.args }}"]\n',
      moves: `
        wave -> Job/ID /metadata/annotations/argocd.argoproj.io~1sync-wave quoted
        args -> Job/ID /spec/args/0 formatted`,
      unread: ["extra.spare"],
    }),
  },
];
