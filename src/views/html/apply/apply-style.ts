/** Of applications alone: other reports are as they were, byte for byte. */
export const APPLY_STYLE = `
.mark.promise-kept{--own:var(--third)}
.mark.promise-broken{--own:var(--alarm)}
.mark.promise-open{--own:var(--muted)}
.mark:is(.promise-kept,.promise-broken) path{fill:var(--own)}
.mark.side-old{--own:var(--muted)}
.mark.side-new{--own:var(--x86_64)}
.mark.side-new path{fill:var(--own)}
.promises{margin-bottom:1.5rem}
.course figure+figure{margin-top:1.25rem}
details.course{margin-top:1rem}
.course td{white-space:normal}
.key .bar{width:1.4em;height:3px;background:var(--muted)}
.key .band{width:1.4em;height:.9em;background:var(--muted);opacity:.25}
.key .most{width:3px;height:1em;background:var(--ink)}
.broken .verdict{color:var(--alarm)}
.open .verdict{color:var(--muted);font-weight:400}
`.trim();
