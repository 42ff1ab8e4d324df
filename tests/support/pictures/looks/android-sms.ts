import { escaped, linked, page, told, type Drawing, type Theme } from '../html.ts';
import { ui, type MessageOf } from '../messages.ts';
import { androidStatus, avatar, clock, conversation, type Phone } from './phone.ts';
import { codePicture } from './code.ts';

type Palette = Record<'paper' | 'bubble' | 'ink' | 'grey' | 'mine' | 'mineInk' | 'link', string>;
const palettes: Record<Theme, readonly Palette[]> = {
  light: [
    {
      paper: '#ffffff',
      bubble: '#f0f4f9',
      ink: '#1f1f1f',
      grey: '#5f6368',
      mine: '#0b57d0',
      mineInk: '#fff',
      link: '#0b57d0',
    },
    {
      paper: '#f8f9fd',
      bubble: '#e4e7ee',
      ink: '#191c20',
      grey: '#5b5e66',
      mine: '#d3e3fd',
      mineInk: '#041e49',
      link: '#0b57d0',
    },
  ],
  dark: [
    {
      paper: '#131314',
      bubble: '#282a2c',
      ink: '#e3e3e3',
      grey: '#a8abae',
      mine: '#0842a0',
      mineInk: '#e3edfd',
      link: '#a8c7fa',
    },
    {
      paper: '#000000',
      bubble: '#303134',
      ink: '#e8eaed',
      grey: '#9aa0a6',
      mine: '#7cacf8',
      mineInk: '#062e6f',
      link: '#8ab4f8',
    },
  ],
};

/** Google's message app on an Android phone. */
export async function androidSms(message: MessageOf<'sms'>, phone: Phone): Promise<Drawing> {
  const { theme, random, width, height, zoom } = phone;
  const colour = random.pick(palettes[theme]);
  const size = 16 * zoom;
  const known = /^\p{L}/u.test(message.sender);
  const icon = (path: string) =>
    `<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="${colour.grey}" stroke-width="2" stroke-linecap="round">${path}</svg>`;
  const back = icon('<path d="M19 12H5m6-7-7 7 7 7"/>');
  const dots = icon('<path d="M12 5v.1M12 12v.1M12 19v.1" stroke-width="3.5"/>');
  const call = icon(
    '<path d="M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.500v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2"/>',
  );
  const rows = conversation(message.received, message.sent).map(({ mine, text, last }) => {
    const content = linked(text, `text-decoration:underline;color:${mine ? colour.mineInk : colour.link}`);
    const radius = mine ? `20px 20px ${last ? 4 : 20}px 20px` : `20px 20px 20px ${last ? 4 : 20}px`;
    const bubble = `<div style="max-width:76%;background:${mine ? colour.mine : colour.bubble};color:${mine ? colour.mineInk : colour.ink};border-radius:${radius};padding:${9 * zoom}px 15px;font-size:${size}px;line-height:${size * 1.35}px">${mine ? escaped(text) : told(content, 'span')}</div>`;
    const face = mine
      ? ''
      : `<div style="width:30px;margin-right:8px">${last ? avatar(message.sender, 30, '#7b61c4') : ''}</div>`;
    return `<div style="display:flex;align-items:flex-end;justify-content:${mine ? 'flex-end' : 'flex-start'};margin-bottom:${last ? 12 : 3}px">${face}${bubble}</div>`;
  });
  for (const code of message.qr)
    rows.push(
      `<div style="margin:0 0 10px 38px;border-radius:18px;overflow:hidden;background:#fff;padding:12px;width:220px">${await codePicture(code, 196)}</div>`,
    );
  const date = `${random.pick(ui.weekdays)} ${random.whole(1, 28)} ${random.pick(ui.months)} • ${clock(random)}`;
  const chips = known
    ? ''
    : `<div style="display:flex;gap:8px;justify-content:center;font-size:13px;color:${colour.link};margin:4px 0 12px"><span style="border:1px solid ${colour.grey};border-radius:14px;padding:5px 12px">${ui.android.addContact}</span><span style="border:1px solid ${colour.grey};border-radius:14px;padding:5px 12px">${ui.android.block}</span></div>`;
  const html = `<div style="min-height:100%;display:flex;flex-direction:column;background:${colour.paper};color:${colour.ink}">${androidStatus(phone, colour.ink)}
<div style="display:flex;align-items:center;gap:14px;height:60px;padding:0 14px">${back}${random.chance(0.6) ? avatar(message.sender, 34, '#7b61c4') : ''}<span style="flex:1;font-size:${19 * Math.min(zoom, 1.2)}px">${escaped(message.sender)}</span>${call}${dots}</div>${chips}
<div style="flex:1;padding:6px 12px;display:flex;flex-direction:column;justify-content:${random.chance(0.5) ? 'flex-end' : 'flex-start'}">${random.chance(0.4) ? `<div style="text-align:center;font-size:13px;color:${colour.grey};margin:6px 0 12px">${ui.android.conversation} ${escaped(message.sender)}</div>` : ''}<div style="text-align:center;font-size:13px;color:${colour.grey};margin:6px 0 14px">${date}</div>${rows.join('')}<div style="margin-left:38px;font-size:12px;color:${colour.grey};margin-top:-6px">${clock(random)} • SMS</div></div>
<div style="display:flex;gap:12px;align-items:center;padding:10px 12px">${icon('<path d="M12 5v14M5 12h14"/>')}<span style="flex:1;background:${colour.bubble};border-radius:24px;padding:12px 18px;font-size:16px;color:${colour.grey}">${ui.android.input}</span><span style="font-size:9px;color:${colour.grey}">SMS</span></div>
<div style="width:110px;height:4px;border-radius:2px;background:${colour.ink};margin:8px auto 8px"></div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,'Noto Color Emoji',sans-serif}`, ['roboto']),
    width,
    height,
  };
}
