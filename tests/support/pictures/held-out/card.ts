import { escaped, page, type Drawing } from '../html.ts';
import type { Card } from '../messages.ts';
import type { Random } from '../random.ts';
import { own } from './words.ts';

const words = own.card;

/** A card of third-party payment: a tall one with rights below each other, or a strip. */
export function cardB(spec: Card, random: Random): Drawing {
  return spec.layout === 'strip' ? strip(spec, random) : portrait(spec, random);
}

function portrait(spec: Card, random: Random): Drawing {
  const rights = words.domains.map(
    (domain) =>
      `<div style="display:flex;justify-content:space-between;border-bottom:1px dotted #888;padding:5px 0"><span>${domain}</span><span>${random.pick(['100 %', '100 %', words.share])}</span></div>`,
  );
  const html = `<div style="min-height:100%;background:#fff;color:#20242b;font-size:14px;line-height:21px"><div style="border-top:12px solid ${spec.colour};padding:18px 22px"><div style="font-size:28px;line-height:34px;font-weight:700;color:${spec.colour}">${escaped(spec.insurerPrinted)}</div><b>${words.title}</b><div style="font-size:13px">${words.valid}</div></div>
<div style="background:#f2f4f7;padding:12px 22px">${words.name} : <b>${spec.holder}</b><br>${words.date} : ${spec.born}<br>${words.secu} : ${spec.nir}<br>${words.member} : ${random.whole(10000000, 99999999)}<br>${words.amc} : ${spec.amc}</div><div style="padding:14px 22px"><b>${words.rights}</b>${rights.join('')}</div><div style="padding:10px 22px 24px;display:flex;justify-content:space-between;align-items:center"><span style="font-size:12px">${words.managed}</span><b style="font-size:21px;letter-spacing:.04em">${escaped(spec.operatorPrinted)}</b></div></div>`;
  return {
    html: page(html, `body{font-family:Inter,sans-serif}`, ['inter']),
    width: random.whole(380, 440),
    height: 560,
  };
}

function strip(spec: Card, random: Random): Drawing {
  const html = `<div style="min-height:100%;background:linear-gradient(100deg,${spec.colour} 0 30%,#fff 30%);color:#1d1d1d;display:flex"><div style="width:30%;color:#fff;padding:26px 20px"><div style="font-size:25px;line-height:30px;font-weight:700">${escaped(spec.insurerPrinted)}</div><div style="font-size:12px;line-height:17px;margin-top:14px">${words.title}</div></div><div style="flex:1;padding:22px 26px;font-size:13.5px;line-height:21px"><div style="display:flex;justify-content:space-between"><span>${words.valid}</span><b style="font-size:19px">${escaped(spec.operatorPrinted)}</b></div><div style="margin:8px 0">${words.name} <b>${spec.holder}</b> &nbsp; ${words.date} ${spec.born}</div><div>${words.secu} ${spec.nir}</div><div>${words.member} ${random.whole(10000000, 99999999)} &nbsp; ${words.amc} ${spec.amc}</div><div style="display:flex;gap:6px;margin-top:12px;font-size:11px;text-align:center">${words.domains.map((domain) => `<span style="flex:1;border:1px solid #999;border-radius:4px">${domain}<br>100 %</span>`).join('')}</div></div></div>`;
  return { html: page(html, `body{font-family:Roboto,sans-serif}`, ['roboto']), width: 720, height: 240 };
}
