const scale = 2;

/** Draws an element as it is on the screen, with all that is scrolled out of sight below. */
export async function pictureOf(element: HTMLElement, ground: string): Promise<HTMLCanvasElement> {
  const width = element.scrollWidth;
  const height = element.scrollHeight;
  const copy = styledCopy(element);
  copy.style.width = `${width}px`;
  copy.style.height = `${height}px`;
  copy.style.overflow = 'visible';
  const holder = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  holder.setAttribute('width', String(width));
  holder.setAttribute('height', String(height));
  const inner = document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject');
  inner.setAttribute('width', '100%');
  inner.setAttribute('height', '100%');
  inner.append(copy);
  holder.append(inner);
  const image = await loaded(
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(holder))}`,
  );
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return canvas;
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture cannot be drawn'));
    image.src = address;
  });
}

/** Style sheets do not reach into a picture: every element carries what was computed for it. */
function styledCopy(source: HTMLElement): HTMLElement {
  const copy = source.cloneNode(true) as HTMLElement;
  const from = [source, ...source.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, index) => {
    const target = to[index];
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    const computed = getComputedStyle(element);
    let written = '';
    for (const name of computed)
      if (!name.startsWith('--')) written += `${name}:${computed.getPropertyValue(name)};`;
    target.setAttribute('style', written);
    target.removeAttribute('class');
  });
  return copy;
}

export function blobOf(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, 0.92);
  });
}
