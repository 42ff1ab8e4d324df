import { page, type Drawing } from '../html.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../templates.ts';

/** A warmer photograph from a steeper angle: a cloth below, the shadow of a hand, light from a lamp. */
export function inHand(
  png: Uint8Array,
  size: { width: number; height: number },
  subject: Subject,
  random: Random,
): Drawing {
  const wide = size.width > size.height;
  const width = wide ? 1280 : 960;
  const height = wide ? 960 : 1280;
  const fit = Math.min((width * 0.82) / size.width, (height * 0.82) / size.height);
  const weave = random.pick(['#7c2f36', '#e8e2d4', '#2f4858', '#94a187']);
  const warm = random.pick(['#ffdca8', '#fff3df', '#dfeaff']);
  const shadow = `radial-gradient(ellipse ${random.whole(35, 60)}% ${random.whole(30, 55)}% at ${random.whole(5, 95)}% ${random.whole(70, 110)}%,#000a,transparent 75%)`;
  const edge = subject === 'screen' ? 'border:18px solid #23262b;border-radius:36px' : 'border-radius:2px';
  const turn = `perspective(1500px) rotateX(${random.between(2, 16).toFixed(1)}deg) rotateY(${random.between(-9, 9).toFixed(1)}deg) rotateZ(${random.between(-12, 12).toFixed(1)}deg)`;
  const lines =
    subject === 'screen'
      ? `,repeating-linear-gradient(${random.whole(20, 70)}deg,#ffffff0c 0 2px,transparent 2px 5px)`
      : '';
  const image = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const html = `<div style="position:relative;width:${width}px;height:${height}px;overflow:hidden;display:flex;align-items:center;justify-content:center;background:repeating-linear-gradient(0deg,#0001 0 2px,transparent 2px 5px),repeating-linear-gradient(90deg,#fff1 0 2px,transparent 2px 5px),${weave}"><img src="${image}" style="width:${size.width * fit}px;height:${size.height * fit}px;transform:${turn};filter:blur(${random.between(0.2, 0.7).toFixed(2)}px) contrast(.88) sepia(.12);box-shadow:6px 18px 30px #0008;${edge}"><div style="position:absolute;inset:0;background:${warm};mix-blend-mode:multiply"></div><div style="position:absolute;inset:0;background:${shadow}${lines}"></div></div>`;
  return { html: page(html, '', []), width, height };
}
