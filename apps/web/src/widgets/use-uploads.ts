import { fieldTypeOf } from '@fieldwork/metadata';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { dataSource } from '../api/data-source.js';
import { type FileInfo, uploadFile } from '../api/files.js';
import { messageOf } from '../api/problem.js';
import { useWords } from '../words/words.js';
import type { InputProps } from './widget.js';
import { widgetWords } from './widget-words.js';

const usualMost = 20;

export function filesOf(value: unknown): FileInfo[] {
  return Array.isArray(value)
    ? value.filter((item): item is FileInfo => typeof item === 'object' && item !== null && 'id' in item)
    : [];
}

/** How many files there are; a timeline knows them by id only. */
export function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** The files of a field and what can be done with them; uploads go one after another and keep their order. */
export function useUploads({ field, value, onChange }: Pick<InputProps, 'field' | 'value' | 'onChange'>) {
  const t = useWords(widgetWords);
  const { message } = App.useApp();
  const [uploading, setUploading] = useState(0);
  const files = filesOf(value);
  const latest = useRef(files);
  latest.current = files;
  const most = field.most ?? usualMost;
  const set = (next: FileInfo[]) => {
    latest.current = next;
    onChange(next.length === 0 ? null : next);
  };
  const add = async (chosen: readonly File[]) => {
    const taken = chosen.slice(0, Math.max(0, most - latest.current.length));
    if (taken.length < chosen.length) message.warning(t('too_many_files', { most }));
    setUploading((count) => count + taken.length);
    for (const file of taken) {
      try {
        const uploaded = await uploadFile(await prepared(file, field), fieldTypeOf(field).onlyPictures);
        set([...latest.current, uploaded]);
      } catch (error) {
        message.error(t('upload_failed', { name: file.name, reason: messageOf(error) }));
      } finally {
        setUploading((count) => count - 1);
      }
    }
  };
  const remove = (id: string) => set(latest.current.filter((file) => file.id !== id));
  return { files, add, remove, uploading, isFull: files.length >= most };
}

/** Photos taken on a phone are made small before they are kept; those that bear a mark get it here. */
async function prepared(file: File, { type, watermark }: InputProps['field']): Promise<File> {
  const isPhoto = type === 'photo' && file.type.startsWith('image/');
  if (!isPhoto || (!watermark && !dataSource())) return file;
  const { preparePhoto } = await import('./prepare-photo.js');
  return preparePhoto(file, watermark === true);
}
