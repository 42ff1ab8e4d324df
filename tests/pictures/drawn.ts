import { toDataURL } from 'qrcode';
import sharp from 'sharp';
import { page, type Drawing } from '../support/pictures/html.ts';
import type { Painter } from '../support/pictures/browser.ts';

export type Bubble = { readonly text: string; readonly sent?: boolean };

/** A dark conversation, received bubbles grey and sent ones blue, as tall as a phone. */
export function darkChat(bubbles: readonly Bubble[]): Drawing {
  const body = bubbles
    .map(
      ({ text, sent = false }) =>
        `<div style="display:flex;justify-content:${sent ? 'flex-end' : 'flex-start'};margin:10px 14px"><div style="max-width:270px;padding:8px 13px;border-radius:18px;background:${sent ? '#0a84ff' : '#26252a'}">${text}</div></div>`,
    )
    .join('');
  const style = 'body{background:#000;color:#fff;font:17px Inter;padding-top:70px}';
  return { html: page(body, style, ['inter']), width: 390, height: 844 };
}

/** A sheet of paper with some paragraphs and, when one is given, a code. */
export async function sheet(paragraphs: readonly string[], code?: string): Promise<Drawing> {
  const image = code === undefined ? '' : `<img width="180" src="${await toDataURL(code, { width: 360 })}">`;
  const body = paragraphs.map((text) => `<p style="margin:14px 0">${text}</p>`).join('') + image;
  const style = 'body{background:#fff;color:#111;font:19px Lato;padding:50px}';
  return { html: page(body, style, ['lato']), width: 700, height: 560 };
}

/** The drawing as a camera takes it: on a table, turned by some degrees, in uneven light, with noise. */
export async function photoOf(painter: Painter, drawing: Drawing, degrees: number): Promise<Buffer> {
  const { png } = await painter.draw(drawing, 2);
  const data = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const scene = `<div style="position:fixed;inset:0;background:#8a6a4a;display:flex;align-items:center;justify-content:center"><img src="${data}" width="${drawing.width}" style="transform:rotate(${degrees}deg)"></div><div style="position:fixed;inset:0;background:linear-gradient(40deg,#0009,#0001 70%)"></div>`;
  const size = Math.ceil(Math.hypot(drawing.width, drawing.height) * 1.1);
  const photo = await painter.draw({ html: page(scene, '', []), width: size, height: size }, 2);
  const { width, height } = await sharp(photo.png).metadata();
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .png()
    .toBuffer();
  return sharp(photo.png)
    .composite([{ input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 75 })
    .toBuffer();
}
