/** The report's looks: system fonts, light and dark by the reader's setting, no red for people. */
export const style = `
:root{--ink:#1f2328;--soft:#59636e;--line:#d8dce1;--paper:#fff;--panel:#f6f7f9;--main:#0072b2;--warn:#8a5a00;--warnpaper:#fdf3dc;--v0:#2166ac;--v1:#67a9cf;--v2:#9aa4ae;--v3:#e69f00;--v4:#b35806}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa4ae;--line:#3a4149;--paper:#15181c;--panel:#1d2126;--main:#56b4e9;--warn:#f0c674;--warnpaper:#3a2f16;--v0:#67a9cf;--v1:#9ecae1;--v2:#9aa4ae;--v3:#f0b84d;--v4:#fdae61}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1180px;margin:0 auto;padding:32px 24px 64px}h1{font-size:26px;line-height:1.2;margin:0 0 8px}h2{font-size:18px;margin:40px 0 8px}h3{font-size:14px;margin:20px 0 4px}
p,li{color:var(--soft);max-width:86ch;margin:0 0 8px}.lead{color:var(--ink)}ul{padding-left:20px;margin:0}
table{border-collapse:collapse;width:100%}td,th{padding:5px 12px 5px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
th{color:var(--soft);font-size:12.5px}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.notice{background:var(--warnpaper);color:var(--warn);padding:8px 12px;border-radius:6px;margin:4px 0}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:16px}.swarm{max-width:760px;margin-top:16px}.scroll{overflow-x:auto}
figure{margin:0;background:var(--panel);border-radius:8px;padding:12px}svg{display:block;width:100%;height:auto;font-family:inherit}
svg .title{font-size:12.5px;font-weight:600;fill:var(--ink)}svg .small{font-size:10px;fill:var(--soft)}svg .grid{stroke:var(--line);fill:none;stroke-width:.7}
svg .axis{stroke:var(--soft);fill:none}svg .curve{stroke:var(--main);stroke-width:2;fill:none;stroke-linejoin:round}svg .reference{stroke:var(--soft);stroke-dasharray:4 4;fill:none}
svg .dot{fill:var(--main)}svg .bee{opacity:.85}svg .none{fill:none;stroke:var(--soft)}${['v0', 'v1', 'v2', 'v3', 'v4'].map((v) => `svg .${v}{fill:var(--${v})}`).join('')}
`;
