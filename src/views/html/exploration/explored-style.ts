/** Of reports of runs that explored alone: others are as they were, byte for byte. */
export const EXPLORED_STYLE = `
.regret p,.regret ul{max-width:52rem;overflow-wrap:anywhere}
.regret p+p,.regret ul{margin-top:.5rem}
.regret h3{margin-top:1rem}
.regret ul{padding-left:1.2rem}
.regret .statement{font-weight:600;border-left:3px solid var(--x86_64);padding-left:1rem}
.regret .statement.open{border-left-color:var(--alarm)}
.key .stroke{width:1.9em;height:.6em;flex:none}
.key .stroke path{fill:none;stroke-width:2}
.key .band{width:1.4em;height:.9em;background:var(--x86_64);opacity:.16}
.key .undecided{width:1.4em;height:5px;background:var(--alarm)}
tr.predicted>*{color:var(--muted)}
details.curve{margin-top:1.25rem}
details.curve summary{cursor:pointer;font-weight:600;margin-bottom:.5rem}
`.trim();
