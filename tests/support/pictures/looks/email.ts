import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { ui, type MessageOf } from '../messages.ts';
import { androidStatus, avatar, clock, iosStatus, type Phone } from './phone.ts';
import { codePicture } from './code.ts';

const colours = {
  light: { paper: '#fff', ink: '#202124', grey: '#5f6368', line: '#e3e3e6' },
  dark: { paper: '#111111', ink: '#e8eaed', grey: '#9aa0a6', line: '#3c4043' },
} as const;
type Colour = (typeof colours)['light'] | (typeof colours)['dark'];
type Mail = MessageOf<'email'>;

/** A mail in Gmail on Android, in Mail on an iPhone, or in a webmail on a computer. */
export async function email(message: Mail, phone: Phone): Promise<Drawing> {
  const app = phone.random.pick([gmail, gmail, appleMail, appleMail, webmail]);
  return app(message, phone, colours[phone.theme]);
}

async function body(message: Mail, { random, zoom }: Phone, colour: Colour, size: number): Promise<string> {
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 180)));
  const fill = random.pick(['#0c5da5', '#c8102e', '#00695c', '#333333']);
  const paragraphs = message.received.map((text) =>
    told(linked(text, `text-decoration:underline;color:#1a73e8`), 'p', `style="margin-bottom:${size}px"`),
  );
  const buttons = message.buttons.map((label) =>
    told(
      escaped(label),
      'div',
      `style="display:inline-block;background:${fill};color:#fff;font-weight:700;border-radius:5px;padding:12px 22px;margin:4px 0 ${size}px"`,
    ),
  );
  const footer = message.footer
    ? told(escaped(message.footer), 'p', `style="color:${colour.grey};font-size:${size * 0.85}px"`)
    : '';
  return `<div style="font-size:${size * zoom}px;line-height:${size * zoom * 1.45}px">${paragraphs.join('')}${buttons.join('')}${codes.map((code) => `<div style="margin-bottom:16px">${code}</div>`).join('')}${footer}</div>`;
}

async function gmail(message: Mail, phone: Phone, colour: Colour): Promise<Drawing> {
  const { random, width, height, zoom } = phone;
  const icon = (path: string) =>
    `<svg width="23" height="23" viewBox="0 0 24 24" fill="none" stroke="${colour.grey}" stroke-width="2" stroke-linecap="round">${path}</svg>`;
  const details = random.chance(0.55)
    ? `<div style="border:1px solid ${colour.line};border-radius:8px;padding:10px 12px;margin-bottom:16px;font-size:13px;line-height:19px;color:${colour.grey}">${ui.mail.from} ${escaped(message.sender)} &lt;${escaped(message.address)}&gt;</div>`
    : '';
  const html = `<div style="min-height:100%;background:${colour.paper};color:${colour.ink};padding-bottom:70px;position:relative">${androidStatus(phone, colour.ink)}
<div style="display:flex;justify-content:space-between;padding:12px 16px">${icon('<path d="M19 12H5m6-7-7 7 7 7"/>')}<span style="display:flex;gap:22px">${icon('<path d="M4 8h16v12H4zM3 4h18v4H3zM10 13h4"/>')}${icon('<path d="M5 7h14l-1 14H6zM9 7V4h6v3"/>')}${icon('<path d="M3 6h18v12H3zm0 0 9 7 9-7"/>')}${icon('<path d="M12 5v.1M12 12v.1M12 19v.1" stroke-width="3.5"/>')}</span></div>
<div style="padding:8px 16px"><div style="display:flex;justify-content:space-between;gap:12px;font-size:${22 * zoom}px;line-height:${28 * zoom}px;margin-bottom:16px">${told(escaped(message.subject), 'span')}<span style="color:${colour.grey}">☆</span></div>
<div style="display:inline-block;background:${colour.line};border-radius:4px;font-size:12px;padding:2px 8px;margin-bottom:14px">${ui.mail.inbox}</div>
<div style="display:flex;gap:12px;align-items:center;margin-bottom:16px">${avatar(message.sender, 40, random.pick(['#7b61c4', '#e8710a', '#1e8e3e']))}<div style="flex:1"><div style="font-size:15px"><b style="font-weight:500">${escaped(message.sender)}</b> <span style="color:${colour.grey};font-size:12px">${clock(random)}</span></div><div style="font-size:13px;color:${colour.grey}">${ui.mail.toMe} ⌄</div></div>${icon('<path d="M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7"/>')}</div>${details}
${await body(message, phone, colour, 15)}</div>
<div style="position:absolute;bottom:16px;left:16px;right:16px;display:flex;gap:10px;font-size:14px;color:${colour.grey}"><span style="flex:1;border:1px solid ${colour.line};border-radius:20px;padding:9px;text-align:center">${ui.mail.reply}</span><span style="flex:1;border:1px solid ${colour.line};border-radius:20px;padding:9px;text-align:center">${ui.mail.forward}</span></div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}

async function appleMail(message: Mail, phone: Phone, colour: Colour): Promise<Drawing> {
  const { random, width, height, zoom } = phone;
  const shown = random.chance(0.5)
    ? `${escaped(message.sender)}<br><span style="color:#0a7aff;font-size:13px">${escaped(message.address)}</span>`
    : escaped(message.sender);
  const blue = (path: string) =>
    `<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="#0a7aff" stroke-width="2" stroke-linecap="round">${path}</svg>`;
  const html = `<div style="min-height:100%;background:${colour.paper};color:${colour.ink};display:flex;flex-direction:column">${iosStatus(phone)}
<div style="display:flex;justify-content:space-between;padding:8px 14px;color:#0a7aff;font-size:17px">${blue('<path d="m15 4-8 8 8 8"/>')}<span style="display:flex;gap:18px">${blue('<path d="m5 15 7-7 7 7"/>')}${blue('<path d="m5 9 7 7 7-7"/>')}</span></div>
<div style="padding:4px 18px 12px;border-bottom:1px solid ${colour.line};display:flex;gap:12px">${avatar(message.sender, 42, '#9aa0ab')}<div style="flex:1;font-size:${16 * Math.min(zoom, 1.3)}px;line-height:1.3"><div style="display:flex;justify-content:space-between;gap:8px"><b>${shown}</b><span style="color:${colour.grey};font-size:14px;white-space:nowrap">${clock(random)}</span></div><div style="font-size:14px;color:${colour.grey}">${ui.mail.to} ${ui.mail.me} ›</div></div></div>
<div style="padding:14px 18px;flex:1">${told(escaped(message.subject), 'div', `style="font-size:${20 * zoom}px;font-weight:700;line-height:1.25;margin-bottom:14px"`)}${await body(message, phone, colour, 16)}</div>
<div style="display:flex;justify-content:space-between;padding:10px 22px 30px;border-top:1px solid ${colour.line}">${blue('<path d="M5 7h14l-1 14H6zM9 7V4h6v3"/>')}${blue('<path d="M3 7h7l2 3h9v10H3z"/>')}${blue('<path d="M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7"/>')}${blue('<path d="M4 20h16V8M14 4l6 0v6M20 4l-9 9"/>')}</div></div>`;
  return {
    html: page(html, `body{font-family:Inter,'Noto Color Emoji',sans-serif}`, ['inter']),
    width,
    height,
  };
}

async function webmail(message: Mail, phone: Phone, colour: Colour): Promise<Drawing> {
  const { random } = phone;
  const row = (label: string, value: string) =>
    `<div style="margin-bottom:5px"><span style="color:${colour.grey}">${label}</span> ${value}</div>`;
  const html = `<div style="min-height:100%;background:${colour.paper};color:${colour.ink}"><div style="background:${random.pick(['#ff7900', '#1f4e8c', '#2b2b2b'])};height:46px"></div>
<div style="padding:22px 34px"><div style="display:flex;gap:24px;color:${colour.grey};font-size:14px;border-bottom:1px solid ${colour.line};padding-bottom:12px;margin-bottom:18px"><span>${ui.mail.reply}</span><span>${ui.mail.forward}</span></div>
<div style="font-size:14px;border-bottom:1px solid ${colour.line};padding-bottom:10px;margin-bottom:18px">${row(ui.mail.from, `<b>${escaped(message.sender)}</b> &lt;${escaped(message.address)}&gt;`)}${row(ui.mail.to, ui.mail.me)}<div><span style="color:${colour.grey}">${ui.mail.subject}</span> ${told(escaped(message.subject), 'span')}</div></div>${await body(message, phone, colour, 15)}</div></div>`;
  return {
    html: page(html, `body{font-family:Lato,'Noto Color Emoji',sans-serif}`, ['lato']),
    width: random.whole(620, 820),
    height: 560,
  };
}
