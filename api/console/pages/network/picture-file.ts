import { type Chart, lineOf, type Stamp } from '../../graph/index.ts';

/** The drawing on the screen with its stamp in a strip below, so that it covers nobody and cannot be cropped unseen. */
export async function pictureFile(chart: Chart | undefined, stamp: Stamp): Promise<Blob> {
  const drawing = chart?.picture();
  if (drawing === undefined) throw new Error('there is no drawing');
  const picture = document.createElement('canvas');
  const size = 11 * devicePixelRatio;
  picture.width = drawing.width;
  const pen = picture.getContext('2d');
  if (pen === null) throw new Error('the browser draws no pictures');
  pen.font = `${size}px sans-serif`;
  const lines = wrapped(lineOf(stamp), (text) => pen.measureText(text).width <= picture.width - 2 * size);
  picture.height = drawing.height + (lines.length + 1) * 1.4 * size;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(drawing, 0, 0);
  // Setting the size has made the canvas forget its font.
  pen.font = `${size}px sans-serif`;
  pen.fillStyle = '#1b2026';
  for (const [i, line] of lines.entries()) pen.fillText(line, size, drawing.height + (i + 1) * 1.4 * size);
  const file = await new Promise<Blob | null>((done) => picture.toBlob(done, 'image/png'));
  if (file === null) throw new Error('the picture is too large');
  return file;
}

/** Chinese has no spaces: a line breaks after any part of the stamp, or in it where it must. */
function wrapped(text: string, fits: (text: string) => boolean): readonly string[] {
  const lines = [''];
  for (const letter of text) {
    const line = `${lines.at(-1)}${letter}`;
    if (fits(line)) lines[lines.length - 1] = line;
    else lines.push(letter);
  }
  return lines;
}
