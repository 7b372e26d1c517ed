import { DeleteOutlined, LoadingOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { type FileInfo, fileUrl } from '../api/files.js';
import { sizeText } from '../ui/size-text.js';
import { useWords } from '../words/words.js';
import { countOf, filesOf, useUploads } from './use-uploads.js';
import type { DisplayProps, InputProps, Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

function FileLine({ file, onRemove }: { file: FileInfo; onRemove?: () => void }) {
  const t = useWords(widgetWords);
  return (
    <li className={styles.file}>
      <PaperClipOutlined className="muted" />
      <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
        {file.name}
      </a>
      <span className="muted figures">{sizeText(file.size)}</span>
      {onRemove && (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('remove_file', { name: file.name })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

function AttachmentInput(props: InputProps) {
  const t = useWords(widgetWords);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { files, add, remove, uploading, isFull } = useUploads(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button below is everybody's
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!props.isReadOnly) void add([...event.dataTransfer.files]);
      }}
      style={isOver ? { outline: '2px dashed var(--primary)', outlineOffset: 4 } : undefined}
    >
      <ul className={styles.files}>
        {files.map((file) => (
          <FileLine
            key={file.id}
            file={file}
            {...(props.isReadOnly ? {} : { onRemove: () => remove(file.id) })}
          />
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        id={props.id}
        aria-describedby={props.describedBy}
        danger={props.isInvalid ?? false}
        icon={uploading > 0 ? <LoadingOutlined /> : <UploadOutlined />}
        disabled={(props.isReadOnly ?? false) || isFull}
        onClick={() => input.current?.click()}
      >
        {uploading > 0 ? t('uploading') : t('add_file')}
      </Button>
    </div>
  );
}

function AttachmentDisplay({ value, place }: DisplayProps) {
  const files = filesOf(value);
  if (place === 'cell')
    return (
      <span className="figures">
        <PaperClipOutlined /> {countOf(value)}
      </span>
    );
  return (
    <ul className={styles.files}>
      {files.map((file) =>
        file.type.startsWith('video/') ? (
          <li key={file.id}>
            {/* biome-ignore lint/a11y/useMediaCaption: people upload what they filmed; there are no captions */}
            <video
              controls
              preload="metadata"
              className={styles.video}
              src={fileUrl(file.id)}
              title={file.name}
            />
          </li>
        ) : (
          <FileLine key={file.id} file={file} />
        ),
      )}
    </ul>
  );
}

export const attachment: Widget = {
  Input: AttachmentInput,
  Display: AttachmentDisplay,
  icon: <PaperClipOutlined />,
  columnWidth: 80,
  isGroup: true,
};
