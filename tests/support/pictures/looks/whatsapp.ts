import { escaped, linked, page, told, type Drawing } from '../html.ts';
import { ui, type MessageOf } from '../messages.ts';
import { androidStatus, avatar, clock, conversation, iosStatus, type Phone } from './phone.ts';
import { codePicture } from './code.ts';

const colours = {
  light: {
    wall: '#efeae2',
    doodle: '#e2dbd0',
    bubble: '#ffffff',
    mine: '#d9fdd3',
    ink: '#111b21',
    grey: '#667781',
    head: '#ffffff',
    chip: '#ffffff',
    note: '#ffeecd',
    link: '#027eb5',
    bar: '#ffffff',
  },
  dark: {
    wall: '#0b141a',
    doodle: '#111d24',
    bubble: '#202c33',
    mine: '#005c4b',
    ink: '#e9edef',
    grey: '#8696a0',
    head: '#1f2c34',
    chip: '#182229',
    note: '#182229',
    link: '#53bdeb',
    bar: '#1f2c34',
  },
} as const;

const ticks =
  '<svg style="display:inline;vertical-align:-2px" width="16" height="11" viewBox="0 0 16 11" fill="none" stroke="#53bdeb" stroke-width="1.4"><path d="m1 6 3 3 6-8M7 9l6-8"/></svg>';

/** WhatsApp, on an iPhone or an Android phone. */
export async function whatsapp(message: MessageOf<'whatsapp'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const colour = colours[theme];
  const apple = random.chance(0.4);
  const size = 16 * zoom;
  const green = !apple && theme === 'light' && random.chance(0.5);
  const headInk = green ? '#fff' : colour.ink;
  const time = (own: boolean) =>
    `<span style="float:right;font-size:11px;line-height:15px;color:${colour.grey};margin:${size * 0.55}px 0 -4px 12px">${clock(random)} ${own ? ticks : ''}</span>`;
  const bubbles = conversation(message.received, message.sent).map(({ mine, text, last }) => {
    const forwarded =
      !mine && message.forwarded
        ? `<div style="font-style:italic;font-size:13px;color:${colour.grey};margin-bottom:2px"><svg style="display:inline;vertical-align:-1px" width="14" height="12" viewBox="0 0 14 12" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M8 1l5 4-5 4M13 5H7a6 6 0 0 0-6 6"/></svg> ${ui.whatsapp.forwarded}</div>`
        : '';
    const content = linked(text, `color:${colour.link};text-decoration:underline`);
    return `<div style="align-self:${mine ? 'flex-end' : 'flex-start'};max-width:82%;min-width:90px;background:${mine ? colour.mine : colour.bubble};border-radius:9px;padding:6px 9px 7px;margin-bottom:${last ? 9 : 3}px;box-shadow:0 1px .5px #0b141a22;font-size:${size}px;line-height:${size * 1.32}px">${forwarded}${mine ? `<span>${escaped(text)}</span>` : told(content, 'span')}${time(mine)}</div>`;
  });
  for (const code of message.qr)
    bubbles.push(
      `<div style="align-self:flex-start;background:${colour.bubble};border-radius:9px;padding:4px;margin-bottom:8px"><div style="border-radius:6px;overflow:hidden">${await codePicture(code, 220)}</div></div>`,
    );
  const stranger = /^\p{L}/u.test(message.sender)
    ? ''
    : `<div style="align-self:center;background:${colour.chip};border-radius:10px;padding:12px 16px;margin-bottom:10px;text-align:center;font-size:13px;color:${colour.grey};width:86%"><div style="font-size:18px;color:${colour.ink}">${escaped(message.sender)}</div>${ui.whatsapp.notContact}<div style="display:flex;justify-content:space-around;font-size:15px;color:#008069;margin-top:10px"><span>${ui.whatsapp.block}</span><span>${ui.whatsapp.add}</span></div></div>`;
  const stroke = (path: string, ink: string) =>
    `<svg width="23" height="23" viewBox="0 0 24 24" fill="none" stroke="${ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
  const header = `<div style="background:${green ? '#008069' : colour.head};color:${headInk};border-bottom:1px solid #0000001a">${apple ? iosStatus(phone) : androidStatus(phone, headInk)}<div style="display:flex;align-items:center;gap:10px;height:56px;padding:0 12px">${stroke(apple ? '<path d="m15 4-8 8 8 8"/>' : '<path d="M20 12H5m7-7-7 7 7 7"/>', headInk)}${avatar(message.sender, 38, theme === 'dark' ? '#6a7175' : '#c9ced1')}<div style="flex:1"><div style="font-size:17px;font-weight:500">${escaped(message.sender)}</div>${random.chance(0.5) ? `<div style="font-size:12px;opacity:.75">${random.chance(0.5) ? ui.whatsapp.online : `${ui.whatsapp.seen} ${clock(random)}`}</div>` : ''}</div>${stroke('<rect x="2" y="6" width="13" height="12" rx="2"/><path d="m15 11 7-4v10l-7-4"/>', headInk)}${stroke('<path d="M5 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.500v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2"/>', headInk)}</div></div>`;
  const doodle = `url(data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90' fill='none' stroke='${colour.doodle}' stroke-width='2'><circle cx='18' cy='20' r='8'/><path d='M50 10l12 12M62 10l-12 12M12 60q10-14 20 0t20 0M70 50v20h12M60 74l8 10'/></svg>`).replace(/['()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)})`;
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;color:${colour.ink}">${header}
<div style="flex:1;background:${colour.wall} ${doodle};padding:12px 14px;display:flex;flex-direction:column"><div style="align-self:center;background:${colour.chip};border-radius:8px;padding:5px 12px;font-size:12px;color:${colour.grey};margin-bottom:8px">${ui.whatsapp.today}</div>${random.chance(0.5) ? `<div style="align-self:center;background:${colour.note};border-radius:8px;padding:6px 12px;font-size:12px;line-height:16px;color:${theme === 'dark' ? '#ffd279' : '#54656f'};text-align:center;margin-bottom:10px;width:88%">${ui.whatsapp.encrypted}</div>` : ''}${stranger}${bubbles.join('')}</div>
<div style="background:${apple ? colour.bar : colour.wall};display:flex;gap:8px;align-items:center;padding:7px 8px 16px"><span style="flex:1;background:${theme === 'dark' ? '#2a3942' : '#fff'};border-radius:22px;padding:11px 18px;font-size:16px;color:${colour.grey}">${ui.whatsapp.input}</span><span style="width:44px;height:44px;border-radius:50%;background:#00a884;display:flex;align-items:center;justify-content:center">${stroke('<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/>', '#fff')}</span></div></div>`;
  const family = apple ? 'inter' : 'roboto';
  return {
    html: page(html, `body{font-family:${family},'Noto Color Emoji',sans-serif}`, [family]),
    width,
    height,
  };
}
