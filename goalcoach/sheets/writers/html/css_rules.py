"""The rules of a web page's style: light or dark on a screen, on paper as the sheets are.

The same for every sheet. What a $name stands for follows from the styles of the kinds there are,
or is a measure that paper has as well.
Black on white in print, whatever the screen has. Sides are named by where a line starts and ends,
so that a page which runs from right to left is mirrored.
"""

from __future__ import annotations

COMMON = """
:root { color-scheme: light dark; --ink: #1c1b19; --ground: #fffdf8; --quiet: #4d4a44;
  --rule: #6b675f; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 12mm 5mm; color: var(--ink); background: var(--ground);
  max-width: calc(var(--gutter) + var(--column) + var(--reach) + 10mm);
  font: var(--body)/var(--pitch) "Noto Sans", system-ui, sans-serif;
  overflow-wrap: anywhere; hyphens: manual; text-wrap: pretty; }
h1, h2, h3, p, dl, dt, dd, ul, ol, li, figure, blockquote { margin: 0; padding: 0;
  font-size: inherit; font-weight: inherit; }
h1, h2, h3, p, dt, dd, li, figcaption, th { unicode-bidi: plaintext; text-align: left; }
[dir=rtl] :is(h1, h2, h3, p, dl, dt, dd, li, figcaption, th) { text-align: right; }
strong, dt { font-weight: bold; }
bdi { white-space: nowrap; }
.side, .notices, footer { padding-inline: var(--gutter) var(--reach); }
.notices div { font-weight: bold; display: flex; flex-wrap: wrap; gap: 0 1em; margin-bottom: 6pt; }
.notices p + p { margin: 0; }
.letterhead { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2em;
  margin-bottom: 12pt; }
header { break-after: avoid; }
.title { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline;
  gap: 0 1em; font-size: var(--title); line-height: 1.25; font-weight: bold; }
.title .aside { font-size: var(--body); font-weight: normal; }
.name { display: flex; align-items: end; gap: .5em; font-size: var(--body); margin-top: 4pt; }
.name .write { flex: 1; height: auto; max-width: 80mm; }
.meta { font-size: var(--small); line-height: 1.4; margin-top: 2pt; }
.heading { font-size: var(--heading); line-height: 1.3; font-weight: bold;
  margin: var(--space) 0 4pt; break-after: avoid; }
$lined .heading { border-top: 1pt solid; padding-top: 3pt; }
.part { font-size: var(--part); font-weight: bold; margin: 10pt 0 3pt; break-after: avoid; }
.side + .side { margin-top: calc(2 * var(--space)); padding-top: var(--space);
  border-top: 1pt solid var(--rule); }
.plots + p, :is(p, dl, ul, ol, blockquote) + :is(p, dl, ul, ol, blockquote) { margin-top: 4pt; }
blockquote { font-size: var(--quote); line-height: 1.3; }
.statement { font-size: var(--statement); line-height: 1.2; font-weight: bold; margin-bottom: 4pt; }
.statement.long { font-size: var(--statement-long); }
.statement.longer { font-size: var(--statement-longer); line-height: 1.35; }
.facts dt, .facts dd { display: inline; unicode-bidi: normal; }
.facts > div, .title span, .letterhead span, footer span { unicode-bidi: plaintext; }
.facts > div + div { margin-top: 2pt; }
ul { list-style: none; }
.marks li, .contacts li, ol li, .ifthen { break-inside: avoid; }
.marks li { position: relative; }
.marks.days li + li { margin-top: 8pt; }
.marks.steps li + li, .contacts li + li, ol li + li { margin-top: 5pt; }
.marks svg { position: absolute; top: calc((var(--pitch) - .95em) / 2); width: .95em;
  height: .95em; inset-inline-start: calc(-1 * var(--gutter)); }
.marks.days { break-inside: avoid; }
[dir=rtl] svg.now { transform: scaleX(-1); }
ol { list-style: none; counter-reset: step; }
ol li { position: relative; counter-increment: step; }
ol li::before { content: counter(step); position: absolute; font-weight: bold;
  inset-inline-start: calc(-1 * var(--gutter)); }
.ifthen + .ifthen { margin-top: 8pt; }
.frame { --line: 1.6pt; margin-block: var(--space) 0; padding-block: 4.5mm;
  border: var(--line) solid; border-radius: 2.5mm; break-inside: avoid;
  margin-inline: calc(-1 * var(--gutter)) calc(-1 * var(--reach));
  padding-inline: calc(var(--gutter) - var(--line)) calc(var(--reach) - var(--line)); }
.frame .heading { margin-top: 0; }
.frame.alert { --line: 3pt; }
.frame ol li::before, .frame .marks svg { inset-inline-start: calc(-.75 * var(--gutter)); }
.frame.alert .heading { position: relative; }
.frame.alert .heading svg { position: absolute; width: 1.15em; height: 1.15em; top: .06em;
  inset-inline-start: calc(-.75 * var(--gutter)); }
.labelled > div { display: grid; grid-template-columns: var(--label) minmax(0, 1fr);
  column-gap: 5mm; margin-top: 4pt; break-inside: avoid; }
.labelled > div > dt { line-height: var(--pitch); }
.labelled .note { display: block; font-weight: normal; font-size: .9em; color: var(--quiet); }
.labelled .marks li, .labelled ol li { padding-inline-start: 1.5em; }
.labelled .marks svg, .labelled ol li::before { inset-inline-start: 0; }
.plots { display: flex; flex-wrap: wrap; gap: 5mm; break-inside: avoid; }
.plots svg { max-width: 100%; height: auto; display: block; }
.week { width: 100%; border-collapse: collapse; margin-top: 8pt; }
.week tr { break-inside: avoid; }
.week thead th { font-weight: normal; padding: 3pt 0; text-align: start; vertical-align: bottom;
  font-size: var(--small); line-height: 1.3; }
.week thead th + th { font-weight: bold; text-align: center; white-space: nowrap; }
.week tbody tr { border-top: .5pt solid var(--rule); }
.week tbody tr:last-child { border-bottom: .5pt solid var(--rule); }
.week thead td, .week tbody th { width: calc(6.8 * var(--small)); }
.week tbody th { text-align: start; vertical-align: top; padding-top: 2.5mm; white-space: nowrap;
  font-size: var(--small); font-weight: bold; line-height: 1.4; }
.week .date { display: block; font-weight: normal; font-size: 1.7em; line-height: 1.1; }
.week .lines { padding-inline: 0 5mm; padding-bottom: 2.5mm; }
.write { border-bottom: .5pt solid var(--rule); height: var(--write); }
.week .box { width: calc(var(--box) + 2.6mm); padding: 0; vertical-align: middle; }
.week .box div { width: var(--box); height: calc(var(--box) - 1mm); margin: auto;
  border: 1pt solid; border-radius: 1mm; }
.week.many .date { font-size: 1em; }
.week .step { width: 26mm; padding: 2mm 4mm 0 0; vertical-align: top; white-space: nowrap;
  font-size: calc(.85 * var(--small)); }
.week .step li + li { margin-top: 1mm; }
.tick, .count { display: inline-block; width: 1em; height: 1em; border: .75pt solid;
  vertical-align: -.15em; }
.count { width: 2em; border-width: 0 0 .5pt; }
.strips { display: flex; flex-wrap: wrap; gap: $strips_apart; margin-block: 8mm 7mm; }
.strip { position: relative; display: flex; flex-direction: column; width: $face_wide;
  break-inside: avoid; outline: .25pt solid var(--rule); }
.face { min-height: $face_high; padding: 4mm 5mm 3mm; display: flex; flex-direction: column;
  break-inside: avoid; }
.large .strip { width: 105mm; }
.large .face { min-height: 148mm; padding: 10mm 11mm; }
.face + .face { border-top: .5pt dashed var(--rule); }
.face.back { order: -1; border-top: 0; }
.face:first-child { border-top: .5pt dashed var(--rule); }
.face .heading { margin: 0 0 2pt; }
.face .foot { margin-top: auto; text-align: end; font-size: 8pt; line-height: 1.2;
  color: var(--quiet); }
.face .marks li, .face ol li { padding-inline-start: 1.6em; }
.face .marks svg, .face ol li::before { inset-inline-start: 0; }
.face li + li, .face p + p { margin-top: 2pt !important; }
[dir=rtl] .strips { direction: ltr; }
[dir=rtl] .face { direction: rtl; }
.cuts { position: absolute; inset: -7mm; width: $cuts_x; height: $cuts_y; pointer-events: none; }
footer { margin-top: var(--space); }
footer p { border-top: .5pt solid var(--rule); padding-top: 4pt; font-size: max(var(--foot), 9pt);
  line-height: 1.4; color: var(--quiet); display: flex; flex-wrap: wrap; gap: 0 1.2em; }
footer strong { color: var(--ink); }
"""

SCREEN = """
@media screen {
  .copy[aria-hidden], .copy [aria-hidden], .cuts { display: none; }
  $dense { --body: 12pt; --pitch: 17.5pt; --small: 11pt; }
}
@media screen and (max-width: 40rem) {
  :root { --gutter: 8mm; --reach: 3mm; }
  .labelled > div { grid-template-columns: 1fr; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #ebe8e1; --ground: #181715; --quiet: #b9b5ab; --rule: #8d897f; }
}
@media screen and (prefers-contrast: more) {
  :root { --quiet: var(--ink); --rule: var(--ink); }
}
"""

# A table's head and foot stand on each page; here they are the notices and the footer. What is
# tight on a screen is well parted on paper, so less space keeps a usual plan on its two sides; on
# Letter, which is shorter, less again.
PRINT = """
@media print {
  :root { color-scheme: light; --ink: #000; --ground: #fff; --quiet: #4d4d4d; --rule: #666; }
  body { display: table; width: 100%; max-width: none; padding: 0; }
  .notices { display: table-header-group; break-inside: avoid; }
  main { display: table-row-group; }
  footer { display: table-footer-group; break-inside: avoid; }
  .notices div, footer p { margin-inline: var(--gutter) var(--reach); }
  footer::before { content: ""; display: block; height: 3mm; }
  .heading, .frame { margin-top: calc(var(--tight) * var(--space)); }
  header + section > .heading { margin-top: 10pt; }
  $whole .side > * { break-inside: avoid; }
  .frame { padding-block: 3.5mm; }
  .marks.days li + li { margin-top: 6pt; }
  .marks.steps li + li, .contacts li + li, ol li + li { margin-top: 4pt; }
  .side + .side { break-before: page; margin-top: 0; padding-top: 0; border-top: 0; }
  $spaces
}
"""

# Four faces fill the paper, to be folded twice: 1 and the back above, 2 and 3 below. How to fold
# it, and the notices, stand above face 1.
QUARTERS = """
@media print {
  body, main, footer, .side { display: block; position: static; padding: 0; }
  .notices, .side > header, footer { position: absolute; inset-inline-start: 11mm; }
  .notices, .side > header { display: block; font-size: 10pt; line-height: 12.5pt; }
  .notices, .side > header { padding: 0; width: calc(var(--paper-wide) / 2 - 22mm); }
  .notices { top: 5mm; }
  .notices div { margin: 0; }
  .side > header { top: 18mm; }
  .side > header .title { font-size: 11pt; }
  footer p { margin: 0; }
  footer { top: calc(var(--paper-high) - 15mm); margin: 0; padding: 0; width: 83mm; }
  footer::before { display: none; }
  .strips { display: block; margin: 0; }
  .large .strip { display: grid; grid-template: 1fr 1fr / 1fr 1fr; outline: 0;
    width: var(--paper-wide); height: calc(var(--paper-high) - .5mm); }
  .large .strips :is(.copy, .cuts) { display: none; }
  .large .face { min-height: 0; order: 0; border: 0; grid-area: 2 / 2; padding-bottom: 14mm; }
  .large .n1 { grid-area: 1 / 1; padding-top: 46mm; }
  .large .back { grid-area: 1 / 2; }
  .large .n2 { grid-area: 2 / 1; }
  .large :is(.n2, .n3) { border-top: .5pt dashed var(--rule); }
  .large :is(.back, .n3) { border-inline-start: .5pt dashed var(--rule); }
  .large .n2::before, .large .back::before { position: absolute; font-weight: bold;
    font-size: 10.5pt; margin: -15mm 0 0 -7mm; }
  .large .n2::before { content: "A"; }
  .large .back::before { content: "B"; margin: -5mm 0 0 -9mm; }
}
"""
