const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size for people. */
export function inBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power] ?? ''}`;
}

export function inNumbers(count: number): string {
  return count.toLocaleString('en');
}

/** "1 chat", "1,200 chats". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inNumbers(count)} ${count === 1 ? one : many}`;
}

/** A time for people, to the minute, in UTC as servers have it. */
export function inMinutes(time: Date): string {
  return `${time.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')} UTC`;
}
