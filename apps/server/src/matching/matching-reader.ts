import type { Values } from '@fieldwork/form-engine';
import {
  betweenOf,
  type Candidate,
  type Demand,
  figurePaths,
  type Knowledge,
  type MatchContext,
  placeKey,
  tupleKey,
  tupleOf,
} from '@fieldwork/matching';
import { type ExpressionJson, type Form, fieldOf, pairTypes, pathsIn, prefixed } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordFigures } from '../records/record-figures.js';
import type { Viewer } from '../records/viewer.js';
import type { MatchingRoom } from './matching-room.js';

const MOST_CANDIDATES = 2000;
const MOST_PLACES = 50_000;
const TUPLES_AT_ONCE = 20_000;

/** All that the engine needs to match these demands. */
export interface MatchingFacts {
  demands: Demand[];
  candidates: Candidate[];
  around: MatchContext;
  /** The own matrix of distances. */
  places: Knowledge['places'];
}

export interface ReadMore {
  /** Just these candidates. */
  only?: (candidate: Candidate) => boolean;
  /** Fields of the candidates beside those that the matching reads. */
  fields?: readonly string[];
  /** Values that the demands are taken to have instead of their own. */
  as?: Values;
}

/** Reads demands, candidates, figures and distances: each with the eyes of the room, in few statements. */
@Injectable()
export class MatchingReader {
  constructor(
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
    private readonly figures: RecordFigures,
  ) {}

  /** Demands that cannot be read are left out. */
  async read(
    on: Queryable,
    room: MatchingRoom,
    ids: readonly string[],
    more: ReadMore = {},
  ): Promise<MatchingFacts> {
    const demands = await this.#demands(on, room, ids);
    const supposed = demands.map(({ id, values }) => ({ id, values: { ...values, ...more.as } }));
    return this.readAround(on, room, more.as ? supposed : demands, more);
  }

  /** The same for demands that are at hand, which may be as they are not written: at another time. */
  async readAround(
    on: Queryable,
    room: MatchingRoom,
    demands: Demand[],
    { only, fields = [] }: ReadMore = {},
  ): Promise<MatchingFacts> {
    const { matching, viewer } = room;
    const all = await this.#candidates(on, room, fields);
    const candidates = only ? all.filter(only) : all;
    const knowledge: Knowledge = {
      figures: await this.#figures(on, room, demands, candidates),
      places: await this.#places(on, room),
    };
    const around = {
      forms: viewer.documents.forms,
      context: viewer.context,
      between: betweenOf(matching, knowledge),
    };
    return { demands, candidates, around, places: knowledge.places };
  }

  async #demands(on: Queryable, room: MatchingRoom, ids: readonly string[]): Promise<Demand[]> {
    const { matching, viewer, demandForm } = room;
    const paths = [...demandPaths(matching), ...(matching.distance?.to ?? [])];
    const demands: Demand[] = [];
    for (const id of ids) {
      const values = await this.facts.read(on, viewer, demandForm, id, paths);
      if (values && values.deleted_at === null) demands.push({ id, values });
    }
    return demands;
  }

  /** The demands that match a condition, with all that the matching reads of them and `fields` besides. */
  demandsWhere(
    on: Queryable,
    room: MatchingRoom,
    filter: ExpressionJson,
    fields: readonly string[],
    most: number,
  ): Promise<Demand[]> {
    const { matching, demandForm } = room;
    const paths = [...fields, ...demandPaths(matching), ...(matching.distance?.to ?? [])];
    return this.#list(on, room.viewer, demandForm, { filter, paths, most });
  }

  async #candidates(on: Queryable, room: MatchingRoom, more: readonly string[]): Promise<Candidate[]> {
    const { matching, viewer, candidateForm } = room;
    const paths = [
      ...more,
      ...candidatePaths(matching),
      ...(matching.distance?.from ?? []),
      ...(matching.distance?.matrix ? [matching.distance.matrix.candidate] : []),
      ...(matching.person === undefined ? [] : [matching.person]),
    ];
    const { filter } = matching.candidates;
    return this.#list(on, viewer, candidateForm, { filter, paths, most: MOST_CANDIDATES });
  }

  async #list(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    { filter, paths, most }: { filter: ExpressionJson | undefined; paths: readonly string[]; most: number },
  ): Promise<Candidate[]> {
    const heads = paths.map((path) => path.split('.')[0] ?? path);
    const fields = [...new Set(heads)].filter((id) => fieldOf(form, id)).sort();
    const { json } = await this.records.list(
      viewer,
      form,
      {
        ...(filter === undefined ? {} : { filter }),
        fields,
        sort: ['id'],
        page: 1,
        pageSize: most,
        count: 'none',
        deleted: 'no',
      },
      on,
    );
    const found: Candidate[] = [];
    for (const values of JSON.parse(json) as (Values & { id: string })[])
      found.push({ id: values.id, values: await this.facts.complete(on, viewer, form, values, paths) });
    return found;
  }

  /** Each figure in one question over the different things it asks of the pairs. */
  async #figures(
    on: Queryable,
    room: MatchingRoom,
    demands: readonly Demand[],
    candidates: readonly Candidate[],
  ): Promise<Knowledge['figures']> {
    const { matching, viewer, demandForm } = room;
    const types = prefixed('current', pairTypes(matching, viewer.documents.forms));
    const found = new Map<string, Map<string, unknown>>();
    for (const figure of matching.figures ?? []) {
      const paths = figurePaths(figure);
      const tuples = new Map<string, unknown[]>();
      for (const demand of demands)
        for (const candidate of candidates) {
          const tuple = tupleOf(paths, demand, candidate);
          tuples.set(tupleKey(tuple), tuple);
        }
      const values = new Map<string, unknown>();
      const keys = [...tuples.keys()];
      for (let from = 0; from < keys.length; from += TUPLES_AT_ONCE) {
        const part = keys.slice(from, from + TUPLES_AT_ONCE);
        const rows = part.map((key) => tuples.get(key) ?? []);
        const answers = await this.figures.readRows(on, viewer, demandForm, [figure], { paths, rows, types });
        for (const [index, key] of part.entries()) values.set(key, answers[index]?.[figure.id] ?? null);
      }
      found.set(figure.id, values);
    }
    return found;
  }

  async #places(on: Queryable, { matching, viewer }: MatchingRoom): Promise<Knowledge['places']> {
    const places = new Map<string, { km: number; minutes: number | null }>();
    const matrix = matching.distance?.matrix;
    const form = viewer.documents.forms.get(matrix?.form ?? '');
    if (!matrix || !form) return places;
    const fields = [
      matrix.from,
      matrix.to,
      matrix.km,
      ...(matrix.minutes === undefined ? [] : [matrix.minutes]),
    ];
    const query = {
      fields,
      sort: ['id'],
      page: 1,
      pageSize: MOST_PLACES,
      count: 'none',
      deleted: 'no',
    } as const;
    const { json } = await this.records.list(viewer, form, { ...query, fields, sort: ['id'] }, on);
    for (const row of JSON.parse(json) as Values[]) {
      const km = row[matrix.km];
      if (km === null || km === undefined) continue;
      const minutes = matrix.minutes === undefined ? null : row[matrix.minutes];
      const known = { km: Number(km), minutes: minutes === null ? null : Number(minutes) };
      places.set(placeKey(row[matrix.from], row[matrix.to]), known);
      const back = placeKey(row[matrix.to], row[matrix.from]);
      if (!places.has(back)) places.set(back, known);
    }
    return places;
  }
}

function allPaths(matching: MatchingRoom['matching']): string[] {
  const { figures, constraints, terms, importance, load, capacity, distance } = matching;
  const paths = pathsIn([figures, constraints, terms, importance, load, capacity]);
  const matrix = distance?.matrix;
  return [...paths.map((path) => path.replace(/^(outer|current)\./, '')), ...(matrix ? [matrix.demand] : [])];
}

function demandPaths(matching: MatchingRoom['matching']): string[] {
  return allPaths(matching).filter((path) => !/^(candidate|figure)\./.test(path));
}

function candidatePaths(matching: MatchingRoom['matching']): string[] {
  return allPaths(matching).flatMap((path) =>
    path.startsWith('candidate.') ? [path.slice('candidate.'.length)] : [],
  );
}
