/** The page's look: follows the system's light or dark, and folds up on a phone. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6676; --ground: #f4f6f9; --card: #fff; --line: #dde3eb;
  --accent: #2456c7; --good: #1b7f4d; --warn: #b25b00; --bad: #b3261e; --track: #e6ebf2 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebf3; --soft: #9aa7b8; --ground: #11161d; --card: #1a212b; --line: #2b3542; --accent: #7ea6ff;
    --good: #58c78d; --warn: #f0a45a; --bad: #ff8a80; --track: #2b3542 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif }
header { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; padding: 1rem 1.25rem .25rem }
h1 { font-size: 1.15rem; margin: 0 }
h2 { font-size: .8rem; margin: 0 0 .6rem; color: var(--soft); text-transform: uppercase; letter-spacing: .06em }
#clock { font-variant-numeric: tabular-nums; color: var(--soft) }
#state { color: var(--soft); font-size: .9rem } #state.live::before { content: '● '; color: var(--good) }
#state.lost::before { content: '● '; color: var(--bad) }
#add { margin-left: auto; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; color: var(--soft); font-size: .9rem }
#wrong { margin: .5rem 1.25rem 0; color: var(--bad) }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: .25rem .65rem }
button { cursor: pointer; font-size: .87rem } button:hover { border-color: var(--accent) }
button.main { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600 }
:is(button, select, input, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
main { display: grid; gap: 1rem; padding: 1rem 1.25rem 2rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start }
#agents { max-height: 32rem; overflow: auto }
.side { display: grid; gap: 1rem; min-width: 0 }
.tiles { grid-column: 1 / -1; display: grid; gap: 1rem; grid-template-columns: repeat(4, minmax(0, 1fr)) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; min-width: 0 }
.figure { font-size: 1.55rem; font-variant-numeric: tabular-nums; line-height: 1.2 }
.note { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere }
.empty { color: var(--soft); margin: 0 } [hidden] { display: none !important }
.row { display: grid; gap: .1rem .75rem; grid-template-columns: minmax(0, 1fr) auto; align-items: center; padding: .5rem 0; border-top: 1px solid var(--line) }
.row:first-child { border-top: 0 }
.row .wide { grid-column: 1 / -1 }
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .name b { font-weight: 600 }
.tag { display: inline-block; font-size: .75rem; border: 1px solid currentColor; border-radius: 99px; padding: 0 .5rem; margin-left: .4rem; color: var(--soft) }
.tag.invited, .tag.paused, .tag.alone { color: var(--warn) } .tag.active, .tag.online { color: var(--good) } .tag.waiting, .tag.asked { color: var(--accent) }
.buttons { display: flex; flex-wrap: wrap; gap: .35rem; justify-content: flex-end }
.slots { display: flex; flex-wrap: wrap; gap: 3px; margin-top: .25rem }
.slots i { width: 18px; height: 8px; border-radius: 3px; background: var(--track) } .slots i.active { background: var(--good) } .slots i.invited { background: var(--warn) }
ol { list-style: none; margin: 0; padding: 0; max-height: 26rem; overflow: auto }
li { display: grid; grid-template-columns: 4.3rem minmax(0, 1fr) auto; gap: 0 .6rem; font-size: .85rem; padding: .25rem 0; border-top: 1px solid var(--line) } li:first-child { border-top: 0 }
li span { overflow-wrap: anywhere } .when, .took { color: var(--soft); font-variant-numeric: tabular-nums } li.bad .what { color: var(--bad) }
summary { cursor: pointer; color: var(--soft); font-size: .85rem } details p { margin: .15rem 0; font-size: .9rem; overflow-wrap: anywhere }
details form { display: flex; gap: .4rem; margin-top: .3rem } details input { flex: 1; min-width: 0 }
@media (max-width: 760px) {
  main { grid-template-columns: minmax(0, 1fr); padding: .75rem } header { padding: .75rem .75rem 0 } #add { margin-left: 0 }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem } .figure { font-size: 1.3rem }
  .row { grid-template-columns: minmax(0, 1fr) } .buttons { order: 1; justify-content: flex-start; margin-top: .3rem } details { order: 2 } button { padding: .4rem .8rem }
  .name { white-space: normal; overflow-wrap: anywhere } li { grid-template-columns: 4.3rem minmax(0, 1fr) } .took { grid-column: 2 } }
`
