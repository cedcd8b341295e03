/** The page's style. The policy names its SHA-256: after an edit the test tells the new one. */

export const styleHash = "sha256-t1U/SdW+hCBN1odVtktO0aMag5F7YbLHqVfTpduRNbE=";

export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #fff; --raised: #f7f8fa; --ink: #1a1e24; --soft: #5a6470; --line: #dfe3e8; --hair: #eceff2;
  --accent: #2a58c5; --mark: #fff6d6;
  --red: #b3261e; --red-tint: #fdecea; --green: #1a6a3c; --green-tint: #e4f4ea;
  --blue: #2450ae; --blue-tint: #e8eefb; --amber: #7d4d00; --amber-tint: #fcf1da; --grey: #4c5560; --grey-tint: #eef0f3;
  --rank-1: #2b323b; --rank-1-ink: #fff; --rank-2: #cfd6de; --rank-2-ink: #1f252c; --rank-3: #eaedf1;
  --bar: #7d9be0; --bar-rough: #cfdbf4; --bar-late: #d2544b; --period: #eef0f3;
  --bar-height: 0px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101317; --raised: #171b20; --ink: #e4e8ec; --soft: #98a2ad; --line: #2c333b; --hair: #20262c;
    --accent: #93b3ff; --mark: #3a3115;
    --red: #ffa198; --red-tint: #3b1a18; --green: #83d8a5; --green-tint: #13301f;
    --blue: #a6c1ff; --blue-tint: #1a2a4c; --amber: #efc577; --amber-tint: #352911; --grey: #b4bcc5; --grey-tint: #262c33;
    --rank-1: #e4e8ec; --rank-1-ink: #14181c; --rank-2: #4a535d; --rank-2-ink: #f2f4f6; --rank-3: #2a3038;
    --bar: #5f80cf; --bar-rough: #33456c; --bar-late: #d9665d; --period: #1b2026;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
html { scroll-padding-top: 7rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 2rem 3rem; max-width: 108rem; background: var(--page); color: var(--ink);
  font: 0.875rem/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Roboto, Ubuntu, Cantarell, Helvetica, Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: fixed; z-index: 9; top: 0.5rem; left: 0.5rem; padding: 0.5rem 1rem; background: var(--page); border: 1px solid var(--line); border-radius: 6px; }
p, ul, ol, dl, dd, pre, blockquote, figure { margin: 0; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h2 { margin: 3.25rem 0 1rem; font-size: 1.25rem; letter-spacing: -0.01em; }
h3, h4, h5, h6 { margin: 2rem 0 0.5rem; font-size: 1rem; }
main > p, main > ul, main > ol, .intro > *, section > p, section:not(.changes) > ul:not([class]), section > ol:not([class]), section > blockquote { max-width: 75ch; }
.intro { font-size: 1rem; color: var(--soft); text-wrap: pretty; }
.intro > * + *, section > p + p { margin-top: 0.75rem; }
section { display: contents; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; padding: 0.1em 0.3em; background: var(--grey-tint); border-radius: 4px; }
pre { padding: 0.6rem 0.8rem; background: var(--grey-tint); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { padding: 0; background: none; }
blockquote { padding-left: 0.8rem; border-left: 3px solid var(--line); color: var(--soft); }
hr { border: 0; border-top: 1px solid var(--line); margin: 1rem 0; }
.plain { border-collapse: collapse; }
.plain td, .plain th { padding: 0.2rem 0.6rem; border: 1px solid var(--line); text-align: left; }

.masthead { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1.25rem 3rem; padding: 2.75rem 0 1.25rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 2rem; letter-spacing: -0.025em; unicode-bidi: plaintext; }
.as-of { margin-top: 0.35rem; color: var(--soft); }
.as-of b { font-weight: 600; color: var(--ink); }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem 2.25rem; }
.figures > div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--soft); font-size: 0.8125rem; }
.figures dd { font-size: 1.625rem; line-height: 1.15; font-weight: 600; letter-spacing: -0.02em; }
.figures a { color: inherit; }
.figures .overdue dd, .figures .overdue dt { color: var(--red); }
.figures .stale dd, .figures .stale dt { color: var(--amber); }
.figures .new dd, .figures .new dt, .figures .changed dd, .figures .changed dt { color: var(--blue); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0.7rem 0; list-style: none; }
nav a { color: var(--soft); }
.intro { margin-top: 1rem; }

.milestones, .legend, .log, .fields { list-style: none; padding: 0; }
.milestones li { display: grid; grid-template-columns: 9rem minmax(0, max-content) 1fr; gap: 0.75rem; align-items: baseline; padding: 0.3rem 0; }
.milestones .when { color: var(--soft); white-space: nowrap; }
.milestones .past .name, .milestones .past a { color: var(--soft); }
.milestones .flag { justify-self: start; }
.milestones .past .flag { color: var(--soft); background: none; padding-inline: 0; }
.milestones .next .name { font-weight: 600; }
.milestones .next .when { color: var(--ink); }
.milestones .next .flag { color: var(--blue); background: var(--blue-tint); }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.75rem; max-width: none; color: var(--soft); }
.legend .lozenge { margin-right: 0.35rem; }

.lozenge, .flag { display: inline-block; padding: 0.05rem 0.45rem; border-radius: 5px; font-size: 0.75rem; line-height: 1.4; font-weight: 600; white-space: nowrap; vertical-align: text-bottom; background: var(--grey-tint); color: var(--grey); }
.long { white-space: normal; overflow-wrap: anywhere; }
.red, .flag.overdue { background: var(--red-tint); color: var(--red); }
.green { background: var(--green-tint); color: var(--green); }
.blue, .flag.new { background: var(--blue-tint); color: var(--blue); }
.flag.stale { background: var(--amber-tint); color: var(--amber); }
.rank-1 { background: var(--rank-1); color: var(--rank-1-ink); }
.rank-2 { background: var(--rank-2); color: var(--rank-2-ink); }
.rank-3 { background: var(--rank-3); color: var(--ink); }
.rank-4 { background: none; box-shadow: inset 0 0 0 1px var(--line); color: var(--soft); }

.tools { position: sticky; z-index: 3; top: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin: 1.25rem -0.5rem 0; padding: 0.6rem 0.5rem; background: var(--page); }
.tools input, .tools select, .tools button { height: 2.125rem; padding: 0 0.6rem; font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 7px; }
.tools input { width: 15rem; }
.tools select { max-width: 11rem; padding-right: 0.3rem; cursor: pointer; }
.tools select.chosen { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.tools select option { font-weight: 400; color: var(--ink); background: var(--page); }
.tools input::placeholder { color: var(--soft); opacity: 1; }
.tools button { cursor: pointer; color: var(--soft); }
.tools :is(input, select, button):hover { border-color: var(--soft); }
.tools output { margin-left: auto; color: var(--soft); }

.count { color: var(--soft); font-size: 0.8125rem; }
.items { width: 100%; font-size: 0.8125rem; border-collapse: separate; border-spacing: 0; }
.items > caption { padding: 0.6rem 0; text-align: left; }
@media screen { .script .items > caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; } }
.items > thead th { position: sticky; z-index: 2; top: var(--bar-height); padding: 0.5rem 0.45rem; background: var(--page); border-block: 1px solid var(--line); color: var(--soft); font-size: 0.75rem; font-weight: 600; text-align: left; vertical-align: bottom; white-space: nowrap; }
.items > thead th.field { white-space: normal; }
.items > thead button { all: unset; cursor: pointer; white-space: inherit; }
.items > thead button:hover { color: var(--ink); }
.items > thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.items > thead button::after { content: "\\2191"; margin-left: 0.25em; opacity: 0; }
.items > thead [aria-sort] { color: var(--ink); }
.items > thead [aria-sort] button::after { opacity: 1; }
.items > thead [aria-sort="descending"] button::after { content: "\\2193"; }
.items > tbody > tr > * { padding: 0.75rem 0.45rem; border-bottom: 1px solid var(--hair); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.items > tbody > tr:hover > * { background: var(--raised); }
.items > tbody > tr > :first-child, .items > thead th:first-child { padding-left: 0.5rem; }
.items > tbody > tr > .changed { text-decoration: underline; text-decoration-color: var(--blue); text-decoration-thickness: 2px; text-underline-offset: 0.3em; }
.items > tbody > tr:target > * { background: var(--mark); }
.items .number a { color: var(--soft); }
.items > tbody .start, .items > tbody .due, .items > tbody .closed, .items > tbody .updated { white-space: nowrap; }
.items .due .flag { display: table; margin-top: 0.2rem; }
.items .title .name { font-weight: 600; font-size: 0.875rem; unicode-bidi: plaintext; }
.items .flags { display: block; margin-top: 0.2rem; }
@media print, (min-width: 68.76rem) {
  .items > tbody > tr.touched > :first-child { box-shadow: inset 3px 0 0 var(--blue); }
  .items .field { min-width: 3.4rem; max-width: 8rem; }
  .items .number { width: 2.4rem; }
  .items .start, .items .closed, .items .updated { width: 3.9rem; }
  .items .due { width: 4.4rem; }
  .items .area { width: 7.25rem; min-width: 6rem; }
  .items .title { width: 12.5rem; min-width: 10rem; }
  .items .owners { width: 10rem; min-width: 8rem; }
  .items .timeline { width: 4.75rem; min-width: 4.4rem; }
  .items .status { width: 6rem; min-width: 5rem; }
  .items .comments, .items .description { min-width: 18rem; }
}
.person { display: flex; align-items: baseline; gap: 0.45rem; overflow-wrap: anywhere; }
.person + .person { margin-top: 0.25rem; }
.person a { color: inherit; }
.initials { flex: none; width: 1.55rem; height: 1.55rem; border-radius: 50%; background: var(--grey-tint); color: var(--grey); font-size: 0.625rem; line-height: 1.55rem; font-weight: 600; text-align: center; letter-spacing: 0.02em; }

.log > li { display: grid; grid-template-columns: 3rem minmax(0, 1fr); column-gap: 0.6rem; }
.log > li + li, details[open] > .log { margin-top: 0.45rem; }
.log .when { color: var(--soft); }
.log .say { grid-column: 2; max-width: 72ch; unicode-bidi: plaintext; }
.about { max-width: 72ch; margin-bottom: 0.45rem; unicode-bidi: plaintext; }
:is(.say, .about) > * + * { margin-top: 0.35rem; }
:is(.say, .about) :is(ul, ol) { padding-left: 1.1rem; }
.by, .by:is(a) { color: inherit; font-weight: 600; }
.log a, .about a, .intro a, .changes a, section > p a, .lead a { text-decoration: underline; text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); text-underline-offset: 0.18em; }
.log a:hover, .about a:hover { text-decoration-color: currentcolor; }
.ref { white-space: nowrap; }
.log .mention, .about .mention, .log a.by { color: inherit; }
details > summary { width: fit-content; margin: 0.4rem 0 0 3.6rem; color: var(--soft); font-size: 0.8125rem; cursor: pointer; }
details > summary:hover { color: var(--ink); }

.group + h3, .group + h4 { margin-top: 2rem; }
.backlog { padding-left: 2rem; max-width: 60rem; }
.backlog > li { padding: 0.5rem 0 0.5rem 0.25rem; border-bottom: 1px solid var(--hair); }
.backlog > li::marker { color: var(--soft); }
.backlog > li:target { background: var(--mark); }
.backlog .name { unicode-bidi: plaintext; }
.details { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1rem; margin-top: 0.2rem; color: var(--soft); font-size: 0.8125rem; }
.details .person { display: inline-flex; margin: 0 0.75rem 0 0; }
.details .comments { flex-basis: 100%; color: var(--ink); }

.changes { display: block; margin-top: 1.5rem; padding: 1.1rem 1.4rem 1.25rem; background: var(--raised); border-radius: 10px; }
.changes :is(h2, h3, h4) { margin: 0; font-size: 1rem; }
.changes > ul { columns: 30rem 2; column-gap: 3rem; margin-top: 0.6rem; padding: 0; list-style: none; font-size: 0.8125rem; }
.changes > ul > li { break-inside: avoid; padding: 0.25rem 0; }
.changes p, .changes .log { max-width: 75ch; }

figure { margin: 2rem 0 0; }
figcaption { margin-bottom: 0.6rem; font-weight: 600; }
figcaption small { margin-left: 0.5rem; color: var(--soft); font-size: 0.8125rem; font-weight: 400; }
.plot { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 56rem; height: auto; font-size: 11.5px; }
svg text { fill: var(--ink); paint-order: stroke; stroke: var(--page); stroke-width: 3px; stroke-linejoin: round; }
svg .soft { fill: var(--soft); }
svg .lane { font-weight: 600; }
svg .grid, svg .rule { stroke: var(--hair); }
svg .rule { stroke: var(--line); }
svg rect, svg circle { fill: var(--bar); }
svg .rough { fill: var(--bar-rough); }
svg .late { fill: var(--bar-late); }
svg .today { stroke: var(--red); stroke-width: 1.5; }
svg .today-label { fill: var(--red); font-weight: 600; }
svg .milestone line { stroke: var(--soft); stroke-dasharray: 2 3; opacity: 0.6; }
svg .milestone path { fill: var(--ink); }
svg .milestone text { font-weight: 600; }
svg .period { fill: var(--period); }
svg .open-area { fill: var(--blue-tint); }
svg .open-line, svg .closed-line { fill: none; stroke: var(--bar); stroke-width: 2; }
svg .closed-line { stroke: var(--green); stroke-dasharray: 5 3; }
svg .open-label { fill: var(--blue); font-weight: 600; }
svg .closed-label { fill: var(--green); font-weight: 600; }

footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.8125rem; }

@media screen and (max-width: 68.75rem) {
  body { padding: 0 1rem 2rem; }
  .tools { position: static; }
  .tools input { width: 100%; }
  .tools label:first-child { flex: 1 0 100%; }
  .tools output { margin-left: 0; flex-basis: 100%; }
  .items, .items > caption, .items > tbody, .items > tbody > tr > * { display: block; }
  .items > thead { display: none; }
  .script .items > thead { display: block; margin-bottom: 0.5rem; }
  .items > thead > tr { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; color: var(--soft); }
  .items > thead > tr::before { content: "Sort by"; font-size: 0.75rem; }
  .items > thead th, .items > thead th:first-child { position: static; padding: 0; border: 0; }
  .items > tbody > tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr)); gap: 0.5rem 1rem; margin-bottom: 0.75rem; padding: 1rem; border: 1px solid var(--line); border-radius: 10px; }
  .items > tbody > tr:target { background: var(--mark); }
  .items > tbody > tr.touched { border-left: 3px solid var(--blue); }
  .items > tbody > tr > *, .items > tbody > tr > :first-child { width: auto; min-width: 0; max-width: none; padding: 0; border: 0; box-shadow: none; }
  .items > tbody > tr:hover > *, .items > tbody > tr:target > * { background: none; }
  .items > tbody > tr > td:empty { display: none; }
  .items > tbody > tr > td::before { content: attr(data-label); display: block; color: var(--soft); font-size: 0.75rem; }
  .items > tbody > tr > .title { order: -2; grid-column: 1 / -1; font-size: 1rem; }
  .items > tbody > tr > .owners, .items > tbody > tr > .area { grid-column: span 2; }
  .items > tbody > tr > :is(.priority, .status) { order: -1; }
  .items > tbody > tr > :is(.comments, .description) { order: 1; grid-column: 1 / -1; padding-top: 0.6rem; border-top: 1px solid var(--hair); }
  .items > tbody > tr > :is(.comments, .description)::before { content: none; }
}
@media (max-width: 43.75rem) {
  .masthead { padding-top: 1.5rem; }
  h1 { font-size: 1.625rem; }
  .figures { gap: 0.75rem 1.5rem; }
  .milestones li { grid-template-columns: 1fr; gap: 0.1rem; }
  .tools select { flex: 1 1 8rem; max-width: none; }
  .tools label:has(select) { flex: 1 1 8rem; display: flex; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@page { size: A4 landscape; margin: 11mm 10mm; }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --raised: #fff; --ink: #14171b; --soft: #4e5761; --line: #cfd5db; --hair: #e2e6ea; --accent: #14171b; --mark: #fff;
    --red: #a31d16; --red-tint: #fdecea; --green: #155a32; --green-tint: #e4f4ea; --blue: #1d4396; --blue-tint: #e8eefb;
    --amber: #6d4300; --amber-tint: #fcf1da; --grey: #434b55; --grey-tint: #eef0f3;
    --rank-1: #2b323b; --rank-1-ink: #fff; --rank-2: #cfd6de; --rank-2-ink: #1f252c; --rank-3: #eaedf1;
    --bar: #7d9be0; --bar-rough: #d5dff5; --bar-late: #d2544b; --period: #eef0f3;
  }
  html { font-size: 10.5px; }
  body { padding: 0; max-width: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .masthead { padding-top: 0; }
  h2 { margin-top: 1.75rem; break-after: avoid; }
  nav, .tools, .skip, summary, .items > thead button::after { display: none !important; }
  .items > thead { display: table-header-group; }
  .items > thead button { display: contents; }
  .items > thead th { position: static; }
  .items > tbody > tr > * { padding-block: 0.5rem; }
  .items .comments { min-width: 0; }
  .items > tbody > tr { break-inside: avoid; }
  .log .say { max-width: none; }
  .intro > * { max-width: none; }
  .milestones { columns: 2; column-gap: 3rem; }
  .plot { overflow: visible; }
  svg { min-width: 0; max-height: 12.4cm; }
  figure { margin-top: 1rem; }
  figure, .milestones li, .backlog > li, .changes li { break-inside: avoid; }
  details > .log { margin-top: 0.45rem; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
}
`;
