import { ScanOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../words/words.js';
import { widgetWords } from './widget-words.js';

const ScanSheet = lazy(async () => ({ default: (await import('./scan-sheet.js')).ScanSheet }));

/** Reads a code with the camera. */
export function ScanButton({
  onCode,
  canType = true,
}: {
  onCode: (code: string) => void;
  canType?: boolean;
}) {
  const t = useWords(widgetWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ScanOutlined />} aria-label={t('scan')} onClick={() => setOpen(true)} />
      {isOpen && (
        <Suspense>
          <ScanSheet
            canType={canType}
            onCancel={() => setOpen(false)}
            onCode={(code) => {
              setOpen(false);
              onCode(code);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
