/** The report's looks: system fonts, light and dark by the reader's setting. */
export const style = `
:root{--ink:#1f2328;--soft:#59636e;--line:#d8dce1;--paper:#fff;--panel:#f6f7f9;--main:#2f5f8f;--band:#c9dcee;--bad:#b42318;--badpaper:#fdecea;--good:#1a6e3c;--goodpaper:#e4f4ea}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa4ae;--line:#3a4149;--paper:#15181c;--panel:#1d2126;--main:#7fb0de;--band:#2b4560;--bad:#ff8a7a;--badpaper:#43201c;--good:#7fd29b;--goodpaper:#1b3525}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:1140px;margin:0 auto;padding:32px 24px 64px}
header{display:flex;gap:40px;justify-content:space-between;align-items:flex-start;flex-wrap:wrap}header>div{flex:1 1 480px}
h1{font-size:28px;line-height:1.2;margin:0 0 8px;display:flex;align-items:center;gap:12px}h2{font-size:18px;margin:40px 0 8px}
p{margin:0 0 12px;color:var(--soft);max-width:78ch}.lead{color:var(--ink)}
table{border-collapse:collapse;width:100%}td,th{padding:7px 12px 7px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
th{color:var(--soft);font-size:13px}.counts{width:auto}.counts td{text-align:right;padding-left:20px;font-variant-numeric:tabular-nums}
.gates{margin-top:24px}.number{font-variant-numeric:tabular-nums;white-space:nowrap}.about,.about i{color:var(--soft);font-size:13px}
.chip{display:inline-block;min-width:76px;text-align:center;padding:1px 10px;border-radius:10px;font-size:13px;font-weight:600;background:var(--panel);color:var(--soft)}
.chip.pass{background:var(--goodpaper);color:var(--good)}.chip.fail{background:var(--badpaper);color:var(--bad)}
tr.over td{color:var(--bad)}tr.over .about,tr.over .about i{color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:20px 32px}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(310px,1fr));gap:20px}
figure{margin:0;background:var(--panel);border-radius:8px;padding:12px}svg{display:block;width:100%;height:auto;font-family:inherit}
svg .title{font-size:13px;font-weight:600;fill:var(--ink)}svg .small{font-size:10.5px;fill:var(--soft)}svg .small.over{fill:var(--bad)}
svg .grid{stroke:var(--line);fill:none;stroke-width:.7}svg .axis{stroke:var(--soft);fill:none}svg .bar{fill:var(--main);opacity:.85}
svg .curve{stroke:var(--main);stroke-width:2;fill:none;stroke-linejoin:round}svg .reference{stroke:var(--soft);stroke-dasharray:4 4;fill:none}
svg .dot{fill:var(--main)}svg .dot.over{fill:var(--bad)}svg .interval{stroke:var(--main);stroke-width:1.5;opacity:.55;fill:none}
svg .allowed{stroke:var(--band);stroke-width:9;fill:none}svg .limit{stroke:var(--bad);stroke-dasharray:5 3;fill:none}
`;
