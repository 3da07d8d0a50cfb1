import type Sigma from 'sigma';

/** One canvas with all that is on the screen; to be taken in the task that drew it, since WebGL forgets it afterwards. */
export function pictureOf(sigma: Sigma, ground: string, letters: HTMLCanvasElement): HTMLCanvasElement {
  const { width, height } = sigma.getDimensions();
  const picture = document.createElement('canvas');
  picture.width = width * devicePixelRatio;
  picture.height = height * devicePixelRatio;
  const pen = picture.getContext('2d', { alpha: false });
  if (pen === null) return picture;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, picture.width, picture.height);
  const layers = sigma.getCanvases();
  for (const layer of [layers.edges, layers.nodes, layers.labels, letters])
    if (layer !== undefined && layer.width > 0) pen.drawImage(layer, 0, 0, picture.width, picture.height);
  return picture;
}

/**
 * Layers of sigma that nothing is drawn on here. An empty canvas over the drawing costs as much to put on the screen as a
 * full one: without a graphics card they took nine tenths of a frame. The top one hears the mouse, so it is only unseen.
 */
export function hideEmptyLayers(sigma: Sigma): void {
  const { edgeLabels, hovers, hoverNodes, mouse } = sigma.getCanvases();
  for (const layer of [edgeLabels, hovers, hoverNodes]) if (layer !== undefined) layer.style.display = 'none';
  if (mouse !== undefined) mouse.style.opacity = '0';
}
