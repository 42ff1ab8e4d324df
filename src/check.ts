/** Under construction. */
export function check(): Promise<void> {
  return Promise.resolve();
}
