import {
  BoldOutlined,
  ItalicOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { App, Button, Tooltip } from 'antd';
import { type ReactNode, useRef } from 'react';
import { fileUrl, uploadFile } from '../api/files.js';
import { messageOf } from '../api/problem.js';
import { useWords } from '../words/words.js';
import { Picture } from './picture-node.js';
import { type InputProps, textOf } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

/** Formatted text: what the tool bar offers is what the server keeps. */
export function RichTextEditor(props: InputProps) {
  const { id, field, describedBy } = props;
  const { message } = App.useApp();
  const insert = useRef<(files: readonly File[]) => Promise<void>>(async () => undefined);
  const takes = (files: FileList | undefined | null): boolean => {
    const pictures = [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (pictures.length > 0) void insert.current(pictures);
    return pictures.length > 0;
  };
  const editor = useEditor(
    {
      extensions: [StarterKit.configure({ link: { openOnClick: false } }), Picture],
      content: textOf(props.value),
      editable: !props.isReadOnly,
      editorProps: {
        handlePaste: (_, event) => takes(event.clipboardData?.files),
        handleDrop: (_, event) => takes(event.dataTransfer?.files),
        attributes: {
          id,
          class: styles.editorText ?? '',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': `${id}-label`,
          ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        },
      },
      onUpdate: ({ editor: changed }) => props.onChange(changed.isEmpty ? null : changed.getHTML()),
      onBlur: () => props.onBlur?.(),
    },
    [field.id, props.isReadOnly],
  );
  insert.current = async (files) => {
    for (const file of files) {
      try {
        const { id: uploaded, name } = await uploadFile(file);
        editor
          ?.chain()
          .focus()
          .insertContent({ type: 'image', attrs: { src: fileUrl(uploaded), alt: name } })
          .run();
      } catch (error) {
        message.error(messageOf(error));
      }
    }
  };
  return (
    <div className={styles.editor} data-invalid={props.isInvalid ?? false}>
      {editor && !props.isReadOnly && (
        <EditorBar editor={editor} onPictures={(files) => void insert.current(files)} />
      )}
      <EditorContent editor={editor} />
    </div>
  );
}

function EditorBar({ editor, onPictures }: { editor: Editor; onPictures: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const t = useWords(widgetWords);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading', { level: 3 }),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <div className={styles.editorBar} role="toolbar">
      <Tool
        label={t('bold')}
        icon={<BoldOutlined />}
        isOn={active.bold}
        onUse={() => chain().toggleBold().run()}
      />
      <Tool
        label={t('italic')}
        icon={<ItalicOutlined />}
        isOn={active.italic}
        onUse={() => chain().toggleItalic().run()}
      />
      <Tool
        label={t('heading')}
        icon={<b>H</b>}
        isOn={active.heading}
        onUse={() => chain().toggleHeading({ level: 3 }).run()}
      />
      <Tool
        label={t('bullets')}
        icon={<UnorderedListOutlined />}
        isOn={active.bullets}
        onUse={() => chain().toggleBulletList().run()}
      />
      <Tool
        label={t('numbers')}
        icon={<OrderedListOutlined />}
        isOn={active.numbers}
        onUse={() => chain().toggleOrderedList().run()}
      />
      <Tool label={t('picture')} icon={<PictureOutlined />} onUse={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Tool label={t('undo')} icon={<UndoOutlined />} onUse={() => chain().undo().run()} />
      <Tool label={t('redo')} icon={<RedoOutlined />} onUse={() => chain().redo().run()} />
    </div>
  );
}

function Tool(props: { label: string; icon: ReactNode; isOn?: boolean; onUse: () => void }) {
  return (
    <Tooltip title={props.label}>
      <Button
        size="small"
        type={props.isOn ? 'default' : 'text'}
        icon={props.icon}
        aria-label={props.label}
        aria-pressed={props.isOn ?? false}
        onClick={props.onUse}
      />
    </Tooltip>
  );
}
