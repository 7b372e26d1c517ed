import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { defineWords, say } from '../words/words.js';

const words = defineWords('crash', {
  title: ['这里出了问题', 'Something broke here'],
  hint: [
    '已保存的数据是安全的。请刷新页面；如果再次出现，请告诉管理员。',
    'Saved data is safe. Reload the page; if it happens again, tell your administrator.',
  ],
  reload: ['刷新页面', 'Reload'],
});

/** What stands where a part broke: what is safe, and what to do. */
export function Broken() {
  return (
    <Result
      status="warning"
      title={say(words, 'title')}
      subTitle={say(words, 'hint')}
      extra={<Button onClick={() => location.reload()}>{say(words, 'reload')}</Button>}
    />
  );
}

/** Keeps a bug in one part from taking the page along. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}
