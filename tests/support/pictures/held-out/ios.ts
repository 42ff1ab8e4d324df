import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { codePicture } from '../looks/code.ts';
import { clock, conversation, iosStatus, type Phone } from '../looks/phone.ts';
import type { MessageOf } from '../messages.ts';
import { own } from './words.ts';

/** A newer iPhone: the name in a pill over the conversation, links with an unloaded preview. */
export async function newerIos(message: MessageOf<'sms'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const dark = theme === 'dark';
  const ink = dark ? '#fff' : '#000';
  const glass = dark ? '#2a2a2cdd' : '#ffffffdd';
  const size = 17 * zoom;
  const rows = conversation(message.received, message.sent).map(({ mine, text }) => {
    const host = mine ? undefined : /[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?=\/|$|\?)/i.exec(text)?.[0];
    const preview =
      host && random.chance(0.5)
        ? `<div style="align-self:flex-start;width:72%;background:${dark ? '#3a3a3c' : '#d9d9de'};border-radius:20px;padding:12px 16px;margin-bottom:6px;font-size:13px;color:${dark ? '#c7c7cc' : '#55555a'}">${own.ios.preview}<br>${host}</div>`
        : '';
    const content = linked(text, 'text-decoration:underline');
    return `<div style="align-self:${mine ? 'flex-end' : 'flex-start'};max-width:78%;background:${mine ? '#30c04f' : dark ? '#26252a' : '#e9e9ed'};color:${mine ? '#fff' : ink};border-radius:22px;padding:9px 16px;margin-bottom:7px;font-size:${size}px;line-height:${size * 1.26}px">${mine ? escaped(text) : told(content, 'span')}</div>${preview}`;
  });
  for (const code of message.qr)
    rows.push(`<div style="margin-bottom:8px">${await codePicture(code, 190)}</div>`);
  const round = (inside: string) =>
    `<span style="width:44px;height:44px;border-radius:50%;background:${glass};box-shadow:0 1px 8px #0003;display:flex;align-items:center;justify-content:center;font-size:24px">${inside}</span>`;
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:${dark ? '#000' : '#fff'};color:${ink}">${iosStatus(phone)}
<div style="display:flex;justify-content:space-between;align-items:center;padding:4px 16px 10px">${round('<svg width="12" height="20" viewBox="0 0 12 20" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><path d="M10 2 2 10l8 8"/></svg>')}<span style="background:${glass};box-shadow:0 1px 8px #0003;border-radius:22px;padding:10px 20px;font-size:15px;font-weight:700">${escaped(message.sender)}</span>${round('<svg width="22" height="16" viewBox="0 0 22 16" fill="none" stroke="currentColor" stroke-width="2"><rect x="1" y="1" width="14" height="14" rx="4"/><path d="m15 6 6-3v10l-6-3"/></svg>')}</div>
<div style="flex:1;padding:8px 16px;display:flex;flex-direction:column"><div style="text-align:center;font-size:11px;color:#8a8a8e;margin-bottom:10px">${own.ios.label}<br>${own.ios.today} ${clock(random)}</div>${rows.join('')}</div>
<div style="display:flex;gap:10px;padding:8px 16px 12px">${round('+')}<span style="flex:1;border-radius:22px;background:${glass};box-shadow:0 1px 8px #0003;padding:12px 18px;color:#8a8a8e">${own.ios.input}</span></div><div style="width:140px;height:5px;border-radius:3px;background:${ink};margin:4px auto 8px"></div></div>`;
  return {
    html: page(html, `body{font-family:Inter,'Noto Color Emoji',sans-serif}`, ['inter']),
    width,
    height,
  };
}
