import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { codePicture } from '../looks/code.ts';
import { androidStatus, avatar, clock, type Phone } from '../looks/phone.ts';
import type { MessageOf } from '../messages.ts';
import { own } from './words.ts';

type Mail = MessageOf<'email'>;

async function content(message: Mail, size: number): Promise<string> {
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 170)));
  return `<div style="font-size:${size}px;line-height:${size * 1.5}px">${message.received.map((text) => told(linked(text, 'color:#0563c1;text-decoration:underline'), 'p', `style="margin-bottom:${size * 0.8}px"`)).join('')}${message.buttons.map((label) => told(escaped(label), 'div', `style="text-align:center;background:#0f6cbd;color:#fff;padding:13px;border-radius:24px;margin:8px 0 18px"`)).join('')}${codes.join('')}${message.footer ? told(escaped(message.footer), 'p', `style="font-style:italic;font-size:${size * 0.9}px"`) : ''}</div>`;
}

/** Outlook on a phone. */
async function outlook(message: Mail, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const dark = theme === 'dark';
  const ink = dark ? '#f0f0f0' : '#1b1a19';
  const grey = dark ? '#a19f9d' : '#605e5c';
  const html = `<div style="min-height:100%;background:${dark ? '#1c1c1c' : '#fff'};color:${ink}">${androidStatus(phone, ink)}<div style="padding:12px 18px;display:flex;gap:18px;align-items:center"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="${ink}" stroke-width="2"><path d="M20 12H5m7-7-7 7 7 7"/></svg>${told(escaped(message.subject), 'b', `style="font-size:${19 * zoom}px;line-height:1.25"`)}</div>
<div style="display:flex;gap:13px;padding:12px 18px;border-top:1px solid ${dark ? '#3b3a39' : '#e1dfdd'}">${avatar(message.sender, 38, random.pick(['#8764b8', '#038387', '#ca5010']))}<div style="flex:1;font-size:14px;line-height:20px"><div style="display:flex;justify-content:space-between"><b>${escaped(message.sender)}</b><span style="color:${grey};font-size:12px">${clock(random)}</span></div>${random.chance(0.6) ? `<div style="color:${grey}">${escaped(message.address)}</div>` : ''}<div style="color:${grey}">${own.mail.toYou}</div></div></div><div style="padding:8px 18px 30px">${await content(message, 16 * zoom)}</div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}

/** A webmail on a computer with its folders beside the mail. */
async function withFolders(message: Mail, { random }: Phone): Promise<Drawing> {
  const html = `<div style="min-height:100%;display:flex;background:#fff;color:#222"><div style="width:190px;background:#eef1f6;padding:22px 18px;font-size:14px;line-height:34px;color:#3c4452">${own.mail.folders.map((name, index) => `<div style="${index === 0 ? 'font-weight:700' : ''}">${name}</div>`).join('')}</div><div style="flex:1;padding:26px 34px">${told(escaped(message.subject), 'div', 'style="font-size:23px;line-height:30px;margin-bottom:16px"')}<div style="font-size:14px;line-height:21px;color:#555;border-bottom:1px solid #ddd;padding-bottom:12px;margin-bottom:20px">${own.mail.from} : <b style="color:#222">${escaped(message.sender)}</b> &lt;${escaped(message.address)}&gt;<br>${own.mail.to} : ${own.mail.me}</div>${await content(message, 15)}</div></div>`;
  return {
    html: page(html, `body{font-family:Lato,'Noto Color Emoji',sans-serif}`, ['lato']),
    width: random.whole(900, 1100),
    height: 600,
  };
}

export function mailB(message: Mail, phone: Phone): Promise<Drawing> {
  return phone.random.pick([outlook, outlook, withFolders])(message, phone);
}
