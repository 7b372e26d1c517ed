import { BulbOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.js';
import { openReader } from './code-reader.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const pauseMs = 150;

interface CodeScannerProps {
  canType?: boolean;
  onCode: (code: string) => void;
}

/** The camera's picture, in which codes are looked for; below it a line to type one. */
export function CodeScanner({ canType = true, onCode }: CodeScannerProps) {
  const t = useWords(widgetWords);
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onCode);
  latest.current = onCode;
  const [state, setState] = useState<'opening' | 'looking' | 'failed'>('opening');
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [isLit, setLit] = useState(false);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    let isGone = false;
    let stream: MediaStream | null = null;
    const look = async () => {
      const element = video.current;
      if (!element) return;
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (isGone) return stopAll(stream);
      element.srcObject = stream;
      setTrack(stream.getVideoTracks()[0] ?? null);
      setState('looking');
      const read = await openReader();
      while (!isGone) {
        const code = element.readyState >= 2 ? await read(element) : null;
        if (code !== null && !isGone) {
          navigator.vibrate?.(60);
          latest.current(code);
          return undefined;
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      return undefined;
    };
    look().catch(() => {
      if (!isGone) setState('failed');
    });
    return () => {
      isGone = true;
      if (stream) stopAll(stream);
    };
  }, []);
  const canLight = track !== null && 'torch' in (track.getCapabilities?.() ?? {});
  const light = async () => {
    await track?.applyConstraints({ advanced: [{ torch: !isLit } as MediaTrackConstraintSet] });
    setLit(!isLit);
  };
  const use = () => {
    if (typed.trim() !== '') onCode(typed.trim());
  };
  return (
    <div className={styles.scanBody}>
      {state === 'failed' ? (
        <Alert type="warning" showIcon title={t('no_camera')} />
      ) : (
        <div className={styles.viewfinder}>
          <video ref={video} muted playsInline autoPlay aria-label={t('scan_title')} />
        </div>
      )}
      {canLight && (
        <Button size="large" icon={<BulbOutlined />} onClick={() => void light()}>
          {t('torch')}
        </Button>
      )}
      {(canType || state === 'failed') && (
        <div className={styles.scanned}>
          <Input
            size="large"
            aria-label={t('type_code')}
            placeholder={t('type_code')}
            value={typed}
            maxLength={200}
            autoCapitalize="characters"
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={use}
          />
          <Button size="large" type="primary" disabled={typed.trim() === ''} onClick={use}>
            {t('use_code')}
          </Button>
        </div>
      )}
    </div>
  );
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
