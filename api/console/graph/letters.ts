import type Sigma from 'sigma';

const mostLetters = 1500;

/** Letters on the people that have a role, on a layer above the drawing; left out where they would be too small to read. */
export function drawLetters(
  sigma: Sigma,
  container: HTMLElement,
  letters: Readonly<Record<string, string>>,
  colour: () => string,
): { readonly canvas: HTMLCanvasElement; end(): void } {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;pointer-events:none';
  let drawn = true;
  container.append(canvas);
  const draw = (): void => {
    const graph = sigma.getGraph();
    if (graph.order > mostLetters) {
      if (drawn) canvas.style.display = 'none';
      drawn = false;
      return;
    }
    if (!drawn) canvas.style.display = '';
    drawn = true;
    const { width, height } = sigma.getDimensions();
    const ratio = devicePixelRatio;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = colour();
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    graph.forEachNode((_id, { role, x, y, size }) => {
      const letter = letters[String(role)];
      const pixels = sigma.scaleSize(Number(size));
      if (letter === undefined || pixels < 6) return;
      const at = sigma.graphToViewport({ x: Number(x), y: Number(y) });
      if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return;
      pen.font = `700 ${Math.round(Math.min(16, pixels))}px system-ui, sans-serif`;
      pen.fillText(letter, at.x, at.y + 0.5);
    });
  };
  sigma.on('afterRender', draw);
  return {
    canvas,
    end: () => {
      sigma.off('afterRender', draw);
      canvas.remove();
    },
  };
}
