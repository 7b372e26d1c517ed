import { defineWords } from '../../words/words.js';

export const phoneWords = defineWords('phone', {
  title: ['这个页面在手机上使用', 'This page is for the phone'],
  hint: [
    '用手机扫描二维码打开，登录后添加到主屏幕，没有信号也能工作。',
    'Scan the code with a phone, sign in and add it to the home screen: it works without signal too.',
  ],
  open: ['在此浏览器中打开', 'Open it in this browser'],
  code: ['现场手机的二维码', 'QR code of the phone page'],
});
