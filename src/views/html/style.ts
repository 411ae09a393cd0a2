import { COLORS } from './colors.js';

const LAYOUT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:74rem;margin:0 auto;padding:3.5rem 1.5rem 5rem}
section{margin-top:3.5rem}
h1,h2,h3,p,dl,dd,ul,figure{margin:0;padding:0}
h1{font-size:clamp(1.7rem,5vw,2.6rem);line-height:1.15;font-weight:650;letter-spacing:-.02em;overflow-wrap:anywhere}
h1 .subject{color:var(--muted);font-weight:400;display:block;font-size:.6em;letter-spacing:0;margin-bottom:.15em}
h2{font-size:1.2rem;font-weight:650;letter-spacing:-.01em;margin-bottom:1rem}
h3{font-size:.95rem;font-weight:650}
small,.eyebrow,.footnote,.hint,figcaption p,.key{color:var(--muted);font-size:.8125rem}
code{font:.8125rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--muted)}
.eyebrow{margin-bottom:1.5rem;overflow-wrap:anywhere}
.lead{font-size:1.1rem;max-width:44rem;margin-top:.9rem;text-wrap:pretty;overflow-wrap:anywhere}
`;

const FACTS = `
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1.25rem 2rem;margin-top:2rem;padding-top:1.5rem;border-top:1px solid var(--line)}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{font-weight:600;text-wrap:balance;overflow-wrap:anywhere}
.facts small{display:block;font-weight:400}
.notices ul{list-style:none;display:grid;gap:.75rem}
.notice{border-left:3px solid var(--line);padding:.15rem 0 .15rem 1rem;overflow-wrap:anywhere}
.notice.severe{border-left-color:var(--alarm);background:var(--tint);padding-block:.6rem}
.notice strong{font-weight:600}
.notice code,.option{white-space:nowrap}
.provenance{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:2rem 3rem}
.provenance dl,.terms dl{font-size:.875rem;margin-top:.5rem}
.provenance dl>div{display:grid;grid-template-columns:7.5rem minmax(0,1fr);gap:.75rem;padding:.2rem 0}
.provenance dt{color:var(--muted)}
.provenance dd{overflow-wrap:anywhere}
.terms{font-size:.875rem;color:var(--muted);border-top:1px solid var(--line);padding-top:1.5rem}
.terms h2{font-size:.95rem;color:var(--ink);margin-bottom:.5rem}
.terms dl{columns:20rem 2;column-gap:2.5rem;font-size:.8125rem}
.terms dl>div{break-inside:avoid;margin-bottom:.35rem}
.terms dt,.terms dd{display:inline}
.terms dt{color:var(--ink);font-weight:600}
`;

const CHARTS = `
.key{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin-bottom:1.5rem}
.key li{display:flex;align-items:center;gap:.45rem}
.mark{width:1em;height:1em;flex:none;vertical-align:-.1em;overflow:visible}
.mark{--own:var(--muted)}
.mark.x86_64{--own:var(--x86_64)}
.mark.arm64{--own:var(--arm64)}
.mark path{fill:none;stroke:var(--own);stroke-width:.35}
.mark.recommended path{fill:var(--own)}
.mark.missing{display:inline-block;text-align:center;line-height:1;color:var(--own)}
.empty{color:var(--muted)}
.key .dot{width:.4em;height:.4em;border-radius:50%;background:var(--x86_64);opacity:.5}
.key .bar{width:3px;height:1em;border-radius:2px;background:var(--x86_64);opacity:.6}
.key .line{width:1.6em;border-top:2px solid}
.key .line.x86_64{border-top-color:var(--x86_64)}
.key .line.arm64{border-top-color:var(--arm64);border-top-style:dashed}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:2.5rem 2.5rem}
figure{min-width:0}
figcaption{margin-bottom:.75rem}
.chart{width:100%;min-width:0}
.chart svg{display:block;max-width:100%;height:auto}
`;

const TABLE = `
.scroll{overflow-x:auto;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.35}
th,td{text-align:left;vertical-align:top;padding:.6rem .6rem;white-space:nowrap}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:600;border-bottom:1px solid var(--muted);vertical-align:bottom}
tbody tr:not(.failures):not(:first-child)>*{border-top:1px solid var(--line)}
th small,td small{display:block;font-weight:400;font-size:.75rem}
.table-title{margin:1.75rem 0 .25rem}
.number{text-align:right}
.plain{list-style:none;font-size:.875rem;overflow-wrap:anywhere}
.none{color:var(--muted)}
tbody th{font-weight:400}
tbody tr.recommended>*{background:var(--tint)}
tr.recommended th .size{font-weight:650}
tbody tr.recommended th{box-shadow:-.6rem 0 var(--tint)}
tbody tr.recommended td:last-child{box-shadow:.6rem 0 var(--tint)}
tr.failures td{padding-top:0;white-space:normal;color:var(--muted);overflow-wrap:anywhere}
sup{line-height:0;font-size:.7em;margin-left:.1em}
.footnote{margin-top:.9rem;max-width:52rem}
`;

const LOADS = `
.key .stroke{width:1.9em;height:.6em;flex:none}
.key .stroke path{fill:none;stroke-width:2.5}
.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
:is(.sides,.parts) tbody tr.more:not(:first-child)>*{border-top:0;padding-top:.15rem}
:is(.sides,.parts) tbody tr:has(+tr.more)>*{padding-bottom:.15rem}
.sides tbody th{font-weight:600}
.sides td:nth-child(2){color:var(--muted)}
th.chosen,td.chosen{background:var(--tint)}
.verdict{font-weight:600}
.missed .verdict{color:var(--alarm)}
.undecided .verdict{color:var(--muted)}
td .note{white-space:normal;max-width:16rem;margin-left:auto}
`;

const SMALL_AND_PAPER = `
@media (max-width:40rem){main{padding:2rem 1rem 3rem}section{margin-top:2.5rem}}
@media print{
@page{margin:14mm}
html{font-size:9pt}
body{font-size:1rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:none;padding:0}
section{margin-top:1.75rem}
.charts{grid-template-columns:1fr 1fr;gap:1.25rem 1.5rem}
.facts{grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:1rem}
.provenance{grid-template-columns:1fr 1fr;gap:1.5rem}
figure,tbody tr,.notice,.provenance>div,.facts>div{break-inside:avoid}
h2,h3,figcaption{break-after:avoid}
.scroll{overflow:visible}
table{font-size:7pt}
th,td{padding:.35rem .2rem}
th small,td small{font-size:6pt}
}
`;

/** System fonts, one column of text, one accent colour; the table alone may scroll sideways. */
export const STYLE = [COLORS, LAYOUT, FACTS, CHARTS, TABLE, LOADS, SMALL_AND_PAPER]
  .map((part) => part.trim())
  .join('\n');
