import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { codePicture } from '../looks/code.ts';
import { androidStatus, clock, conversation, type Phone } from '../looks/phone.ts';
import type { MessageOf } from '../messages.ts';
import { own } from './words.ts';

/** Samsung's message app: the time beside each bubble, three keys below. */
export async function samsung(message: MessageOf<'sms'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const dark = theme === 'dark';
  const ink = dark ? '#fafafa' : '#141414';
  const grey = dark ? '#9b9b9b' : '#777777';
  const size = 16.5 * zoom;
  const rows = conversation(message.received, message.sent).map(({ mine, text }) => {
    const time = `<span style="font-size:11px;color:${grey};align-self:flex-end;margin:0 7px 2px;white-space:nowrap">${clock(random)}</span>`;
    const content = linked(text, `color:${dark ? '#72b6ff' : '#0a6cd6'};text-decoration:underline`);
    const bubble = `<div style="max-width:72%;background:${mine ? (dark ? '#2466c9' : '#3d7dfb') : dark ? '#2e2e30' : '#f1f1f3'};color:${mine ? '#fff' : ink};border-radius:24px;padding:${10 * zoom}px 17px;font-size:${size}px;line-height:${size * 1.33}px">${mine ? escaped(text) : told(content, 'span')}</div>`;
    return `<div style="display:flex;justify-content:${mine ? 'flex-end' : 'flex-start'};margin-bottom:9px">${mine ? time + bubble : bubble + time}</div>`;
  });
  for (const code of message.qr)
    rows.push(`<div style="width:210px;margin-bottom:9px">${await codePicture(code, 210)}</div>`);
  const line = (path: string) =>
    `<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="${ink}" stroke-width="1.8" stroke-linecap="round">${path}</svg>`;
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:${dark ? '#010101' : '#fcfcfc'};color:${ink}">${androidStatus(phone, ink)}
<div style="display:flex;align-items:center;gap:18px;padding:14px 18px">${line('<path d="m15 5-7 7 7 7"/>')}<b style="flex:1;font-size:20px;font-weight:700">${escaped(message.sender)}</b>${line('<path d="M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2"/>')}${line('<path d="M12 5v.1M12 12v.1M12 19v.1"/>')}</div>
<div style="flex:1;padding:10px 14px"><div style="text-align:center;margin:8px 0 16px"><span style="font-size:12.5px;color:${grey};background:${dark ? '#1b1b1c' : '#f3f3f4'};border-radius:14px;padding:5px 14px">${random.pick([own.samsung.date, own.samsung.day])}</span></div>${rows.join('')}</div>
<div style="display:flex;gap:14px;align-items:center;padding:10px 16px">${line('<rect x="3" y="5" width="18" height="14" rx="3"/><path d="m3 16 5-5 5 5 3-3 5 4"/>')}<span style="flex:1;border-radius:26px;background:${dark ? '#1f1f20' : '#f1f1f3'};padding:13px 18px;color:${grey};font-size:15px">${own.samsung.message}</span></div>
<div style="display:flex;justify-content:space-around;padding:12px 60px 14px">${line('<path d="M7 5v14M12 5v14M17 5v14"/>')}${line('<rect x="5" y="5" width="14" height="14" rx="4"/>')}${line('<path d="m14 5-7 7 7 7"/>')}</div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}
