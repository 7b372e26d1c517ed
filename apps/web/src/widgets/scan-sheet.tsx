import { Modal } from 'antd';
import { useWords } from '../words/words.js';
import { CodeScanner } from './code-scanner.js';
import { widgetWords } from './widget-words.js';

interface ScanSheetProps {
  canType: boolean;
  onCode: (code: string) => void;
  onCancel: () => void;
}

export function ScanSheet({ canType, onCode, onCancel }: ScanSheetProps) {
  const t = useWords(widgetWords);
  return (
    <Modal open title={t('scan_title')} footer={null} onCancel={onCancel}>
      <CodeScanner canType={canType} onCode={onCode} />
    </Modal>
  );
}
