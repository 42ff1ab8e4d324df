import { page, type Drawing } from '../html.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../templates.ts';

/** The picture as somebody photographs it: on a table, turned, seen from a side, in uneven light. */
export function table(
  png: Uint8Array,
  size: { width: number; height: number },
  subject: Subject,
  random: Random,
): Drawing {
  const wide = size.width > size.height;
  const width = wide ? 1100 : 900;
  const height = wide ? 900 : 1200;
  const filled = random.between(0.74, 0.86);
  const ratio = Math.min((width * filled) / size.width, (height * filled) / size.height);
  const wood = random.pick(['#8a6a4a', '#6d7278', '#c9b79c', '#3d4a52']);
  const turn = `perspective(1900px) rotateX(${random.between(-13, 13)}deg) rotateY(${random.between(-13, 13)}deg) rotateZ(${random.between(-10, 10)}deg)`;
  const frame =
    subject === 'screen'
      ? 'border:14px solid #111;border-radius:44px;box-shadow:0 14px 40px #0009'
      : 'box-shadow:0 3px 14px #0007';
  const shine = `radial-gradient(circle at ${random.whole(10, 90)}% ${random.whole(0, 60)}%,#ffffff55,transparent 45%),linear-gradient(${random.whole(0, 360)}deg,#00000066,transparent 60%)`;
  const moire =
    subject === 'screen'
      ? `,repeating-linear-gradient(${random.whole(80, 100)}deg,#0000000e 0 1.500px,transparent 1.500px 4px),repeating-linear-gradient(${random.whole(-8, 8)}deg,#0000000a 0 1px,transparent 1px 3px)`
      : '';
  const image = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const html = `<div style="position:relative;width:${width}px;height:${height}px;overflow:hidden;background:repeating-linear-gradient(${random.whole(80, 100)}deg,#0002 0 3px,transparent 3px 17px,#0001 17px 19px),${wood};display:flex;align-items:center;justify-content:center"><img src="${image}" style="width:${size.width * ratio}px;height:${size.height * ratio}px;transform:${turn};filter:blur(${random.between(0.15, 0.6).toFixed(2)}px) contrast(${random.between(0.8, 0.98).toFixed(2)}) brightness(${random.between(0.86, 1.04).toFixed(2)});${frame}"><div style="position:absolute;inset:0;background:${shine}${moire}"></div></div>`;
  return { html: page(html, '', []), width, height };
}
