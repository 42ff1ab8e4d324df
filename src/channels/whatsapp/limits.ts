/** What a promise that took too long is rejected with. */
export const tookTooLong = new Error('took too long');

/** The promise, rejected with tookTooLong when it is not settled after so many milliseconds. */
export async function withLimit<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(tookTooLong);
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
