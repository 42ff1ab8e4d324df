import type { Random } from '../random.ts';
import type { Theme } from '../html.ts';
import { ui } from '../messages.ts';

/** How a phone is set: what a drawing may vary. */
export type Phone = {
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** Size of letters, 1 as usual; people who see badly set up to 1.6. */
  readonly zoom: number;
  readonly random: Random;
};

export const clock = (random: Random): string =>
  `${random.whole(7, 22)}:${String(random.whole(0, 59)).padStart(2, '0')}`;

const bars = (ink: string) =>
  `<svg width="18" height="12" viewBox="0 0 18 12" fill="${ink}"><rect y="8" width="3" height="4" rx="1"/><rect x="5" y="5" width="3" height="7" rx="1"/><rect x="10" y="2.5" width="3" height="9.5" rx="1"/><rect x="15" width="3" height="12" rx="1"/></svg>`;
const wifi = (ink: string) =>
  `<svg width="17" height="12" viewBox="0 0 17 12" fill="none" stroke="${ink}" stroke-width="1.8" stroke-linecap="round"><path d="M1.5 4.2a10 10 0 0 1 14 0M4 7a6.4 6.4 0 0 1 9 0M6.6 9.6a2.8 2.8 0 0 1 3.8 0"/></svg>`;
const battery = (ink: string, level: number) =>
  `<svg width="27" height="13" viewBox="0 0 27 13"><rect x=".5" y=".5" width="23" height="12" rx="3.6" fill="none" stroke="${ink}" opacity=".4"/><rect x="2" y="2" width="${0.2 * level}" height="9" rx="2.2" fill="${ink}"/><path d="M25 4.3v4.4c.9-.3 1.5-1.2 1.5-2.2S25.9 4.6 25 4.3" fill="${ink}" opacity=".5"/></svg>`;

/** The line on top of an iPhone; older ones name the operator. */
export function iosStatus({ theme, random }: Phone): string {
  const ink = theme === 'dark' ? '#fff' : '#000';
  const level = random.whole(15, 100);
  if (random.chance(0.25))
    return `<div style="display:flex;justify-content:space-between;align-items:center;height:22px;padding:0 6px;font-size:12px;color:${ink}"><span style="display:flex;gap:4px;align-items:center;transform:scale(.95)">${bars(ink)} ${random.pick(ui.operators)} 4G</span><b style="position:absolute;left:0;right:0;text-align:center">${clock(random)}</b><span style="display:flex;gap:3px;align-items:center">${level} % ${battery(ink, level)}</span></div>`;
  return `<div style="display:flex;justify-content:space-between;align-items:center;height:50px;padding:4px 26px 0 36px;color:${ink}"><b style="font-size:17px">${clock(random)}</b><span style="display:flex;gap:6px;align-items:center">${bars(ink)}${random.chance(0.4) ? `<b style="font-size:14px">4G</b>` : wifi(ink)}${battery(ink, level)}</span></div>`;
}

export function androidStatus({ random }: Phone, ink: string): string {
  return `<div style="display:flex;justify-content:space-between;align-items:center;height:32px;padding:0 16px;font:500 13px Roboto;color:${ink}"><span>${clock(random)}${random.chance(0.4) ? ' &nbsp;<svg style="display:inline;vertical-align:-2px" width="13" height="13" viewBox="0 0 24 24" fill="currentColor"><path d="M4 4h16v12H8l-4 4z"/></svg>' : ''}</span><span style="display:flex;gap:5px;align-items:center;font-size:12px">${random.chance(0.5) ? 'VoLTE ' : ''}${wifi(ink)}${bars(ink)} ${random.whole(9, 99)} %</span></div>`;
}

/** A letter or silhouette in a circle. */
export function avatar(name: string, size: number, background: string, ink = '#fff'): string {
  const inside = /^\p{L}/u.test(name)
    ? `<span>${(name[0] ?? '').toUpperCase()}</span>`
    : `<svg width="${size * 0.6}" height="${size * 0.6}" viewBox="0 0 24 24" fill="${ink}"><circle cx="12" cy="8" r="5"/><path d="M2 24c0-6 4.5-9.5 10-9.500s10 3.5 10 9.500z"/></svg>`;
  return `<div style="flex:none;width:${size}px;height:${size}px;border-radius:50%;background:${background};color:${ink};display:flex;align-items:center;justify-content:center;font-size:${size * 0.45}px;overflow:hidden">${inside}</div>`;
}

/** What was received and sent, in the order of the conversation. */
export function conversation(
  received: readonly string[],
  sent: readonly { readonly after: number; readonly text: string }[],
): { readonly mine: boolean; readonly text: string; readonly last: boolean }[] {
  const all = received.flatMap((text, index) => [
    { mine: false, text },
    ...sent.filter(({ after }) => after === index + 1).map((reply) => ({ mine: true, text: reply.text })),
  ]);
  return all.map((bubble, index) => ({ ...bubble, last: all[index + 1]?.mine !== bubble.mine }));
}
