import sharp from 'sharp';

/** Most points of a picture: a photograph of 48 megapixels passes, a bomb does not. */
const mostPoints = 50_000_000;
/** Longer sides are made smaller; nobody reads more than this on a screen or on paper. */
const longestSide = 4000;

/** It is no picture, or one with too many points. */
export class PictureUnreadable extends Error {
  constructor() {
    super('picture cannot be read');
    this.name = 'PictureUnreadable';
  }
}

/**
 * Makes a picture anew from its points: what a camera wrote beside them (place, time, device, a small copy of the
 * uncropped picture) is gone, and so is anything that hid behind them. It stands as it was meant to be seen.
 * @throws {PictureUnreadable}
 */
export async function redrawn(content: Buffer, type: 'image/png' | 'image/jpeg'): Promise<Buffer> {
  try {
    const picture = sharp(content, { limitInputPixels: mostPoints, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    return await (
      type === 'image/png'
        ? picture.png({ compressionLevel: 9 })
        : picture.jpeg({ quality: 88, mozjpeg: false })
    ).toBuffer();
  } catch {
    throw new PictureUnreadable();
  }
}
