const libraries = /[\\/]node_modules[\\/](?:whatsapp-web\.js|puppeteer|puppeteer-core|@puppeteer)[\\/]/;

/**
 * Keeps promises that the libraries leave to nobody from ending the process, with every other channel in it: the session
 * notices by itself what has happened to its browser. All other rejections end it as they do without this.
 *
 * @returns ends this
 */
export function catchStrayRejections(onStray: (error: unknown) => void): () => void {
  const take = (reason: unknown) => {
    if (!(reason instanceof Error && libraries.test(reason.stack ?? ''))) throw reason;
    onStray(reason);
  };
  process.on('unhandledRejection', take);
  return () => {
    process.off('unhandledRejection', take);
  };
}
