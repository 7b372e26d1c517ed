import { ProfileOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { type DisplayProps, type InputProps, textOf, type Widget } from './widget.js';

const Editor = lazy(async () => ({ default: (await import('./rich-text-editor.js')).RichTextEditor }));
const CleanHtml = lazy(async () => ({ default: (await import('./clean-html.js')).CleanHtml }));

function RichTextInput(props: InputProps) {
  return (
    <Suspense fallback={<Skeleton.Input active block style={{ height: 160 }} />}>
      <Editor {...props} />
    </Suspense>
  );
}

function RichTextDisplay({ value, place }: DisplayProps) {
  const html = textOf(value);
  if (place === 'cell') return <>{plainText(html)}</>;
  return (
    <Suspense fallback={null}>
      <CleanHtml html={html} />
    </Suspense>
  );
}

/** The words without their form, for one line; parsed, never shown as HTML. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

export const richText: Widget = {
  Input: RichTextInput,
  Display: RichTextDisplay,
  icon: <ProfileOutlined />,
  columnWidth: 260,
  isElastic: true,
  isWide: true,
  isNoColumn: true,
  isGroup: true,
};
