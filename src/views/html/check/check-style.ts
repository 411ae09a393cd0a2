/** Of checks alone: other reports are as they were, byte for byte. */
export const CHECK_STYLE = `
h1 .mark{vertical-align:-.05em;width:.8em;height:.8em}
h4{margin:0;font-size:.8125rem;font-weight:600}
a{color:inherit;text-decoration-color:var(--muted);text-underline-offset:.2em}
.mark.verdict-regressed{--own:var(--alarm)}
.mark.verdict-improved{--own:var(--third)}
.mark.verdict-unchanged{--own:var(--ink)}
.mark.verdict-regressed path,.mark.verdict-improved path,.mark.verdict-unchanged path{fill:var(--own)}
.key .bar{width:1.4em;height:3px;background:var(--muted)}
.key .band{width:1.4em;height:.9em;background:var(--muted);opacity:.25}
.key :is(.dot.base,.dot.head){width:.6em;height:.6em}
.key .dot.base{background:var(--x86_64);opacity:.8}
.key .dot.head{background:var(--arm64);opacity:.8}
.key .ring{width:.8em;height:.8em;border-radius:50%;border:1px solid var(--ink)}
.shifts{margin:2.5rem 0 1.5rem}
.key+.shifts{margin-top:0}
.scroll+.scroll{margin-top:2.5rem}
table.findings tbody tr:has(+tr.failures)>*{padding-bottom:.25rem}
table.findings tr.failures td{padding-left:0;min-width:20rem}
table.findings .verdict{display:block;font-size:.8125rem}
tbody .verdict{white-space:nowrap}
.regressed .verdict,.improved .verdict{color:var(--ink)}
.unchanged .verdict,.inconclusive .verdict{color:var(--muted);font-weight:400}
td.why{white-space:normal;min-width:14rem;max-width:24rem;overflow-wrap:anywhere}
article.finding{margin-top:2.25rem;padding-top:1.5rem;border-top:1px solid var(--line)}
article.finding h3{font-size:1rem}
article.finding .verdict{font-size:.875rem;margin-left:.4rem;white-space:nowrap}
article.finding>p{font-size:.875rem;max-width:60rem;margin-top:.35rem;overflow-wrap:anywhere}
article.finding>.hint{margin:.15rem 0 1rem;font-size:.8125rem}
.explanation .key{margin:1.5rem 0 0}
.key .block{width:1.4em;height:.7em;background:var(--x86_64)}
.key .block.total{opacity:.3}
.key .block.changed{background:var(--arm64)}
.key .block.gone{background:var(--third)}
details.waterfall{margin-top:1.75rem}
details.waterfall summary{cursor:pointer;font-weight:600;font-size:.95rem}
details.waterfall label{display:block;margin-top:.5rem}
details.waterfall:has(input:not(:checked)) tr.minor{display:none}
table.modules th:first-child{min-width:14rem;max-width:26rem;white-space:normal;overflow-wrap:anywhere}
table.modules code{color:inherit}
details.waterfall :is(th,td){padding-block:.2rem}
details.waterfall tbody tr:not(:first-child)>*{border-top:0}
details.waterfall tbody tr:hover>*{background:var(--tint)}
.timeline{width:45%;min-width:14rem}
.timeline svg{display:block;width:100%;height:.8rem;margin-top:.15rem}
.timeline .total{fill:var(--x86_64);opacity:.3}
.timeline .own{fill:var(--x86_64)}
:is(.added,.slower) .timeline rect{fill:var(--arm64)}
:is(.removed,.faster) .timeline rect{fill:var(--third)}
.ends{display:flex;justify-content:space-between;font-weight:400;font-size:.75rem;color:var(--muted)}
.change{font-size:.75rem;font-weight:600;color:var(--muted)}
tr:is(.added,.slower) .change{color:var(--ink)}
.depth-1{padding-left:0.75rem!important}
.depth-2{padding-left:1.5rem!important}
.depth-3{padding-left:2.25rem!important}
.depth-4{padding-left:3rem!important}
.depth-5{padding-left:3.75rem!important}
.depth-6{padding-left:4.5rem!important}
.depth-7{padding-left:5.25rem!important}
.depth-8{padding-left:6rem!important}
@media print{article.finding{break-inside:avoid}td.why,.timeline,table.modules th:first-child{min-width:6rem}}
`.trim();
