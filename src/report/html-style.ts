import { Markup } from "./html-markup.ts";

/** The page's own style: readable on a phone, in light and in dark. */
export const STYLE = new Markup(`
:root { color-scheme: light dark; --ink: #1d2126; --dim: #5b6570; --page: #f6f7f8; --card: #fff; --line: #d9dee3;
  --high: #b3261e; --medium: #9a5b00; --low: #2b5ea7; --info: #5b6570; --good: #1e6b3a; --unknown: #6b3fa0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --dim: #9aa5b0; --page: #14171a; --card: #1d2126; --line: #343b43;
    --high: #ff8a80; --medium: #ffb95c; --low: #8ab8ff; --info: #9aa5b0; --good: #7bd39b; --unknown: #c9a6ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header p, .place, footer { color: var(--dim); }
h1 { margin: 0; font-size: 1.3rem; }
h2 { margin: 2rem 0 0; font-size: 1.5rem; }
h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
p { margin: 0.2rem 0; }
article { margin: 1rem 0; padding: 0.8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
.finding { margin-top: 0.8rem; padding-left: 0.8rem; border-left: 0.25rem solid var(--info); }
.finding.high { border-color: var(--high); } .finding.medium { border-color: var(--medium); } .finding.low { border-color: var(--low); }
.high .severity { color: var(--high); } .medium .severity { color: var(--medium); } .low .severity { color: var(--low); }
.severity { font-weight: 600; }
.verdict { padding: 0 0.5rem; border: 2px solid; border-radius: 1rem; font-size: 1rem; vertical-align: middle; }
.in-sync { color: var(--good); } .drifted { color: var(--medium); } .unknown { color: var(--unknown); }
dl { display: grid; grid-template-columns: 3rem 1fr; gap: 0.1rem 0.6rem; margin: 0.4rem 0 0; }
dt { color: var(--dim); }
dd { margin: 0; min-width: 0; }
code { font: 0.9em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
code.git { color: var(--good); } code.live { color: var(--high); }
footer { margin-top: 1rem; font-size: 0.9rem; }
@media print { article { break-inside: avoid; } }
`);
