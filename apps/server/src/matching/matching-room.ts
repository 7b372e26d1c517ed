import type { Form, Matching } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { notFound, sentence } from '../platform/http/problem.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';

/** A matching with its forms, and whose eyes look at them. */
export interface MatchingRoom {
  app: string;
  matching: Matching;
  demandForm: Form;
  candidateForm: Form;
  viewer: Viewer;
  opened: Opened;
}

/** The way in to a matching: for a person with his rights, for the platform with all. */
@Injectable()
export class MatchingRooms {
  constructor(private readonly gate: RecordGate) {}

  async open(caller: Caller, app: string, id: string, matchings: MatchingsOf): Promise<MatchingRoom> {
    const matching = await matchings(app, id);
    if (!matching) throw noMatching(id);
    return roomOf(app, matching, await this.gate.open(caller, app, matching.form));
  }

  async openAsPlatform(app: string, matching: Matching): Promise<MatchingRoom> {
    return roomOf(
      app,
      matching,
      await this.gate.openAsPlatform(app, matching.form, null, { kind: 'flow', id: matching.id }),
    );
  }
}

type MatchingsOf = (app: string, id: string) => Promise<Matching | undefined>;

function roomOf(app: string, matching: Matching, opened: Opened): MatchingRoom {
  const candidateForm = opened.app.documents.forms.get(matching.candidates.form);
  if (!candidateForm) throw noMatching(matching.id);
  return { app, matching, demandForm: opened.form, candidateForm, viewer: opened.viewer, opened };
}

export function noMatching(id: string) {
  const name = id.slice(0, 50);
  return notFound(sentence(`没有匹配 ${name}`, `There is no matching “${name}”`));
}
