import { Global, Module } from '@nestjs/common';
import { RepeatStore } from './repeat.store.js';
import { Repeats } from './repeats.js';

/** Requests that act once however often they are sent. */
@Global()
@Module({ providers: [RepeatStore, Repeats], exports: [Repeats] })
export class RepeatsModule {}
