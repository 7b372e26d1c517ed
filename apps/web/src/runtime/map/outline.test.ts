import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { boundsOf, hasInner, type OutlineFile, pathOf, placeKey, projectInto, regionsOf } from './outline.js';

const folder = new URL('../../../public/maps/', import.meta.url);
const read = (name: string) =>
  regionsOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as OutlineFile);

describe('the outlines', () => {
  it('show the country by its 34 provinces, each of which opens', () => {
    const regions = read('100000.json');
    expect(regions).toHaveLength(34);
    const files = new Set(readdirSync(folder));
    expect(regions.filter((region) => !hasInner(region) || !files.has(`${region.code}.json`))).toEqual([]);
  });

  it.each(readdirSync(folder).map((name) => [name]))('are closed shapes of named places: %s', (name) => {
    const regions = read(name);
    expect(regions.length).toBeGreaterThan(0);
    for (const { name: place, rings, center } of regions) {
      expect(place).not.toBe('');
      const [west, south, east, north] = boundsOf([...rings.flat(), center]);
      expect([west > 70, south > 3, east < 136, north < 54]).toEqual([true, true, true, true]);
      for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1));
    }
  });

  it('know the places that addresses name', () => {
    const divisions = JSON.parse(
      readFileSync(new URL('../../../public/divisions.json', import.meta.url), 'utf8'),
    ) as [string, string][];
    const known = new Set(read('100000.json').map(({ name }) => placeKey(name)));
    expect(divisions.map(([name]) => placeKey(name)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('fill the box they are drawn in, north at the top', () => {
    const project = projectInto([100, 20, 120, 40], 400, 300, 10);
    const [, top] = project([110, 40]);
    const [, bottom] = project([110, 20]);
    expect(top).toBeCloseTo(10);
    expect(bottom).toBeCloseTo(290);
    expect(
      pathOf(
        [
          [
            [110, 40],
            [110, 20],
            [110, 40],
          ],
        ],
        project,
      ),
    ).toMatch(/^M200\.0,10\.0L200\.0,290\.0L200\.0,10\.0Z$/);
  });
});
