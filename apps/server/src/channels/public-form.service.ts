import type { PublicFormData } from '@fieldwork/api-contract';
import { usualLimits } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AboutRecords } from './about-records.js';
import { OpenChannels } from './open-channels.js';
import { ProofOfWork } from './proof-of-work.js';
import { questionsOf } from './public-question.js';
import type { ChannelPlace } from './public-request.store.js';

/** Public forms as visitors see them. */
@Injectable()
export class PublicFormService {
  constructor(
    private readonly channels: OpenChannels,
    private readonly work: ProofOfWork,
    private readonly about: AboutRecords,
  ) {}

  async show(place: ChannelPlace, token: string | null): Promise<PublicFormData> {
    const { channel, form, documents } = await this.channels.find(place.app, place.channel, 'public_form');
    const about = await this.about.find(place, channel, token);
    const { files, megabytes } = { ...usualLimits, ...channel.limits };
    return {
      app: documents.app.label,
      label: channel.label,
      intro: channel.intro ?? null,
      color: documents.app.color ?? null,
      questions: questionsOf(channel, form),
      about: about.record?.shown ?? null,
      refused: about.refused,
      limits: { files, megabytes },
      challenge: this.work.challenge(place),
    };
  }
}
