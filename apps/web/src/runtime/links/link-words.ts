import { defineWords } from '../../words/words.js';

export const linkWords = defineWords('links', {
  code: ['二维码', 'QR code'],
  hint: [
    '扫码即可填写，无需登录。贴在设备上，客户扫一扫就能报修。',
    'Whoever scans it can fill in the form without signing in. Put it on the device.',
  ],
  renew: ['换新码', 'New code'],
  renew_ask: ['作废现有的二维码并换新码？', 'Make a new code and void this one?'],
  renew_hint: [
    '已经贴出去的旧码会立即失效，扫码的人会看到提示，并可手工填写设备编号。',
    'Codes that are printed already stop working at once; whoever scans one is told, and can type the number of the device.',
  ],
  renewed: ['已换新码，请重新打印', 'There is a new code; print it again'],
  print: ['打印', 'Print'],
  png: ['下载 PNG', 'Download PNG'],
  svg: ['下载 SVG', 'Download SVG'],
  hint_portal: [
    '客户凭这个链接查看进度、留言和验收，无需账号。请只发给本单的客户。',
    'By this link the customer follows the progress, writes and accepts, without an account. Send it to nobody else.',
  ],
});
