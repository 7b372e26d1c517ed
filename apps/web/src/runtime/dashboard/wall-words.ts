import { defineWords } from '../../words/words.js';

export const wallWords = defineWords('wall', {
  title: ['大屏轮播', 'Show on a wall'],
  boards: ['轮播的看板', 'Dashboards in turn'],
  seconds: ['每屏停留（秒）', 'Seconds for each'],
  start: ['全屏播放', 'Show full screen'],
  leave: ['退出', 'Leave'],
  pause: ['暂停', 'Pause'],
  play: ['继续', 'Go on'],
  nothing: ['没有可以显示的看板。', 'There is no dashboard to show.'],
});
