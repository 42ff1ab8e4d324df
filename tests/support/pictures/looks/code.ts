import { toString } from 'qrcode';

/** A QR code as SVG, `size` pixels of CSS wide, with its white margin. */
export async function codePicture(text: string, size: number, ink = '#000000'): Promise<string> {
  const svg = await toString(text, {
    type: 'svg',
    margin: 3,
    errorCorrectionLevel: 'M',
    color: { dark: ink, light: '#ffffff' },
  });
  return svg.replace('<svg ', `<svg width="${size}" height="${size}" shape-rendering="crispEdges" `);
}
