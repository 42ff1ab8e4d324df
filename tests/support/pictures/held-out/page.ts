import { escaped, page, told, type Drawing } from '../html.ts';
import { androidStatus, type Phone } from '../looks/phone.ts';
import type { MessageOf } from '../messages.ts';

type Web = MessageOf<'web'>;

function content({ brand, colour, title, received, fields, buttons }: Web, size: number): string {
  return `<div style="padding:26px 24px;font-size:${size}px;line-height:${size * 1.5}px"><div style="text-align:center;margin-bottom:20px">${told(escaped(brand), 'b', `style="font-size:24px;color:${colour}"`)}</div>${told(escaped(title), 'div', `style="font-size:${size * 1.35}px;font-weight:700;margin-bottom:12px"`)}${received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:14px"')).join('')}${fields.map((label) => `<div style="border-bottom:2px solid #888;padding:14px 2px 5px;margin-bottom:12px;color:#777">${told(escaped(label), 'span')}</div>`).join('')}${buttons.map((label) => told(escaped(label), 'div', `style="display:inline-block;border:2px solid ${colour};color:${colour};font-weight:700;padding:9px 26px;border-radius:30px;margin-top:10px"`)).join('')}</div>`;
}

/** A browser on a computer. */
function desktop(message: Web, { random }: Phone): Drawing {
  const html = `<div style="min-height:100%;background:#fff;color:#202020"><div style="background:#dfe3e8;padding:8px 12px 0"><div style="display:inline-block;background:#fff;border-radius:9px 9px 0 0;padding:8px 46px 8px 14px;font-size:12px">${escaped(message.title.slice(0, 24))} ✕</div></div><div style="background:#fff;border-bottom:1px solid #ddd;padding:7px 14px;display:flex;gap:14px;align-items:center;color:#555">← → ⟳<span style="flex:1;background:#f0f2f5;border-radius:18px;padding:7px 16px;font-size:14px;color:#222">https://${escaped(message.url)}</span></div><div style="max-width:620px;margin:0 auto">${content(message, 16)}</div></div>`;
  return {
    html: page(html, `body{font-family:Inter,sans-serif}`, ['inter']),
    width: random.whole(860, 1180),
    height: 640,
  };
}

/** Firefox on a phone, its address below. */
function firefox(message: Web, phone: Phone): Drawing {
  const { width, height, zoom, theme } = phone;
  const dark = theme === 'dark';
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:#fff;color:#202020">${androidStatus(phone, '#202020')}<div style="flex:1">${content(message, 16 * zoom)}</div><div style="background:${dark ? '#2b2a33' : '#f0f0f4'};padding:8px 10px 26px"><div style="background:${dark ? '#42414d' : '#ffffff'};color:${dark ? '#fbfbfe' : '#15141a'};border-radius:8px;padding:10px 14px;font-size:15px;white-space:nowrap;overflow:hidden">🔒 ${escaped(message.url)}</div></div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}

export function webB(message: Web, phone: Phone): Drawing {
  return phone.random.chance(0.5) ? desktop(message, phone) : firefox(message, phone);
}
