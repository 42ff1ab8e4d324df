/** The hours of the day in which people may be written to first, in France; an alert is never worth waking anybody. */
export type Hours = { readonly from: number; readonly to: number };

const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const minute = 60_000;

/** How long to wait until people may be written to, in milliseconds; 0: not at all. */
export function waitFor({ from, to }: Hours, now: Date): number {
  const [hour = 0, minutes = 0] = time.format(now).split(':').map(Number);
  if (hour >= from && hour < to) return 0;
  const until = ((from - hour + 24) % 24) * 60 - minutes;
  return Math.max(1, until) * minute - (now.getTime() % minute);
}
