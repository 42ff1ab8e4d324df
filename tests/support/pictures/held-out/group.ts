import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { codePicture } from '../looks/code.ts';
import { androidStatus, avatar, clock, conversation, type Phone } from '../looks/phone.ts';
import type { MessageOf } from '../messages.ts';
import { own } from './words.ts';

/** WhatsApp: a plain wall, in a group the names of its members above what they write. */
export async function groupChat(message: MessageOf<'whatsapp'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const dark = theme === 'dark';
  const colour = dark
    ? {
        wall: '#0b141a',
        head: '#0b141a',
        ink: '#e9edef',
        grey: '#8d979d',
        theirs: '#1f2c33',
        mine: '#144d37',
      }
    : {
        wall: '#f5f1ea',
        head: '#ffffff',
        ink: '#0a0a0a',
        grey: '#6d757a',
        theirs: '#ffffff',
        mine: '#d8fdd2',
      };
  const group = !message.sender.startsWith('+') && message.sent.length === 0;
  const size = 15.5 * zoom;
  const rows = conversation(message.received, message.sent).map(({ mine, text }) => {
    const author =
      group && !mine
        ? `<div style="font-size:13px;font-weight:700;color:${random.pick(['#d0457b', '#1f9e5a', '#3a77d8'])}">${random.pick(own.whatsapp.members)}</div>`
        : '';
    const forwarded =
      message.forwarded && !mine
        ? `<div style="font-size:12.5px;font-style:italic;color:${colour.grey}">» ${own.whatsapp.forwarded}</div>`
        : '';
    const face = group && !mine ? avatar(message.sender, 28, '#b9c3c8') : '';
    return `<div style="display:flex;gap:7px;align-items:flex-start;justify-content:${mine ? 'flex-end' : 'flex-start'};margin-bottom:8px">${face}<div style="max-width:80%;background:${mine ? colour.mine : colour.theirs};border-radius:13px;padding:7px 11px;font-size:${size}px;line-height:${size * 1.34}px">${author}${forwarded}${mine ? escaped(text) : told(linked(text, `color:${dark ? '#4cc3ff' : '#0668d1'}`), 'div')}<div style="text-align:right;font-size:11px;line-height:13px;color:${colour.grey};margin-top:2px">${clock(random)}${mine ? ' ✓✓' : ''}</div></div></div>`;
  });
  for (const code of message.qr)
    rows.push(`<div style="margin:0 0 8px 35px">${await codePicture(code, 200)}</div>`);
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:${colour.wall};color:${colour.ink}"><div style="background:${colour.head}">${androidStatus(phone, colour.ink)}<div style="display:flex;gap:12px;align-items:center;padding:8px 14px 12px"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="${colour.ink}" stroke-width="2"><path d="M20 12H5m7-7-7 7 7 7"/></svg>${avatar(message.sender, 40, '#8fa3ad')}<div><b style="font-size:17px;font-weight:500">${escaped(message.sender)}</b>${group ? `<div style="font-size:12px;color:${colour.grey}">${own.whatsapp.members.join(', ')}</div>` : ''}</div></div></div>
<div style="flex:1;padding:14px 12px"><div style="text-align:center;font-size:12px;color:${colour.grey};margin-bottom:12px">${own.whatsapp.yesterday}</div>${rows.join('')}</div><div style="padding:8px 10px 20px"><div style="background:${colour.theirs};border-radius:25px;padding:13px 20px;color:${colour.grey};font-size:16px">${own.whatsapp.input}</div></div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}
