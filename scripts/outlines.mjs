// Makes the outlines of apps/web/public/maps from the map files of Apache ECharts 4:
//   node scripts/outlines.mjs <folder with china.json and province/>
// Decodes them, drops what no screen shows (Douglas-Peucker), and writes one GeoJSON per area,
// named by its six-digit code; `100000.json` is the country.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const from = process.argv[2];
if (!from) throw new Error('node scripts/outlines.mjs <folder>');
const to = join(dirname(fileURLToPath(import.meta.url)), '../apps/web/public/maps');
mkdirSync(to, { recursive: true });

const encodingScale = 1024;
const turnedBack = (code) => (code >> 1) ^ -(code & 1);

function decode(text, [startX, startY]) {
  const points = [];
  let x = startX;
  let y = startY;
  for (let at = 0; at + 1 < text.length; at += 2) {
    x += turnedBack(text.charCodeAt(at) - 64);
    y += turnedBack(text.charCodeAt(at + 1) - 64);
    points.push([x / encodingScale, y / encodingScale]);
  }
  return points;
}

/** All rings of a geometry, holes included: they are drawn by the even-odd rule. */
function ringsOf({ type, coordinates, encodeOffsets }) {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const offsets = encodeOffsets && (type === 'Polygon' ? [encodeOffsets] : encodeOffsets);
  return polygons.flatMap((rings, polygon) =>
    rings.map((ring, index) => (typeof ring === 'string' ? decode(ring, offsets[polygon][index]) : ring)),
  );
}

function distance([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}

function simplified(points, tolerance) {
  const kept = new Set([0, points.length - 1]);
  const open = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    let farthest = -1;
    let most = tolerance;
    for (let at = first + 1; at < last; at++) {
      const away = distance(points[at], points[first], points[last]);
      if (away > most) [farthest, most] = [at, away];
    }
    if (farthest >= 0) {
      kept.add(farthest);
      open.push([first, farthest], [farthest, last]);
    }
  }
  return points.filter((_, at) => kept.has(at));
}

function closed(ring) {
  const [[x, y]] = ring;
  const [lastX, lastY] = ring.at(-1);
  return x === lastX && y === lastY ? ring : [...ring, ring[0]];
}

function isWorthDrawing(ring, tolerance) {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const width = Math.max(...xs) - Math.min(...xs);
  return ring.length >= 4 && (width > tolerance || Math.max(...ys) - Math.min(...ys) > tolerance);
}

function middleOf(rings) {
  const largest = rings.toSorted((a, b) => b.length - a.length)[0];
  return [0, 1].map((axis) => largest.reduce((sum, point) => sum + point[axis], 0) / largest.length);
}

function write(code, features, tolerance, digits) {
  const round = (value) => Number(value.toFixed(digits));
  const made = features.flatMap(({ id, properties, geometry }) => {
    const all = ringsOf(geometry);
    const large = all.filter((ring) => isWorthDrawing(ring, tolerance));
    const rings = (large.length > 0 ? large : all).map((ring) =>
      closed(simplified(ring, tolerance).map((point) => point.map(round))),
    );
    const [x, y] = properties.cp ?? middleOf(all);
    return {
      type: 'Feature',
      properties: {
        ...(id ? { code: String(id) } : {}),
        name: properties.name,
        center: [round(x), round(y)],
      },
      geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
    };
  });
  const file = join(to, `${code}.json`);
  writeFileSync(file, `${JSON.stringify({ type: 'FeatureCollection', features: made })}\n`);
}

const read = (name) => JSON.parse(readFileSync(join(from, name), 'utf8')).features;
const country = read('china.json');
write('100000', country, 0.05, 2);
const codeByName = new Map(country.map(({ id, properties }) => [properties.name, id]));
const fileNames = { taiwan: '台湾', shanxi1: '陕西', xianggang: '香港', aomen: '澳门' };
for (const file of readdirSync(join(from, 'province'))) {
  const features = read(`province/${file}`);
  const coded = features.find(({ id }) => /^\d{6}$/.test(String(id ?? '')));
  const name = fileNames[file.replace('.json', '')];
  const code = name ? codeByName.get(name) : coded && `${String(coded.id).slice(0, 2)}0000`;
  if (code) write(code, features, 0.012, 3);
}
