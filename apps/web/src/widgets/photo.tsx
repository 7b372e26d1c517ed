import { CameraOutlined, CloseOutlined, LoadingOutlined } from '@ant-design/icons';
import { Button, Image } from 'antd';
import { useRef } from 'react';
import { fileUrl } from '../api/files.js';
import { useWords } from '../words/words.js';
import { countOf, filesOf, useUploads } from './use-uploads.js';
import type { DisplayProps, InputProps, Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

/** Photos from the camera (on a phone) or from files. */
function PhotoInput(props: InputProps) {
  const t = useWords(widgetWords);
  const input = useRef<HTMLInputElement>(null);
  const { files, add, remove, uploading, isFull } = useUploads(props);
  return (
    <div className={styles.photos}>
      {files.map((file) => (
        <div key={file.id} className={styles.photo}>
          <img src={fileUrl(file.id)} alt={file.name} />
          {!props.isReadOnly && (
            <Button
              className={styles.photoRemove ?? ''}
              size="small"
              shape="circle"
              icon={<CloseOutlined />}
              aria-label={t('remove_file', { name: file.name })}
              onClick={() => remove(file.id)}
            />
          )}
        </div>
      ))}
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        multiple={props.field.camera !== 'only'}
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {!props.isReadOnly && !isFull && (
        <button
          type="button"
          id={props.id}
          aria-describedby={props.describedBy}
          className={styles.addPhoto}
          onClick={() => input.current?.click()}
        >
          {uploading > 0 ? <LoadingOutlined /> : <CameraOutlined style={{ fontSize: 20 }} />}
          {uploading > 0 ? t('uploading') : t(props.field.camera === 'only' ? 'take_photo' : 'add_photo')}
        </button>
      )}
    </div>
  );
}

function PhotoDisplay({ value, place }: DisplayProps) {
  const files = filesOf(value);
  if (place === 'cell')
    return (
      <span className="figures">
        <CameraOutlined /> {countOf(value)}
      </span>
    );
  return (
    <div className={styles.photos}>
      <Image.PreviewGroup>
        {files.map((file) => (
          <Image
            key={file.id}
            src={fileUrl(file.id)}
            alt={file.name}
            width={88}
            height={88}
            style={{ objectFit: 'cover' }}
          />
        ))}
      </Image.PreviewGroup>
    </div>
  );
}

export const photo: Widget = {
  Input: PhotoInput,
  Display: PhotoDisplay,
  icon: <CameraOutlined />,
  columnWidth: 80,
  isGroup: true,
};
