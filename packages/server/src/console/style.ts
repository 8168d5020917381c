/** The console's look: follows the system's light or dark, and folds up on a phone. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6676; --ground: #f4f6f9; --card: #fff; --line: #dde3eb;
  --accent: #2456c7; --good: #1b7f4d; --warn: #b25b00; --bad: #b3261e; --track: #e6ebf2 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebf3; --soft: #9aa7b8; --ground: #11161d; --card: #1a212b; --line: #2b3542; --accent: #7ea6ff;
    --good: #58c78d; --warn: #f0a45a; --bad: #ff8a80; --track: #2b3542 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif }
header { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; padding: 1rem 1.25rem .25rem }
h1 { font-size: 1.15rem; margin: 0 }
h2 { font-size: .8rem; margin: 0 0 .6rem; color: var(--soft); text-transform: uppercase; letter-spacing: .06em }
#state { color: var(--soft); font-size: .9rem } #state.live::before { content: '● '; color: var(--good) }
#state.lost::before { content: '● '; color: var(--bad) }
main { display: grid; gap: 1rem; padding: 1rem 1.25rem 2rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start }
.tiles { grid-column: 1 / -1; display: grid; gap: 1rem; grid-template-columns: repeat(4, minmax(0, 1fr)) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; min-width: 0 }
.figure { font-size: 1.55rem; font-variant-numeric: tabular-nums; line-height: 1.2 }
.note { color: var(--soft); font-size: .85rem }
.bar { height: 6px; border-radius: 3px; background: var(--track); overflow: hidden; margin-top: .45rem }
.bar i { display: block; height: 100%; background: var(--accent); width: 0 }
.bar i.good { background: var(--good) } .bar i.warn { background: var(--warn) } .bar i.bad { background: var(--bad) }
ol { list-style: none; margin: 0; padding: 0 }
li { border-top: 1px solid var(--line) } li:first-child { border-top: 0 }
summary { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr) auto; gap: .1rem .75rem; padding: .5rem 0; cursor: pointer; list-style: none }
summary::-webkit-details-marker { display: none }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.when, .took { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .85rem; line-height: 1.6 }
.who { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .who b { font-weight: 600 }
.why { grid-column: 2 / -1; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere }
.tag { display: inline-block; font-size: .75rem; border: 1px solid currentColor; border-radius: 99px; padding: 0 .5rem; margin-left: .35rem }
.tag.warn { color: var(--warn) } .tag.bad { color: var(--bad) } .tag.soft { color: var(--soft) }
details p { margin: 0 0 .3rem 5.35rem; font-size: .88rem; overflow-wrap: anywhere } details p:last-child { padding-bottom: .5rem }
.agent { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .75rem; padding: .4rem 0 }
.agent span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .agent .bar { grid-column: 1 / -1; margin-top: .2rem }
.agent.away { color: var(--soft) }
.empty { color: var(--soft); padding: .5rem 0 }
@media (max-width: 760px) {
  main { grid-template-columns: minmax(0, 1fr); padding: .75rem } header { padding: .75rem .75rem 0 }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem } .figure { font-size: 1.3rem }
  summary { grid-template-columns: minmax(0, 1fr) auto } .when { grid-column: 1 / -1; line-height: 1.2 } .why { grid-column: 1 / -1 }
  details p { margin-left: 0 } .who { white-space: normal; overflow-wrap: anywhere } }
`
