import { escaped, page, told, type Drawing } from '../html.ts';
import type { MessageOf } from '../messages.ts';
import { androidStatus, iosStatus, type Phone } from './phone.ts';
import { codePicture } from './code.ts';

const lock = (ink: string) =>
  `<svg width="13" height="15" viewBox="0 0 13 15" fill="none" stroke="${ink}" stroke-width="1.7"><rect x="1" y="6" width="11" height="8" rx="2"/><path d="M3.5 6V4a3 3 0 0 1 6 0v2"/></svg>`;

/** A page in Chrome on Android (address on top) or in Safari (address below). */
export async function web(message: MessageOf<'web'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height } = phone;
  const apple = random.chance(0.4);
  const bar =
    theme === 'dark'
      ? { paper: '#202124', field: '#35363a', ink: '#e8eaed' }
      : { paper: '#f1f3f4', field: '#ffffff', ink: '#202124' };
  const host = message.url.split('/')[0] ?? '';
  const content = await pageBody(message, phone);
  const tabs = `<span style="border:2px solid ${bar.ink};border-radius:5px;width:20px;height:20px;font-size:12px;font-weight:700;text-align:center;line-height:16px">${random.whole(1, 9)}</span>`;
  const html = apple
    ? `<div style="min-height:100%;display:flex;flex-direction:column;background:${bar.paper}"><div style="background:#fff">${iosStatus({ ...phone, theme: 'light' })}</div><div style="flex:1;background:#fff;color:#222">${content}</div><div style="padding:8px 14px 40px"><div style="background:${bar.field};color:${bar.ink};border-radius:12px;height:46px;display:flex;align-items:center;justify-content:center;gap:5px;font-size:16px;box-shadow:0 1px 4px #0003;position:relative"><span style="position:absolute;left:14px;font-size:14px">AA</span>${random.chance(0.7) ? lock(bar.ink) : ''}${escaped(host)}</div></div></div>`
    : `<div style="min-height:100%;display:flex;flex-direction:column;background:#fff;color:#222"><div style="background:${bar.paper};color:${bar.ink}">${androidStatus(phone, bar.ink)}<div style="display:flex;align-items:center;gap:12px;padding:6px 12px 9px"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="${bar.ink}" stroke-width="2"><path d="M3 11 12 4l9 7M6 10v10h12V10"/></svg><div style="flex:1;background:${bar.field};border-radius:22px;height:42px;display:flex;align-items:center;gap:9px;padding:0 14px;font-size:16px;white-space:nowrap;overflow:hidden">${lock(bar.ink)}${escaped(message.url)}</div>${tabs}<b style="font-size:18px">⋮</b></div></div><div style="flex:1">${content}</div></div>`;
  const family = apple ? 'inter' : 'roboto';
  return {
    html: page(html, `body{font-family:${family},'Noto Color Emoji',sans-serif}`, [family, 'lato']),
    width,
    height,
  };
}

async function pageBody(message: MessageOf<'web'>, { random, zoom }: Phone): Promise<string> {
  const font = random.chance(0.5) ? 'Lato' : 'inherit';
  const fields = message.fields.map(
    (label) =>
      `<div style="margin-bottom:14px">${told(escaped(label), 'div', 'style="font-size:14px;margin-bottom:5px"')}<div style="border:1px solid #b8bcc4;border-radius:5px;height:42px;background:#fbfbfc"></div></div>`,
  );
  const buttons = message.buttons.map((label) =>
    told(
      escaped(label),
      'div',
      `style="background:${message.colour};color:#fff;font-weight:700;text-align:center;border-radius:6px;padding:13px;margin-top:6px"`,
    ),
  );
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 200)));
  return `<div style="font-family:${font};font-size:${16 * zoom}px;line-height:${23 * zoom}px"><div style="background:${message.colour};color:#fff;padding:15px 18px;font-size:21px;font-weight:700">${told(escaped(message.brand), 'span')}</div><div style="padding:20px 18px">${told(escaped(message.title), 'div', `style="font-size:${24 * zoom}px;line-height:${30 * zoom}px;font-weight:700;margin-bottom:14px;color:${message.colour === '#f2a900' ? '#222' : message.colour}"`)}${message.received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:16px"')).join('')}${codes.map((code) => `<div style="margin:0 auto 16px;width:200px">${code}</div>`).join('')}${fields.join('')}${buttons.join('')}</div></div>`;
}
