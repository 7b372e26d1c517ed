/** When and where a picture was taken, as its camera wrote it down. */
export interface Exif {
  /** `2026-11-30 09:15`, on the camera's own clock. */
  takenAt: string | null;
  /** `31.23040, 121.47370` */
  place: string | null;
}

const headBytes = 128 * 1024;
const none: Exif = { takenAt: null, place: null };
const tags = {
  exif: 0x8769,
  gps: 0x8825,
  dateTaken: 0x9003,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
};

/** Reads the EXIF part of a JPEG (CIPA DC-008); anything else, and anything broken, says nothing. */
export async function readExif(file: Blob): Promise<Exif> {
  try {
    const view = new DataView(await file.slice(0, headBytes).arrayBuffer());
    const start = findExif(view);
    return start === null ? none : new Tiff(view, start).read();
  } catch {
    return none;
  }
}

/** Where the TIFF header of the APP1 segment begins. */
function findExif(view: DataView): number | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 < view.byteLength; ) {
    const marker = view.getUint16(at);
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null;
    const isExif = marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966;
    if (isExif) return at + 10;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

class Tiff {
  readonly #isLittle: boolean;

  constructor(
    private readonly view: DataView,
    private readonly start: number,
  ) {
    this.#isLittle = view.getUint16(start) === 0x4949;
  }

  read(): Exif {
    const first = this.#directory(this.#long(4));
    const exif = this.#below(first, tags.exif);
    const gps = this.#below(first, tags.gps);
    const date = exif.get(tags.dateTaken);
    return { takenAt: date === undefined ? null : this.#date(date), place: this.#place(gps) };
  }

  /** Entries of a directory: tag → where its eight bytes of count and value begin. */
  #directory(offset: number): Map<number, number> {
    const entries = new Map<number, number>();
    const count = this.#short(offset);
    for (let index = 0; index < Math.min(count, 200); index++) {
      const at = offset + 2 + index * 12;
      entries.set(this.#short(at), at + 4);
    }
    return entries;
  }

  #below(entries: ReadonlyMap<number, number>, tag: number): Map<number, number> {
    const at = entries.get(tag);
    return at === undefined ? new Map() : this.#directory(this.#long(at + 4));
  }

  #date(at: number): string | null {
    const from = this.#long(at + 4);
    const text = Array.from({ length: 19 }, (_, index) =>
      String.fromCharCode(this.view.getUint8(this.start + from + index)),
    ).join('');
    const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)/.exec(text);
    return parts ? `${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}:${parts[5]}` : null;
  }

  #place(gps: ReadonlyMap<number, number>): string | null {
    const north = this.#degrees(gps.get(tags.latitude), gps.get(tags.latitudeRef), 'S');
    const east = this.#degrees(gps.get(tags.longitude), gps.get(tags.longitudeRef), 'W');
    return north === null || east === null ? null : `${north.toFixed(5)}, ${east.toFixed(5)}`;
  }

  /** Degrees, minutes and seconds as three fractions. */
  #degrees(at: number | undefined, ref: number | undefined, negative: string): number | null {
    if (at === undefined) return null;
    const from = this.#long(at + 4);
    const [degrees = Number.NaN, minutes = 0, seconds = 0] = [0, 8, 16].map(
      (step) => this.#long(from + step) / (this.#long(from + step + 4) || 1),
    );
    const whole = degrees + minutes / 60 + seconds / 3600;
    const letter = ref === undefined ? '' : String.fromCharCode(this.view.getUint8(this.start + ref + 4));
    return Number.isFinite(whole) ? (letter === negative ? -whole : whole) : null;
  }

  #short(offset: number): number {
    return this.view.getUint16(this.start + offset, this.#isLittle);
  }

  #long(offset: number): number {
    return this.view.getUint32(this.start + offset, this.#isLittle);
  }
}
