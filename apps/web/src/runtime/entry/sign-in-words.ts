import { defineWords } from '../../words/words.js';

export const signInWords = defineWords('sign-in', {
  login: ['登录名', 'Login'],
  password: ['密码', 'Password'],
  sign_in: ['登录', 'Sign in'],
});
