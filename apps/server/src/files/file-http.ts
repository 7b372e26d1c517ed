import '@fastify/multipart';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badRequest, sentence, unsupportedType } from '../platform/http/problem.js';
import type { IncomingFile } from './file.service.js';
import type { StoredFile } from './file.store.js';
import { contentDisposition } from './file-name.js';
import { isRasterImage } from './file-type.js';

/** `onlyPictures=true` says at once what the field that the file is for would say later. */
export const takenSchema = z.object({
  onlyPictures: z
    .literal('true')
    .transform(() => true)
    .optional(),
});

/** The one file of a multipart/form-data request. @throws Problem 415, 400 */
export async function incomingFile(request: FastifyRequest): Promise<IncomingFile> {
  if (!request.isMultipart()) throw unsupportedType();
  const part = await request.file();
  if (!part) throw badRequest(sentence('没有文件', 'There is no file in the request'));
  const { filename, file } = part;
  return { name: filename, stream: file, isTruncated: () => file.truncated };
}

/** A download; pictures without script may be shown in place. In any case without rights on this origin. */
export async function sendFile(
  reply: FastifyReply,
  { file, stream }: { file: StoredFile; stream: Readable },
): Promise<void> {
  const kind = isRasterImage(file.type) ? 'inline' : 'attachment';
  await reply
    .header('content-type', file.type)
    .header('content-length', String(file.size))
    .header('content-disposition', contentDisposition(kind, file.name))
    .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
    .header('cache-control', 'private, no-cache')
    .send(stream);
}
