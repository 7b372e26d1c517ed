/** A ring of points: longitude and latitude in degrees. */
type Ring = readonly (readonly [number, number])[];

/** An area of an outline: a province, a city or a district. */
export interface Region {
  /** Six digits; missing where the outline has none. */
  code?: string;
  name: string;
  center: readonly [number, number];
  rings: readonly Ring[];
}

/** The outline files are GeoJSON; a deployer may put his own of the same form in their place. */
export interface OutlineFile {
  features: {
    properties: { code?: string; name: string; center?: readonly [number, number] };
    geometry:
      | { type: 'Polygon'; coordinates: readonly Ring[] }
      | { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] };
  }[];
}

export const country = '100000';

/** The regions of an outline file, with a center for each. */
export function regionsOf(file: OutlineFile): Region[] {
  return file.features.map(({ properties, geometry }) => {
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    return {
      ...(properties.code ? { code: properties.code } : {}),
      name: properties.name,
      center: properties.center ?? middleOf(rings),
      rings,
    };
  });
}

function middleOf(rings: readonly Ring[]): [number, number] {
  const [west, south, east, north] = boundsOf(rings.flat());
  return [(west + east) / 2, (south + north) / 2];
}

const endings = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区| Province| City)$/;

/** The same place in addresses (`浙江省`) and on outlines (`浙江`). */
export function placeKey(name: string): string {
  return name.length > 2 ? name.replace(endings, '') : name;
}

/** Only whole provinces have an outline of what lies in them. */
export function hasInner(region: Region): region is Region & { code: string } {
  return region.code?.endsWith('0000') === true && region.code !== country;
}

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export function boundsOf(points: Iterable<readonly [number, number]>): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}

export type Project = (point: readonly [number, number]) => [x: number, y: number];

/** Degrees to pixels of a box, true to shape in the middle of the area (equirectangular). */
export function projectInto(bounds: Bounds, width: number, height: number, margin: number): Project {
  const [west, south, east, north] = bounds;
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * shrink, 0.01);
  const down = Math.max(north - south, 0.01);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / down);
  const left = (width - across * scale) / 2;
  const top = (height - down * scale) / 2;
  return ([longitude, latitude]) => [
    left + (longitude - west) * shrink * scale,
    top + (north - latitude) * scale,
  ];
}

/** The rings as the `d` of an SVG path. */
export function pathOf(rings: readonly Ring[], project: Project): string {
  return rings
    .map((ring) => {
      const points = ring.map((point) => {
        const [x, y] = project(point);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}
