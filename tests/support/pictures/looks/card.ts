import { escaped, page, type Drawing } from '../html.ts';
import { ui, type Card } from '../messages.ts';
import type { Random } from '../random.ts';

const words = ui.card;

/** A card of third-party payment; its holder is invented, the key of the number is none. */
export function card(spec: Card, random: Random): Drawing {
  return spec.layout === 'sheet' ? sheet(spec, random) : landscape(spec, random);
}

function rates(random: Random, border: string): string {
  const columns = words.columns.slice(0, random.whole(6, 8));
  const cell = `style="border:1px solid ${border};padding:3px 4px;text-align:center"`;
  return `<table style="border-collapse:collapse;width:100%;font-size:11px"><tr>${columns.map((name) => `<th ${cell}>${name}</th>`).join('')}</tr><tr>${columns.map(() => `<td ${cell}>${random.pick(['100', '100', '125', 'PEC'])}</td>`).join('')}</tr></table>`;
}

/** As wide as a bank card. */
function landscape(spec: Card, random: Random): Drawing {
  const html = `<div style="min-height:100%;background:#fff;color:#222;border-radius:0"><div style="background:${spec.colour};color:#fff;display:flex;justify-content:space-between;align-items:center;padding:10px 18px"><b style="font-size:25px">${escaped(spec.insurerPrinted)}</b><span style="text-align:right;font-size:13px;line-height:17px"><b>${words.title}</b><br>${words.validity}<br>${words.from}</span></div>
<div style="padding:10px 18px;font-size:12.500px;line-height:18px"><div style="display:flex;justify-content:space-between"><span>${words.contract} <b>${random.whole(1000000, 9999999)}</b></span><span>${words.amc} <b>${spec.amc}</b></span><span>${words.csr} <b>${random.whole(100, 999)}</b></span></div>
<table style="width:100%;margin:8px 0;font-size:12px"><tr style="text-align:left;color:#555"><th>${words.beneficiaries}</th><th>${words.born}</th><th>${words.nir}</th></tr><tr><td>${spec.holder}</td><td>${spec.born}</td><td>${spec.nir}</td></tr></table>${rates(random, '#999')}
<div style="display:flex;justify-content:space-between;align-items:flex-end;margin-top:10px"><span style="font-size:11px;line-height:15px">${words.remote}<br>${words.professionals} ${words.phone}</span><b style="font-size:23px;color:${random.pick(['#003b71', '#00857c', '#b0006a'])}">${escaped(spec.operatorPrinted)}</b></div></div></div>`;
  return { html: page(html, `body{font-family:Lato,sans-serif}`, ['lato']), width: 540, height: 330 };
}

/** A sheet sent by mail or shown by an app. */
function sheet(spec: Card, random: Random): Drawing {
  const html = `<div style="min-height:100%;background:#fff;color:#1c1c1c;padding:26px 28px;font-size:14px;line-height:21px;border:1px solid #ddd"><div style="display:flex;justify-content:space-between;align-items:center;border-bottom:4px solid ${spec.colour};padding-bottom:12px;margin-bottom:14px"><b style="font-size:30px;color:${spec.colour}">${escaped(spec.insurerPrinted)}</b><b style="font-size:18px">${words.title.toUpperCase()}</b></div>
<div>${words.validity} ${words.from}</div><div>${words.amc} : ${spec.amc} &nbsp; ${words.type} SE &nbsp; ${words.csr} ${random.whole(100, 999)}</div><div style="margin-bottom:12px">${words.contract} : ${random.whole(1000000, 9999999)}</div>
<div style="margin-bottom:12px"><b>${words.beneficiaries}</b><br>${spec.holder} – ${words.born} ${spec.born}<br>${words.nir} ${spec.nir}</div>${rates(random, '#777')}
<div style="margin:16px 0 6px;display:flex;justify-content:space-between;align-items:center"><span>${words.remote}<br>${words.professionals} ${words.phone}</span><span style="font-size:24px;font-weight:700;border:2px solid #444;border-radius:8px;padding:6px 12px">${escaped(spec.operatorPrinted)}</span></div><div style="font-size:11px;color:#555">${words.keep}</div></div>`;
  return {
    html: page(html, `body{font-family:'DejaVu Sans',sans-serif}`, ['lato']),
    width: 620,
    height: 420,
  };
}
