import { escaped, page, type Drawing } from '../html.ts';
import { ui, type Card } from '../messages.ts';
import type { Random } from '../random.ts';

const words = ui.card;

/** A card of third-party payment; its holder is invented, the key of the number is none. */
export function card(spec: Card, random: Random): Drawing {
  const layouts: Record<string, typeof sheet> = { sheet, landscape, app: inApp, fold };
  const layout = layouts[spec.layout];
  if (!layout) throw new Error(`no layout ${spec.layout}`);
  return layout(spec, random);
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
  const html = `<div style="min-height:100%;background:#fff;color:#1c1c1c;padding:26px 28px;font-size:14px;line-height:21px;border:1px solid #ddd"><div style="display:flex;justify-content:space-between;align-items:center;border-bottom:4px solid ${spec.colour};padding-bottom:12px;margin-bottom:14px"><b style="font-size:30px;line-height:34px;color:${spec.colour}">${escaped(spec.insurerPrinted)}</b><b style="font-size:18px">${words.title.toUpperCase()}</b></div>
<div>${words.validity} ${words.from}</div><div>${words.amc} : ${spec.amc} &nbsp; ${words.type} SE &nbsp; ${words.csr} ${random.whole(100, 999)}</div><div style="margin-bottom:12px">${words.contract} : ${random.whole(1000000, 9999999)}</div>
<div style="margin-bottom:12px"><b>${words.beneficiaries}</b><br>${spec.holder} – ${words.born} ${spec.born}<br>${words.nir} ${spec.nir}</div>${rates(random, '#777')}
<div style="margin:16px 0 6px;display:flex;justify-content:space-between;align-items:center"><span>${words.remote}<br>${words.professionals} ${words.phone}</span><span style="font-size:24px;font-weight:700;border:2px solid #444;border-radius:8px;padding:6px 12px">${escaped(spec.operatorPrinted)}</span></div><div style="font-size:11px;color:#555">${words.keep}</div></div>`;
  return {
    html: page(html, `body{font-family:'DejaVu Sans',Lato}`, ['lato']),
    width: 620,
    height: 420,
  };
}

/** The card as the insurer's app shows it. */
function inApp(spec: Card, random: Random): Drawing {
  const line = (label: string, value: string) =>
    `<div style="display:flex;justify-content:space-between;padding:7px 0;border-bottom:1px solid #eceef1"><span style="color:#667">${label}</span><b style="font-weight:500">${value}</b></div>`;
  const html = `<div style="min-height:100%;background:#f3f4f7;color:#1d2129;display:flex;flex-direction:column"><div style="background:${spec.colour};color:#fff;padding:50px 20px 18px;font-size:20px;font-weight:700;text-align:center">${words.appTitle}</div>
<div style="flex:1;padding:18px 16px"><div style="background:#fff;border-radius:14px;box-shadow:0 2px 10px #0002;padding:16px;font-size:14px"><div style="display:flex;justify-content:space-between;align-items:center;margin-bottom:8px"><b style="font-size:22px;color:${spec.colour}">${escaped(spec.insurerPrinted)}</b><span style="font-size:12px;text-align:right">${words.title}<br>${words.from}</span></div>
${line(words.beneficiaries, spec.holder)}${line(words.born, spec.born)}${line(words.nir, spec.nir)}${line(words.contract, String(random.whole(1000000, 9999999)))}${line(words.amc, spec.amc)}${line(words.operatorLabel, escaped(spec.operatorPrinted))}<div style="height:12px"></div>${rates(random, '#ccd')}</div>
<div style="background:${spec.colour};color:#fff;border-radius:10px;text-align:center;padding:13px;margin-top:18px;font-weight:700">${words.download}</div></div><div style="display:flex;justify-content:space-around;background:#fff;border-top:1px solid #ddd;font-size:11px;color:#667;padding:14px 6px 26px">${words.appTabs.map((tab) => `<span>${tab}</span>`).join('')}</div></div>`;
  return { html: page(html, `body{font-family:Inter,sans-serif}`, ['inter']), width: 390, height: 780 };
}

/** Two halves of a sheet that is folded; the operator stands small below. */
function fold(spec: Card, random: Random): Drawing {
  const people = words.relation.slice(0, random.whole(1, 3));
  const [family = ''] = spec.holder.split(' ');
  const names = ['', 'ALEX', 'SACHA'];
  const rows = people.map(
    (relation, index) =>
      `<tr><td>${index === 0 ? spec.holder : `${family} ${names[index] ?? ''}`}</td><td>${spec.born}</td><td>${relation}</td><td>100</td><td>100</td><td>125</td><td>PEC</td></tr>`,
  );
  const head = [words.beneficiaries, words.born, '', ...words.columns.slice(0, 4)];
  const html = `<div style="min-height:100%;background:#fff;color:#161616;font-size:13px;line-height:19px"><div style="padding:20px 24px;border-bottom:1px dashed #999"><div style="display:flex;justify-content:space-between"><b style="font-size:27px;color:${spec.colour}">${escaped(spec.insurerPrinted)}</b><div style="text-align:right"><b style="font-size:15px">${words.foldTitle}</b><br>${words.validity} ${words.from}</div></div>
<div style="margin-top:12px;display:flex;gap:34px"><span>${words.amc} : <b>${spec.amc}</b></span><span>${words.contract} : <b>${random.whole(1000000, 9999999)}</b></span><span>${words.group} : <b>${random.whole(100, 999)}</b></span></div><div>${words.nir} : ${spec.nir}</div></div>
<div style="padding:16px 24px"><div style="font-size:12px;color:#555;margin-bottom:6px">${words.holderTitle}</div><style>td,th{border-bottom:1px solid #bbb;padding:4px 6px;text-align:left}</style><table style="width:100%;border-collapse:collapse;font-size:12px"><tr style="background:${spec.colour}22">${head.map((name) => `<th>${name}</th>`).join('')}</tr>${rows.join('')}</table><div style="margin-top:12px;display:flex;justify-content:space-between;font-size:12px"><span>${words.remote}</span><span>${words.managed} <b style="font-size:15px">${escaped(spec.operatorPrinted)}</b></span></div></div></div>`;
  return { html: page(html, `body{font-family:Roboto,sans-serif}`, ['roboto']), width: 640, height: 400 };
}
