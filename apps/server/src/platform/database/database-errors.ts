/** What a database failure means for a caller over HTTP. */
export interface DatabaseFailure {
  readonly status: 400 | 503 | 504 | 507 | 409;
  readonly retryAfterSeconds?: number;
  readonly title: { readonly 'zh-CN': string; readonly en: string };
}

const unavailable: DatabaseFailure = {
  status: 503,
  retryAfterSeconds: 2,
  title: {
    'zh-CN': '数据库暂时不可用,请稍后再试',
    en: 'The database is not available right now, please try again',
  },
};
const busy: DatabaseFailure = {
  status: 503,
  retryAfterSeconds: 1,
  title: { 'zh-CN': '系统繁忙,请稍后再试', en: 'The system is busy, please try again' },
};
const timedOut: DatabaseFailure = {
  status: 504,
  title: { 'zh-CN': '查询用时过长,已停止', en: 'The query took too long and was stopped' },
};
const full: DatabaseFailure = {
  status: 507,
  title: { 'zh-CN': '磁盘空间不足,无法保存', en: 'There is no disk space left to save this' },
};
const readOnly: DatabaseFailure = {
  ...unavailable,
  title: { 'zh-CN': '数据库处于只读状态', en: 'The database is read-only at the moment' },
};

const unstorable: DatabaseFailure = {
  status: 400,
  title: { 'zh-CN': '含有不能保存的字符', en: 'Contains a character that cannot be kept' },
};

const unreadable: DatabaseFailure = {
  status: 400,
  title: { 'zh-CN': '含有无法识别的值', en: 'Contains a value that cannot be read' },
};

const outdated: DatabaseFailure = {
  status: 503,
  retryAfterSeconds: 1,
  title: {
    'zh-CN': '应用刚刚更新,请再试一次',
    en: 'The app was published anew just now, please try again',
  },
};

const bySqlState: Record<string, DatabaseFailure> = {
  '22021': unstorable,
  '22P05': unstorable,
  '22P02': unreadable,
  '22003': unreadable,
  '22007': unreadable,
  '22008': unreadable,
  '57014': timedOut,
  '53100': full,
  '25006': readOnly,
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  // A field or form went while a statement of the version before was on its way.
  '42703': outdated,
  '42P01': outdated,
  '53200': busy,
  '53300': busy,
  '57P01': unavailable,
  '57P02': unavailable,
  '57P03': unavailable,
  '57P05': unavailable,
  '25P03': unavailable,
};
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const lostConnection =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|not queryable|Cannot use a pool after calling end/;

/** Reads an error thrown by pg (or TypeORM round it); null when it is not a matter of availability. */
export function describeDatabaseFailure(error: unknown): DatabaseFailure | null {
  if (typeof error !== 'object' || error === null) return null;
  const code = sqlState(error);
  if (code !== null) {
    const known = bySqlState[code];
    if (known) return known;
    if (networkCodes.has(code) || code.startsWith('08')) return unavailable;
  }
  if (error instanceof AggregateError) return describeDatabaseFailure(error.errors[0]);
  return lostConnection.test(String((error as { message?: unknown }).message)) ? unavailable : null;
}

/** The SQLSTATE (or the network code) of an error, null when it has none. */
export function sqlState(error: unknown): string | null {
  const own = (error as { code?: unknown } | null)?.code;
  if (typeof own === 'string') return own;
  const inner = (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof inner === 'string' ? inner : null;
}

/** True when a write broke a unique index (of that name, if given). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlState(error) !== '23505') return false;
  const detail = error as { constraint?: string; driverError?: { constraint?: string } };
  return constraint === undefined || (detail.constraint ?? detail.driverError?.constraint) === constraint;
}

/** A prepared statement whose result type changed because its table was altered in the meantime. */
export function isStalePlan(error: unknown): boolean {
  return sqlState(error) === '0A000' && (error as { routine?: string }).routine === 'RevalidateCachedQuery';
}
