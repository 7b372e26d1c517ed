import type { IncomingHttpHeaders } from 'node:http';
import { forbidden, type Problem, sentence, unsupportedType } from './problem.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const BODY_TYPES =
  /^(application\/(json|merge-patch\+json|octet-stream|xml)|text\/xml|multipart\/form-data)\s*(;|$)/i;

/**
 * Keeps other sites from writing with a visitor's cookie. A writing request must not come from another origin
 * (`Sec-Fetch-Site`, `Origin`), and its body must be JSON, XML, a piece of a file or multipart; all but the last no
 * plain cross-site form can send, multipart from a browser must name its origin.
 * @returns the problem to answer with, or null when the request may pass
 */
export function checkSameOrigin(
  method: string,
  headers: IncomingHttpHeaders,
  ownHosts: readonly (string | undefined)[],
): Problem | null {
  if (SAFE_METHODS.has(method)) return null;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return crossSite();
  const { origin } = headers;
  if (origin !== undefined && !ownHosts.includes(hostOf(origin))) return crossSite();
  const type = headers['content-type'];
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (type === undefined) return hasBody ? unsupportedType() : null;
  if (!BODY_TYPES.test(type)) return unsupportedType();
  const isMultipart = /^multipart/i.test(type);
  const hasKey = headers.authorization !== undefined;
  if (isMultipart && !hasKey && origin === undefined && site === undefined) return crossSite();
  return null;
}

function crossSite(): Problem {
  return forbidden(sentence('请求来自其他网站', 'The request comes from another site'));
}

/** Host with port, undefined for `null` and other opaque origins. */
function hostOf(origin: string): string {
  try {
    return new URL(origin).host || 'opaque';
  } catch {
    return 'opaque';
  }
}
