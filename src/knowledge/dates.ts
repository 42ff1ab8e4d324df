// Calendar dates known to the day, the month or the year, compared as text: ISO dates sort as they are written.

/** The first day a partial date may mean: `2024` gives `2024-01-01`. */
export function firstDay(partial: string): string {
  return `${partial}-01-01`.slice(0, 'yyyy-mm-dd'.length);
}

/** The last day a partial date may mean, as a bound for comparison: `2024-02` gives `2024-02-31`. */
export function lastDay(partial: string): string {
  return partial.length === 'yyyy'.length
    ? `${partial}-12-31`
    : `${partial}-31`.slice(0, 'yyyy-mm-dd'.length);
}

/** Whether every day that `partial` may mean lies in the period, its bounds included. */
export function isWithin(partial: string, period: { readonly from: string; readonly to: string }): boolean {
  return firstDay(partial) >= firstDay(period.from) && lastDay(partial) <= lastDay(period.to);
}

/** Whether a date known to the day is in the calendar; shorter ones always are. */
export function isCalendarDate(partial: string): boolean {
  const [year, month, day] = partial.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return true;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
