import { escaped, page, told, type Drawing } from '../html.ts';
import { codePicture } from '../looks/code.ts';
import type { MessageOf } from '../messages.ts';
import type { Random } from '../random.ts';
import { own } from './words.ts';

/** A letter with a centred head and a legal line, in serifs or as typed. */
export async function letterB(message: MessageOf<'letter'>, random: Random): Promise<Drawing> {
  const font = random.pick([`'DejaVu Serif'`, `'DejaVu Sans Mono'`, 'Roboto']);
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 130)));
  const html = `<div style="min-height:100%;background:#fdfdfb;color:#222;padding:44px 70px;font-size:16px;line-height:25px;display:flex;flex-direction:column"><div style="text-align:center;border-bottom:2px solid #444;padding-bottom:14px;margin-bottom:26px">${told(escaped(message.sender), 'b', 'style="font-size:22px"')}${message.lines.map((line) => told(escaped(line), 'div', 'style="font-size:14px"')).join('')}</div>
<div style="margin:0 0 22px 50%">${message.to.map((line) => told(escaped(line))).join('')}</div><div style="display:flex;justify-content:space-between;margin-bottom:18px">${told(own.letter.reference, 'span')}${told(escaped(message.date), 'span')}</div>${told(`<u>${own.letter.object} ${escaped(message.subject)}</u>`, 'div', 'style="margin-bottom:20px"')}
${message.received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:16px;text-align:justify"')).join('')}${codes.map((code) => `<div style="margin:8px auto 20px">${code}</div>`).join('')}${told(escaped(message.footer), 'div', 'style="text-align:right;margin-top:24px"')}<div style="flex:1"></div>${told(own.letter.legal, 'div', 'style="font-size:12px;text-align:center;color:#555;margin-top:30px"')}</div>`;
  return {
    html: page(html, `body{font-family:${font},Roboto}`, ['roboto']),
    width: 794,
    height: random.pick([960, 1123]),
  };
}

/** A slip whose code stands beside the text. */
export async function noticeB(message: MessageOf<'parcel-notice'>, random: Random): Promise<Drawing> {
  const codes = await Promise.all(message.qr.map((code) => codePicture(code, 140)));
  const html = `<div style="min-height:100%;background:${random.pick(['#fff', '#fbf6e6'])};color:#222;border:2px solid #222;padding:18px 22px"><div style="border-bottom:2px solid #222;font-size:25px;font-weight:700;padding-bottom:8px;margin-bottom:14px">${told(escaped(message.title), 'span')}</div><div style="display:flex;gap:22px"><div style="flex:1;font-size:17px;line-height:25px">${message.received.map((text) => told(escaped(text), 'p', 'style="margin-bottom:12px"')).join('')}${told(escaped(message.footer), 'div', 'style="font-size:15px"')}</div>${codes.length > 0 ? `<div>${codes.join('')}</div>` : ''}</div></div>`;
  return {
    html: page(html, `body{font-family:Roboto,sans-serif}`, ['roboto']),
    width: random.whole(560, 660),
    height: 330,
  };
}

/** A sign on a coloured ground, the code on white. */
export async function posterB(message: MessageOf<'poster'>, random: Random): Promise<Drawing> {
  const codes = await Promise.all(
    message.qr.map((code) =>
      codePicture(code, random.whole(200, 300), random.pick(['#000000', '#1a237e', '#4a148c'])),
    ),
  );
  const html = `<div style="min-height:100%;background:${message.colour};color:#fff;padding:36px 34px">${told(escaped(message.title), 'div', 'style="font-size:40px;line-height:46px;font-weight:700;margin-bottom:18px"')}${message.received.map((text) => told(escaped(text), 'p', 'style="font-size:22px;line-height:31px;margin-bottom:22px"')).join('')}<div style="background:#fff;border-radius:16px;padding:14px;display:inline-block;margin-bottom:18px">${codes.join('')}</div>${told(escaped(message.footer), 'div', 'style="font-size:19px"')}</div>`;
  return {
    html: page(html, `body{font-family:Inter,sans-serif}`, ['inter']),
    width: random.whole(480, 620),
    height: 700,
  };
}
