import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badRequest, sentence, unsupportedType } from '../platform/http/problem.js';
import { byteRange } from './byte-range.js';
import type { IncomingFile, OpenFile } from './file.service.js';
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

/** A download, or the stretch of it that is asked for, as players of videos do; pictures without script may be shown in place. In any case without rights on this origin. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, read }: OpenFile,
): Promise<void> {
  const kind = isRasterImage(file.type) ? 'inline' : 'attachment';
  // A file never changes under its id, so that a stretch always fits the one before; who wants to know gets all of it.
  const asked = request.headers['if-range'] === undefined ? request.headers.range : undefined;
  const range = byteRange(asked, file.size);
  reply.header('accept-ranges', 'bytes');
  if (range === 'outside') {
    await reply.status(416).header('content-range', `bytes */${file.size}`).send();
    return;
  }
  if (range) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  await reply
    .header('content-type', file.type)
    .header('content-length', String(range ? range.end - range.start + 1 : file.size))
    .header('content-disposition', contentDisposition(kind, file.name))
    .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
    .header('cache-control', 'private, no-cache')
    .send(read(range ?? undefined));
}
