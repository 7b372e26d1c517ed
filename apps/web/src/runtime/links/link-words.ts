import { defineWords } from '../../words/words.js';

export const linkWords = defineWords('links', {
  code: ['二维码', 'QR code'],
  hint: [
    '扫码即可填写，无需登录。贴在设备上，客户扫一扫就能报修。',
    'Whoever scans it can fill in the form without signing in. Put it on the device.',
  ],
  print: ['打印', 'Print'],
  png: ['下载 PNG', 'Download PNG'],
  svg: ['下载 SVG', 'Download SVG'],
});
