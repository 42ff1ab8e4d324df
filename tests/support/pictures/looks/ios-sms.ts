import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { ui, type MessageOf } from '../messages.ts';
import { avatar, clock, conversation, iosStatus, type Phone } from './phone.ts';
import { codePicture } from './code.ts';

const colours = {
  light: {
    paper: '#fff',
    head: '#f6f6f6',
    line: '#d8d8da',
    ink: '#000',
    grey: '#8a8a8e',
    bubble: '#e9e9eb',
    key: '#fff',
    board: '#d1d3d9',
  },
  dark: {
    paper: '#000',
    head: '#161616',
    line: '#2c2c2e',
    ink: '#fff',
    grey: '#8d8d93',
    bubble: '#262629',
    key: '#6b6b6d',
    board: '#2b2b2d',
  },
} as const;

/** The message app of an iPhone. */
export async function iosSms(message: MessageOf<'sms'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const colour = colours[theme];
  const known = /^\p{L}/u.test(message.sender);
  const mine = random.chance(0.6) ? '#34c759' : '#0b84fe';
  const size = 17 * zoom;
  const tail = (side: 'left' | 'right', fill: string) =>
    `<svg style="position:absolute;bottom:0;${side}:-5px;${side === 'left' ? 'transform:scaleX(-1)' : ''}" width="17" height="20" viewBox="0 0 17 20" fill="${fill}"><path d="M11 0v9c0 5 2 8.5 6 10.5-6 1.2-11-1-13-4z"/></svg>`;
  const bubbles = conversation(message.received, message.sent).map(({ mine: own, text, last }) => {
    const fill = own ? mine : colour.bubble;
    const ink = own ? '#fff' : colour.ink;
    const content = linked(
      text,
      `text-decoration:underline;color:${own ? '#fff' : theme === 'dark' || random.chance(0.5) ? ink : '#0a7aff'}`,
    );
    return `<div style="position:relative;align-self:${own ? 'flex-end' : 'flex-start'};max-width:76%;margin-bottom:${last ? 9 : 2}px;background:${fill};color:${ink};border-radius:18px;padding:${7 * zoom}px 13px;font-size:${size}px;line-height:${size * 1.28}px;letter-spacing:-.01em">${own ? escaped(text) : told(content, 'span')}${last ? tail(own ? 'right' : 'left', fill) : ''}</div>`;
  });
  for (const code of message.qr)
    bubbles.push(
      `<div style="align-self:flex-start;border-radius:18px;overflow:hidden;background:#fff;padding:10px;margin-bottom:8px">${await codePicture(code, 200)}</div>`,
    );
  const keyboard = random.chance(0.2) && height > 780 ? board(colour) : '';
  const stranger = known
    ? ''
    : `<div style="text-align:center;font-size:12px;color:${colour.grey};margin-top:14px">${ui.ios.unknownSender}<br><span style="color:#0a7aff">${ui.ios.report}</span></div>`;
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:${colour.paper}">
<div style="background:${colour.head};border-bottom:1px solid ${colour.line}">${iosStatus(phone)}
<div style="display:flex;align-items:flex-start;justify-content:space-between;padding:4px 12px 8px;color:#0a7aff"><span style="font-size:17px;padding-top:12px;display:flex;gap:6px;align-items:center"><svg width="12" height="20" viewBox="0 0 12 20" fill="none" stroke="#0a7aff" stroke-width="2.5" stroke-linecap="round"><path d="M10 2 2 10l8 8"/></svg>${random.chance(0.5) ? `<span style="background:#0a7aff;color:#fff;border-radius:10px;padding:0 7px;font-size:14px">${random.whole(2, 48)}</span>` : ''}</span>
<div style="display:flex;flex-direction:column;align-items:center;gap:3px">${avatar(message.sender, 48, 'linear-gradient(#a6abb8,#858993)')}<span style="font-size:12px;color:${colour.ink}">${escaped(message.sender)} <span style="color:${colour.grey}">›</span></span></div>
<span style="padding-top:12px;width:30px"><svg width="28" height="20" viewBox="0 0 28 20" fill="none" stroke="#0a7aff" stroke-width="2"><rect x="1" y="2" width="17" height="16" rx="4"/><path d="m19 8 7-4v12l-7-4"/></svg></span></div></div>
<div style="flex:1;padding:10px 16px;display:flex;flex-direction:column"><div style="text-align:center;font-size:11px;line-height:14px;color:${colour.grey};margin:4px 0 10px">${ui.ios.smsLabel}<br><b>${random.chance(0.6) ? ui.today : ui.yesterday}</b> ${clock(random)}</div>${bubbles.join('')}${message.sent.length > 0 && random.chance(0.5) ? `<div style="align-self:flex-end;font-size:11px;color:${colour.grey}">${ui.ios.delivered}</div>` : ''}${stranger}</div>
<div style="display:flex;gap:10px;align-items:center;padding:7px 14px ${keyboard ? 7 : 12}px"><span style="flex:none;width:32px;height:32px;border-radius:50%;background:${colour.bubble};color:${colour.grey};font-size:24px;line-height:30px;text-align:center">+</span><span style="flex:1;border:1px solid ${colour.line};border-radius:18px;padding:7px 13px;font-size:16px;color:${colour.grey}">${ui.ios.smsInput}</span></div>
${keyboard || `<div style="width:136px;height:5px;border-radius:3px;background:${colour.ink};margin:8px auto 8px"></div>`}</div>`;
  return {
    html: page(html, `body{font-family:Inter,'Noto Color Emoji',sans-serif}`, ['inter']),
    width,
    height,
  };
}

function board(colour: (typeof colours)['light'] | (typeof colours)['dark']): string {
  const key = (label: string, grow = 1) =>
    `<span style="flex:${grow};height:42px;border-radius:5px;background:${colour.key};color:${colour.ink};font-size:${label.length > 2 ? 16 : 23}px;display:flex;align-items:center;justify-content:center;box-shadow:0 1px 0 #0006">${label}</span>`;
  const rows = ui.ios.rows.map(
    (row, index) =>
      `<div style="display:flex;gap:6px;padding:0 ${index === 2 ? 46 : 0}px">${Array.from(row, (letter) => key(letter)).join('')}</div>`,
  );
  return `<div style="background:${colour.board};padding:8px 4px 34px;display:flex;flex-direction:column;gap:11px">${rows.join('')}<div style="display:flex;gap:6px">${key('123', 1)}${key(ui.ios.space, 3)}${key(ui.ios.return, 1)}</div></div>`;
}
