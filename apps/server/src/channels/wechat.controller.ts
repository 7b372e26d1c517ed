import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../platform/http/public.js';
import { type WechatCall, WechatService } from './wechat.service.js';

const text = z.string().max(200).default('');
const callSchema = z.object({ signature: text, timestamp: text, nonce: text, msg_signature: text });
const confirmSchema = callSchema.extend({ echostr: text });
const anId = z.uuid();

/** The address that an official account of WeChat calls: `…/api/v1/wechat/<messenger>`. */
@Controller('wechat/:messenger')
@Public()
export class WechatController {
  constructor(private readonly wechat: WechatService) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  confirm(
    @Param('messenger', { schema: anId }) messenger: string,
    @Query({ schema: confirmSchema }) { echostr, ...call }: z.infer<typeof confirmSchema>,
  ): Promise<string> {
    return this.wechat.confirm(messenger, call, echostr);
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  take(
    @Param('messenger', { schema: anId }) messenger: string,
    @Query({ schema: callSchema }) call: WechatCall,
    @Body() body: unknown,
  ): Promise<string> {
    return this.wechat.take(messenger, call, body);
  }
}
