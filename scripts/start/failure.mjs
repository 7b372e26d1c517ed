/** Something that a person can put right: one sentence in each language, no stack. */
export class Failure extends Error {
  constructor(en, zh) {
    super(en);
    this.zh = zh;
  }
}

/** Prints why a command cannot go on. Anything that is not a `Failure` is our mistake and shows its stack. */
export function tell(error) {
  if (error instanceof Failure) console.error(`\n✗ ${error.message}\n✗ ${error.zh}`);
  else console.error(error);
}

/** Turns what the system says about a folder or a disk into a `Failure`; other errors stay as they are. */
export function explainFileError(error, folder) {
  const code = /\b(EROFS|EACCES|EPERM|ENOTDIR|EEXIST|ENOSPC|EDQUOT)\b/.exec(error.code ?? error.message)?.[1];
  const isFull = /ENOSPC|EDQUOT|No space left|free disk space/.test(`${code} ${error.message}`);
  if (isFull) {
    return new Failure(
      `The disk that holds ${folder} is full. Free some space and start again.`,
      `${folder} 所在磁盘已满，请清理空间后重新启动。`,
    );
  }
  if (code) {
    return new Failure(
      `The folder ${folder} cannot be written. Give this user the right to write there, or set FIELDWORK_DATA to another folder.`,
      `文件夹 ${folder} 不可写，请授予当前用户写权限，或用 FIELDWORK_DATA 指定其他文件夹。`,
    );
  }
  return error;
}
