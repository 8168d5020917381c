import { Markup } from '../markup/markup.ts'
import { colours } from './colours.ts'

/** The page's own style sheet. Nothing in it is loaded from anywhere. */
export const style: Markup = new Markup(`${colours}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:1168px;margin:0 auto;padding:0 24px}
h1,h2,h3,p,ul,dl,dd,figure,table,pre{margin:0}
ul{padding:0;list-style:none}
a{color:var(--link);text-underline-offset:3px}
a:focus-visible,pre:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:4px}
.skip{position:absolute;left:-999px}
.skip:focus{position:static;display:inline-block;padding:8px 24px}
small,.note,.muted,.spread,figcaption{color:var(--soft)}
header{padding-top:56px}
.kind{color:var(--soft);font-size:14px;letter-spacing:.02em}
h1{margin-top:4px;font-size:22px;line-height:1.3;font-weight:600}
.facts{display:flex;flex-wrap:wrap;gap:2px 20px;margin-top:4px;color:var(--soft);font-size:14px}
.verdict{padding:48px 0 40px}
.verdict h2{color:var(--soft);font-size:14px;font-weight:600;letter-spacing:.02em}
.sentence{max-width:30em;margin-top:8px;font-size:32px;line-height:1.28;font-weight:600;letter-spacing:-.012em;text-wrap:pretty}
.long{font-size:25px;line-height:1.34;max-width:36em}
.advice{max-width:40em;margin-top:20px;font-size:18px}
.deploy{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:32px;margin-top:36px;padding:28px 32px;background:var(--panel);border:1px solid var(--line);border-radius:12px}
.deploy h3{color:var(--soft);font-size:14px;font-weight:600}
.choice{margin-top:2px;font-size:24px;line-height:1.25;font-weight:650}
.deploy ul{margin-top:4px}
.deploy li{padding:3px 0}
.deploy li .note{display:block;font-size:14px;line-height:1.4}
.deploy+.note{margin-top:16px;font-size:15px}
nav{padding:14px 0;border-top:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:2px 22px;font-size:14px}
nav a{display:block;padding:4px 0;text-decoration:none}
nav a:hover{text-decoration:underline}
main>section:not(.verdict){display:grid;grid-template-columns:248px minmax(0,1fr);gap:24px 56px;padding:52px 0;border-top:1px solid var(--line)}
.lead h2{font-size:20px;line-height:1.3;font-weight:650;letter-spacing:-.005em;text-wrap:balance}
.lead p{margin-top:10px;color:var(--soft);font-size:15px}
.body{display:grid;gap:36px;align-content:start;min-width:0}
.explained{max-width:42em}
.big b{font-size:24px;font-weight:650}
figcaption{max-width:46em;margin-top:16px;font-size:14px}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font-size:12px;fill:var(--text)}
svg .tick,svg .muted{font-size:11px;fill:var(--soft)}
svg .value{font-weight:600}
svg .halo{paint-order:stroke;stroke:var(--ground);stroke-width:4;stroke-linejoin:round}
.narrow{display:none}
.panels{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:36px 44px}
.panel{min-width:0;break-inside:avoid}
.panel h3{margin-bottom:8px;padding-bottom:6px;border-bottom:1px solid var(--line);font-size:15px;font-weight:650}
.panel h3 small{float:right;font-size:13px;font-weight:400}
.panel .note{margin-top:6px;font-size:13px;line-height:1.45}
.grid{stroke:var(--line);stroke-width:1}
.axis{stroke:var(--axis);stroke-width:1}
.against{stroke:var(--text);stroke-width:1.2}
.leader{stroke:var(--axis);stroke-width:.8}
.line{fill:none;stroke:var(--ink);stroke-width:2;stroke-linejoin:round}
.bar{stroke:var(--ink);stroke-width:4;stroke-linecap:round;opacity:.42}
.cross{fill:none;stroke:var(--ink);stroke-width:2;stroke-linecap:round;opacity:.5}
.mark{fill:var(--ink);stroke:var(--ground);stroke-width:1}
.mark.hollow{fill:var(--ground);stroke:var(--ink);stroke-width:1.8}
.fill{fill:var(--ink)}
.ground{fill:var(--pale)}
.ring{fill:none;stroke:var(--text);stroke-width:1.3}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.4}
caption{padding-bottom:10px;text-align:left;color:var(--soft);font-size:14px}
th,td{padding:10px 6px;border-bottom:1px solid var(--line);vertical-align:top;text-align:right}
th:first-child{padding-left:0;text-align:left}
thead th{overflow-wrap:normal;color:var(--soft);font-weight:500;vertical-align:bottom}
tbody th{min-width:150px;font-weight:600}
td b{font-weight:600;white-space:nowrap}
.body>.note{font-size:14px}
.spread,.finding{display:block;font-size:13px}
.spread,.finding span{white-space:nowrap}
.big .spread{display:inline}
.finding{font-weight:600}
.better{color:var(--better)}
.worse{color:var(--worse)}
.best td,.best th{background:var(--panel)}
.key{display:inline-block;width:14px;height:14px;margin:0 7px 0 0;vertical-align:-2px}
.tag{display:inline-block;padding:0 7px;border:1px solid var(--axis);border-radius:99px;color:var(--soft);font-size:12px;font-weight:500;line-height:18px}
.plain li{max-width:46em;padding:5px 0}
.plain li+li{border-top:1px solid var(--line)}
dl{display:grid;gap:6px}
dl div{display:grid;grid-template-columns:140px minmax(0,1fr);gap:16px}
dt{color:var(--soft)}
pre{padding:18px 20px;background:var(--panel);border:1px solid var(--line);border-radius:8px;font:14px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;user-select:all}
footer{padding-top:28px;padding-bottom:64px;color:var(--soft);font-size:14px}
footer p{padding-top:20px;border-top:1px solid var(--line)}
@media screen and (min-width:1081px) and (min-height:600px){
.lead{position:sticky;top:28px;align-self:start}
}
@media (max-width:1080px){
main>section:not(.verdict){grid-template-columns:minmax(0,1fr)}
.lead p{max-width:46em}
.deploy{gap:24px}
}
@media screen and (max-width:820px){
.cards,.cards caption,.cards tbody,.cards tr,.cards th,.cards td{display:block;text-align:left}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tbody tr{padding:14px 0;border-bottom:1px solid var(--line);background:none}
.cards tbody th,.cards td{padding:2px 0;border:0}
.cards tbody th{padding-bottom:6px;font-size:15px}
.cards td{display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline}
.cards td::before{content:attr(data-label);flex:1 0 8em;color:var(--soft)}
.finding{flex-basis:100%;text-align:right}
.best td,.best th{background:none}
}
@media screen and (max-width:700px){
header,main,footer{padding-left:20px;padding-right:20px}
header{padding-top:32px}
.verdict{padding:32px 0}
.sentence{font-size:24px}
.long{font-size:20px}
.deploy{grid-template-columns:minmax(0,1fr);padding:20px}
main>section:not(.verdict){padding:36px 0}
.wide{display:none}
.narrow{display:block}
.panels{grid-template-columns:minmax(0,1fr)}
dl div{grid-template-columns:minmax(0,1fr);gap:0}
}
@media print{
@page{margin:16mm 14mm}
html{font-size:11pt}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
nav,.skip{display:none}
.verdict{padding:24px 0}
.sentence{font-size:24px}
.long{font-size:18px}
.advice{font-size:15px}
.deploy{margin-top:20px;padding:18px 20px;gap:20px;font-size:14px}
.choice{font-size:18px}
.tag{font-size:9px;line-height:14px}
main>section:not(.verdict){display:block;padding:24px 0}
.lead{margin-bottom:16px;break-after:avoid}
.body{display:block}
.body>*+*{margin-top:20px}
.wide{display:block}
.narrow{display:none}
.panels{grid-template-columns:repeat(2,minmax(0,1fr));gap:24px 32px}
.deploy{break-inside:avoid}
svg,tr,pre,figcaption{break-inside:avoid}
table{font-size:11px}
th,td{padding:6px 4px}
tbody th{min-width:110px}
caption,.spread,.finding{font-size:10.5px}
h2,h3{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`)
