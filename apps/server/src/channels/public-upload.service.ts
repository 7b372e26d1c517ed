import { usualLimits } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { FileService, type IncomingFile } from '../files/file.service.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
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

  async receive(
    place: ChannelPlace,
    sender: Sender,
    file: IncomingFile,
    onlyPictures?: boolean,
  ): Promise<Uploaded> {
    const { channel } = await this.channels.find(place.app, place.channel, 'public_form');
    const challenge = this.work.verify(sender, place);
    const network = this.networks.hash(sender.address);
    const limits = { ...usualLimits, ...channel.limits };
    await this.#demandRoom(this.database, { challenge, network }, limits);
    const info = await this.files.receive(file, null, {
      mostBytes: limits.megabytes * 1024 * 1024,
      onlyPictures,
    });
    // Counted again where nobody else counts: of files that come at the same moment only so many get in.
    await this.database.transaction(async (tx) => {
      await this.store.lockFiles(tx, network);
      await this.#demandRoom(tx, { challenge, network }, limits);
      await this.store.addFile(tx, info.id, challenge, network);
    });
    return info;
  }

  /** @throws Problem 400, 429 */
  async #demandRoom(
    on: Queryable,
    { challenge, network }: { challenge: Buffer; network: Buffer },
    { files, perHour }: { files: number; perHour: number },
  ): Promise<void> {
    const counts = await this.store.fileCounts(on, challenge, network);
    if (counts.own >= files)
      throw badRequest(sentence(`最多上传 ${files} 个文件`, `At most ${files} files can be sent`));
    if (counts.hour >= files * perHour) throw tooManyTries(600);
  }
}
