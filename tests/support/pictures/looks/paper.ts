import { escaped, page, told, type Drawing } from '../html.ts';
import { ui, type MessageOf } from '../messages.ts';
import type { Random } from '../random.ts';
import { codePicture } from './code.ts';

/** A letter on A4, scanned or photographed. */
export async function letter(message: MessageOf<'letter'>, random: Random): Promise<Drawing> {
  const font = random.pick([`'DejaVu Serif',Lato`, 'Lato', `'DejaVu Sans',Lato`, 'Inter']);
  const size = random.pick([15, 16, 17, 18]);
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 150)));
  const html = `<div style="min-height:100%;background:#fff;color:#1b1b1b;padding:56px 64px;font-size:${size}px;line-height:${size * 1.5}px"><div style="margin-bottom:26px">${told(escaped(message.sender), 'div', `style="font-weight:700;font-size:${size * 1.2}px"`)}${message.lines.map((line) => told(escaped(line))).join('')}</div>
<div style="margin-left:55%;margin-bottom:30px">${message.to.map((line) => told(escaped(line))).join('')}${told(escaped(message.date), 'div', 'style="margin-top:18px"')}</div>
${told(`<b>${ui.letter.subject} ${escaped(message.subject)}</b>`, 'div', 'style="margin-bottom:24px"')}
${message.received.map((text) => told(escaped(text), 'p', `style="margin-bottom:${size}px;text-align:${random.chance(0.3) ? 'justify' : 'left'}"`)).join('')}
${codes.map((code) => `<div style="margin:10px 0 20px">${code}</div>`).join('')}${told(escaped(message.footer), 'div', 'style="margin:26px 0 0 55%"')}</div>`;
  return {
    html: page(html, `body{font-family:${font}}`, ['lato', 'inter']),
    width: 794,
    height: random.pick([900, 1123]),
  };
}

/** The slip that a deliverer leaves. */
export async function parcelNotice(message: MessageOf<'parcel-notice'>, random: Random): Promise<Drawing> {
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 150)));
  const band = random.pick(['#ffcc00', '#e2001a', '#4b2a82', '#0a6ebd']);
  const ink = band === '#ffcc00' ? '#1a2b5c' : '#fff';
  const html = `<div style="min-height:100%;background:${random.pick(['#fffdf4', '#ffffff', '#f7f9fc'])};color:#1d1d1d"><div style="background:${band};color:${ink};padding:18px 24px;font-size:30px;font-weight:700;letter-spacing:.02em">${told(escaped(message.title), 'span')}</div>
<div style="padding:22px 24px;font-size:18px;line-height:27px">${message.received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:14px"')).join('')}<div style="display:flex;gap:26px;align-items:center">${codes.join('')}${told(escaped(message.footer), 'div', 'style="font-weight:700"')}</div></div></div>`;
  return {
    html: page(html, `body{font-family:Lato,sans-serif}`, ['lato']),
    width: random.whole(520, 600),
    height: 380,
  };
}

/** A poster or sticker with a code. */
export async function poster(message: MessageOf<'poster'>, random: Random): Promise<Drawing> {
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 240)));
  const html = `<div style="min-height:100%;background:#fff;display:flex;flex-direction:column;align-items:center;text-align:center;color:#1d1d1d;border:${random.pick([0, 10])}px solid ${message.colour}"><div style="align-self:stretch;background:${message.colour};color:#fff;padding:26px;font-size:38px;line-height:44px;font-weight:700">${told(escaped(message.title), 'span')}</div>
<div style="padding:26px;font-size:23px;line-height:32px">${message.received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:18px"')).join('')}</div>${codes.join('')}${told(escaped(message.footer), 'div', 'style="padding:20px;font-size:18px;font-weight:700"')}</div>`;
  return {
    html: page(html, `body{font-family:Lato,sans-serif}`, ['lato']),
    width: random.whole(460, 560),
    height: 720,
  };
}
