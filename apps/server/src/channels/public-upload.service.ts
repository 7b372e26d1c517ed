import { usualLimits } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { FileService, type IncomingFile } from '../files/file.service.js';
import { Database } from '../platform/database/database.js';
import { badRequest, sentence, tooManyTries } from '../platform/http/problem.js';
import { Networks } from './networks.js';
import { OpenChannels } from './open-channels.js';
import { ProofOfWork } from './proof-of-work.js';
import { type ChannelPlace, PublicRequestStore } from './public-request.store.js';

export type Uploaded = Awaited<ReturnType<FileService['receive']>>;

export interface Sender {
  address: string;
  challenge: string;
  nonce: string;
}

/** Files that strangers send along: few, small, after the work is done, and of no use to any other request. */
@Injectable()
export class PublicUploadService {
  constructor(
    private readonly channels: OpenChannels,
    private readonly work: ProofOfWork,
    private readonly store: PublicRequestStore,
    private readonly files: FileService,
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  async receive(place: ChannelPlace, sender: Sender, file: IncomingFile): Promise<Uploaded> {
    const { channel } = await this.channels.find(place.app, place.channel, 'public_form');
    const challenge = this.work.verify(sender, place);
    const network = this.networks.hash(sender.address);
    const { files, megabytes, perHour } = { ...usualLimits, ...channel.limits };
    const counts = await this.store.fileCounts(this.database, challenge, network);
    if (counts.own >= files)
      throw badRequest(sentence(`最多上传 ${files} 个文件`, `At most ${files} files can be sent`));
    if (counts.hour >= files * perHour) throw tooManyTries(600);
    const info = await this.files.receive(file, null, megabytes * 1024 * 1024);
    await this.store.addFile(this.database, info.id, challenge, network);
    return info;
  }
}
