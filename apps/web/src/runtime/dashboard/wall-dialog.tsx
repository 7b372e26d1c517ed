import { Form, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { wallWords } from './wall-words.js';

const usualSeconds = 30;

/** Which dashboards take turns, and for how long each. */
export function WallDialog({ page, onClose }: { page: string; onClose: () => void }) {
  const t = useWords(wallWords);
  const text = useText();
  const { id: app, pages } = useAppScope();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState([page]);
  const [seconds, setSeconds] = useState(usualSeconds);
  const boards = [...pages.values()].filter(({ type }) => type === 'dashboard');
  const start = () => {
    // Only a click may ask for the full screen; without it the wall still fills the window.
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    navigate(`/wall/${app}?${new URLSearchParams({ pages: chosen.join(','), seconds: String(seconds) })}`);
  };
  return (
    <Modal
      open
      title={t('title')}
      okText={t('start')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={start}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('boards')}>
          <Select
            mode="multiple"
            aria-label={t('boards')}
            value={chosen}
            onChange={setChosen}
            options={boards.map(({ id, label }) => ({ value: id, label: text(label) }))}
          />
        </Form.Item>
        <Form.Item label={t('seconds')} style={{ marginBottom: 0 }}>
          <InputNumber
            aria-label={t('seconds')}
            min={5}
            max={3600}
            precision={0}
            value={seconds}
            onChange={(value) => setSeconds(value ?? usualSeconds)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
